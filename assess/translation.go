package assess

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"stalkrisk/assess/fold"
)

// TranslationFormat is the format id of a file of translated questions.
const TranslationFormat = "stalkrisk.translation/1"

// Translation is one questionnaire's questions in another language. It comes from
// questionnairefile.LoadTranslation, which refuses one that nobody has reviewed, unless
// it is a test.
type Translation struct {
	Format        string            `json:"format"`
	Questionnaire string            `json:"questionnaire" doc:"id of the questionnaire"`
	Version       string            `json:"version" doc:"of the questionnaire"`
	Language      string            `json:"language" doc:"code of the language, as in the file's name: cy"`
	Name          string            `json:"name" doc:"the language in English: Welsh"`
	Test          bool              `json:"test,omitempty" doc:"a made-up language that tries out the program and is never read to a caller"`
	Translator    string            `json:"translator,omitempty" doc:"who translated it"`
	Reviewer      string            `json:"reviewer,omitempty" doc:"who reviewed it: another person"`
	Date          Date              `json:"date,omitzero" doc:"day of the review"`
	Answers       map[string]string `json:"answers" doc:"the words for unknown and declined, where a question has none of its own"`
	Items         []TranslatedItem  `json:"items"`
}

// TranslatedItem is one question in another language. It is shown only if MadeFrom is
// the hash of the English as it is now.
type TranslatedItem struct {
	ID       string            `json:"id" doc:"of the question"`
	MadeFrom string            `json:"made_from" doc:"hash of the English that it was made from"`
	Prompt   string            `json:"prompt" doc:"the question as read aloud; empty until it is translated"`
	FollowUp string            `json:"follow_up,omitempty" doc:"what to say after a yes"`
	Answers  map[string]string `json:"answers,omitempty" doc:"the words for yes and no, or for each option; for unknown and declined if they differ here"`
}

// WordingHash returns a hash of everything in an item that is translated: the question,
// what is said after a yes, and the options. Any change of these makes its translations
// stale.
func (it *Item) WordingHash() string {
	parts := []string{it.Prompt, it.FollowUp}
	for _, o := range it.Options {
		parts = append(parts, o.Value, o.Label)
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// AnswerValues returns the answers that the item's own words must cover: yes and no, or
// the options.
func (it *Item) AnswerValues() (values []string) {
	if it.Type == YesNo {
		return []string{string(Yes), string(No)}
	}
	for _, o := range it.Options {
		values = append(values, o.Value)
	}
	return values
}

// Of returns the words of an item. They are nil if the English must be used: nothing is
// translated, or, if stale is true, the English has changed since.
func (t *Translation) Of(it *Item) (words *TranslatedItem, stale bool) {
	i := slices.IndexFunc(t.Items, func(one TranslatedItem) bool { return one.ID == it.ID })
	switch {
	case i < 0 || t.Items[i].Prompt == "":
		return nil, false
	case t.Items[i].MadeFrom != it.WordingHash():
		return nil, true
	}
	return &t.Items[i], false
}

// Answer returns the words for an answer to an item, or "".
func (t *Translation) Answer(words *TranslatedItem, value string) string {
	if own := words.Answers[value]; own != "" {
		return own
	}
	return t.Answers[value]
}

// Gaps returns the ids of the items that are shown in English: those without a
// translation, and those whose English has changed since.
func (t *Translation) Gaps(in *Instrument) (missing, stale []string) {
	for i := range in.Items {
		switch words, old := t.Of(&in.Items[i]); {
		case old:
			stale = append(stale, in.Items[i].ID)
		case words == nil:
			missing = append(missing, in.Items[i].ID)
		}
	}
	return missing, stale
}

// Named returns an id of its own, the version and no hash: nothing scores by it.
func (t *Translation) Named() (id, version, sha256 string) {
	return t.Questionnaire + "." + t.Language, t.Version, ""
}

// Translations holds all loaded translations.
type Translations struct{ Versions[*Translation] }

// Of returns the translation of a questionnaire, or nil.
func (ts Translations) Of(in *Instrument, language string) *Translation {
	return ts.Find(in.ID+"."+language, in.Version)
}

// Languages returns the codes of the languages, each once.
func (ts Translations) Languages() (codes []string) {
	for _, t := range ts.Versions {
		if !slices.Contains(codes, t.Language) {
			codes = append(codes, t.Language)
		}
	}
	return codes
}

// Wanted returns the code of the language that somebody named by its code or its name,
// or "". It never returns a test language.
func (ts Translations) Wanted(said string) string {
	said = fold.Text(said)
	for _, t := range ts.Versions {
		if !t.Test && said != "" && (said == fold.Text(t.Language) || said == fold.Text(t.Name)) {
			return t.Language
		}
	}
	return ""
}
