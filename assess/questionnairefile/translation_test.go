package questionnairefile

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// translated returns the translation of the small stalking questionnaire into a test
// language, in which every text has an accent, and the questionnaire.
func translated(t testing.TB) (*assess.Translation, *assess.Instrument, assess.Questionnaires) {
	t.Helper()
	shelf := small(t)
	in := shelf.Newest("stalking")
	of := &assess.Translation{
		Format: assess.TranslationFormat, Questionnaire: in.ID, Version: in.Version, Language: "xx", Name: "Made up", Test: true,
		Answers: map[string]string{"unknown": "ñ knówn", "declined": "wóń't"},
	}
	for i := range in.Items {
		it := &in.Items[i]
		one := assess.TranslatedItem{ID: it.ID, MadeFrom: it.WordingHash(), Prompt: "É " + it.Prompt, Answers: map[string]string{}}
		if it.FollowUp != "" {
			one.FollowUp = "É " + it.FollowUp
		}
		for _, value := range it.AnswerValues() {
			one.Answers[value] = "é " + value
		}
		of.Items = append(of.Items, one)
	}
	return of, in, shelf
}

func TestATranslationIsReadAsItWasWritten(t *testing.T) {
	want, in, shelf := translated(t)
	got, problems := LoadTranslation("stalking/1.0.0.xx.yaml", WriteTranslation(in, want), shelf)
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(assess.Date{}, timeline.When{})); problems != nil || diff != "" {
		t.Fatalf("%v\n%s", problems, diff)
	}
	if missing, stale := got.Gaps(in); missing != nil || stale != nil {
		t.Errorf("missing %v, stale %v", missing, stale)
	}
}

// A start file has every question, empty. Once it says who made it, it is valid, and
// every question is shown in English.
func TestAStartFileHasEveryQuestionAndIsRefusedUntilReviewed(t *testing.T) {
	_, in, shelf := translated(t)
	b := string(WriteTranslation(in, &assess.Translation{Language: "cy"}))
	if _, problems := LoadTranslation("stalking/1.0.0.cy.yaml", []byte(b), shelf); len(problems) == 0 {
		t.Error("a translation that nobody has reviewed was taken")
	}
	for _, it := range in.Items {
		if !strings.Contains(b, "# English: "+it.Prompt+"\n") {
			t.Errorf("%s has no English beside it", it.ID)
		}
	}
	for key, value := range map[string]string{"name": "Welsh", "translator": "A", "reviewer": "B", "date": "2026-11-28"} {
		b = strings.Replace(b, "\n"+key+": \"\"\n", "\n"+key+": "+value+"\n", 1)
	}
	for _, value := range []string{"unknown", "declined"} {
		b = strings.Replace(b, "  "+value+": \"\"\n", "  "+value+": w "+value+"\n", 1)
	}
	of, problems := LoadTranslation("stalking/1.0.0.cy.yaml", []byte(b), shelf)
	if problems != nil {
		t.Fatal(problems)
	}
	if missing, _ := of.Gaps(in); len(missing) != len(in.Items) {
		t.Errorf("%d questions are missing, want all %d", len(missing), len(in.Items))
	}
}

// If the English changes, its translation may say something else, and is not shown.
func TestATranslationOfEarlierEnglishIsNotShown(t *testing.T) {
	of, in, _ := translated(t)
	for what, change := range map[string]func(it *assess.Item){
		"the question":       func(it *assess.Item) { it.Prompt += " Ever?" },
		"after a yes":        func(it *assess.Item) { it.FollowUp += " Ever?" },
		"the label":          func(it *assess.Item) { it.Options = []assess.Option{{Value: "a", Label: "b"}} },
		"nothing: help only": func(it *assess.Item) { it.Help = "Other help." },
	} {
		it := in.Items[0]
		change(&it)
		words, stale := of.Of(&it)
		if want := what != "nothing: help only"; stale != want || (words == nil) != want {
			t.Errorf("%s has changed: stale %v, shown %v", what, stale, words != nil)
		}
	}
	other := *in
	other.Items = slices.Clone(in.Items)
	other.Items[2].Prompt = "Another question?"
	b := WriteTranslation(&other, of)
	if !bytes.Contains(b, []byte("# The English has changed. Translate it again, then write made_from: "+other.Items[2].WordingHash())) {
		t.Error("the file for the translator does not say that the English has changed")
	}
}

func TestBadTranslationsAreRefusedWithReasons(t *testing.T) {
	of, in, shelf := translated(t)
	good := string(WriteTranslation(in, of))
	live := strings.Replace(strings.Replace(good, "test: true\n", "", 1), "date: \"\"", "date: 2026-11-28", 1)
	if _, problems := LoadTranslation("", []byte(strings.NewReplacer("translator: \"\"", "translator: A", "reviewer: \"\"", "reviewer: B").Replace(live)), shelf); problems != nil {
		t.Fatal(problems)
	}
	first := in.Items[0].WordingHash()
	for _, c := range []struct{ name, file, old, new, want string }{
		{"no reviewer", live, "translator: \"\"", "translator: A", "nobody has reviewed it (reviewer)"},
		{"reviewed by the translator", live, "translator: \"\"\nreviewer: \"\"", "translator: Ann\nreviewer: ann", "another person must review it"},
		{"no day of the review", live, "date: 2026-11-28", "date: \"\"", "the day of the review (date) is missing"},
		{"a day that is not one", good, "date: \"\"", "date: 2026-02-30", "date"},
		{"another format", good, "translation/1", "translation/2", "not a translation in a layout"},
		{"another language than the file's name", good, "language: xx", "language: cy", "the file must be at stalking/1.0.0.cy.yaml"},
		{"a language in capitals", good, "language: xx", "language: XX", "only small letters"},
		{"an unknown questionnaire", good, "questionnaire: stalking", "questionnaire: stalkin", "did you mean \"stalking\"?"},
		{"an unknown version", good, "version: \"1.0.0\"", "version: 9.0.0", "that version of the questionnaire is not loaded"},
		{"an unknown question", good, "id: fear", "id: feer", "did you mean \"fear\"?"},
		{"a question twice", good, "id: fear", "id: weapon", "already used"},
		{"no hash", good, first, "", "the hash of the English is missing"},
		{"no question", good, "prompt: \"É " + in.Items[0].Prompt + "\"", "prompt: \"\"", "the question (prompt) is missing"},
		{"no word for no", good, "\"no\": \"é no\"", "\"no\": \"\"", "the words for \"no\" are missing"},
		{"no words for not known", good, "unknown: \"ñ knówn\"", "unknown: \"\"", "the words for \"unknown\" are missing"},
		{"yes and no with the same words", good, "\"no\": \"é no\"", "\"no\": \"É  YES\"", "two answers have the same words"},
		{"an answer that there is not", good, "\"no\": \"é no\"", "\"no\": \"é no\"\n      maybe: é", "no such answer"},
		{"an unknown key", good, "name: Made up", "name: Made up\nnmae: x", "not a known key"},
		{"a mark that turns the text", good, "\"é no\"", "\"\\u202E no\"", "write one line"},
		{"two lines", good, "\"é no\"", "\"é\\nno\"", "write one line"},
		{"words after a yes that there are not", good, "answers:\n      rarely:", "follow_up: É\n    answers:\n      rarely:", "says nothing after a yes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(c.file, c.old) {
				t.Fatalf("the file does not have %q", c.old)
			}
			got, problems := LoadTranslation("stalking/1.0.0.xx.yaml", []byte(strings.Replace(c.file, c.old, c.new, 1)), shelf)
			said := ""
			for _, p := range problems {
				said += p.String() + "\n"
				if p.Line < 1 || strings.HasSuffix(p.Message, ".") {
					t.Errorf("no line, or not in the style of a message: %s", p)
				}
			}
			if got != nil || len(problems) == 0 || !strings.Contains(said, c.want) {
				t.Errorf("got %v and %q; want %q", got != nil, said, c.want)
			}
		})
	}
}

// A bad translation must not take the good ones with it, and worked cases are not one.
func TestOneBadTranslationLeavesTheOthers(t *testing.T) {
	of, in, shelf := translated(t)
	files := fstest.MapFS{
		"stalking/1.0.0.xx.yaml":    {Data: WriteTranslation(in, of)},
		"stalking/1.0.0.cy.yaml":    {Data: []byte("format: stalkrisk.translation/1\n")},
		"stalking/1.0.0.cases.yaml": {Data: []byte("no translation")},
	}
	all, err := LoadTranslations(shelf, "", files, nil)
	if all.Of(in, "xx") == nil || len(all.Versions) != 1 || err == nil || strings.Contains(err.Error(), "cases") {
		t.Errorf("loaded %v: %v", all.Languages(), err)
	}
	if one, err := LoadTranslations(shelf, "xx", files); err != nil || len(one.Versions) != 1 {
		t.Errorf("the faults of another language are in the way: %v", err)
	}
}

// FuzzLoadTranslation checks that a translation is either refused with reasons, or has
// words for every answer of every question that it shows.
func FuzzLoadTranslation(f *testing.F) {
	of, in, shelf := translated(f)
	of.Items = of.Items[:2]
	file := string(WriteTranslation(in, of))
	addChanges(f, file, "test: true", "test: no", "language: xx", "language: cases", "prompt: \"É", "prompt: |\n", "\"no\": \"é no\"", "\"no\": \"é yes\"", "items:", "items: []\nitems:")
	f.Fuzz(func(t *testing.T, at, cut uint16, text string) {
		got, problems := LoadTranslation("", changed(file, at, cut, text), shelf)
		if (got == nil) == (len(problems) == 0) {
			t.Fatalf("a translation %v and problems %v: it must be one or the other", got, problems)
		}
		if got == nil {
			return
		}
		if !got.Test && (got.Reviewer == "" || got.Date.IsZero()) {
			t.Fatal("it was taken without a review")
		}
		of := shelf.Find(got.Questionnaire, got.Version)
		for i := range of.Items {
			words, _ := got.Of(&of.Items[i])
			if words == nil {
				continue
			}
			for _, value := range append(of.Items[i].AnswerValues(), openAnswers...) {
				if strings.TrimSpace(got.Answer(words, value)) == "" {
					t.Fatalf("%s has no words for %s", of.Items[i].ID, value)
				}
			}
		}
	})
}
