package assesstest

import (
	"strings"

	"stalkrisk/assess"
)

// Accented is the code of the test language: English with an accent on every vowel, so
// that anybody can see whether it is shown whole.
const Accented = "en-x-accent"

// Translation returns a questionnaire in the test language.
func Translation(in *assess.Instrument) *assess.Translation {
	t := &assess.Translation{
		Format: assess.TranslationFormat, Questionnaire: in.ID, Version: in.Version, Language: Accented, Name: "Accented", Test: true,
		Answers: map[string]string{"unknown": accent("not known"), "declined": accent("rather not say")},
	}
	for i := range in.Items {
		it := &in.Items[i]
		one := assess.TranslatedItem{ID: it.ID, MadeFrom: it.WordingHash(), Prompt: accent(it.Prompt), FollowUp: accent(it.FollowUp), Answers: map[string]string{}}
		verb, _, _ := strings.Cut(it.Prompt, " ")
		for _, value := range it.AnswerValues() { // as in Welsh, yes and no repeat the verb
			one.Answers[value] = accent(value + " " + strings.ToLower(verb))
		}
		t.Items = append(t.Items, one)
	}
	return t
}

func accent(s string) string {
	return strings.NewReplacer("a", "â", "e", "ê", "i", "î", "o", "ô", "u", "û", "w", "ŵ", "y", "ŷ", "A", "Â", "E", "Ê", "I", "Î", "O", "Ô", "U", "Û", "H", "Ĥ").Replace(s)
}
