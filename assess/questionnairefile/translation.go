package questionnairefile

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/strictfile"
)

// LoadTranslation reads the translation of a questionnaire, or returns every problem.
// name is the path of the file with slashes: "stalking/1.0.0.cy.yaml". Gaps and lines
// whose English has changed are no problem: the English is shown for them. The
// translation is nil if there is any problem.
func LoadTranslation(name string, b []byte, loaded assess.Questionnaires) (*assess.Translation, []assess.Problem) {
	t := &assess.Translation{}
	problems := load(name, b, strictfile.Decode, t, func(c *compiler) {
		(&translationCompiler{compiler: c, t: t}).compile(loaded)
	})
	if len(problems) > 0 {
		return nil, problems
	}
	return t, nil
}

// TranslationName returns the path of the file of a translation.
func TranslationName(id, version, language string) string {
	return path.Join(id, version+"."+language+".yaml")
}

// translationFiles returns the paths of the translations in a file system:
// ID/VERSION.LANGUAGE.yaml.
func translationFiles(fsys fs.FS) ([]string, error) {
	names, err := fs.Glob(fsys, "*/*.yaml")
	return slices.DeleteFunc(names, func(name string) bool {
		name = strings.TrimSuffix(path.Base(name), ".yaml")
		dot := strings.LastIndexByte(name, '.')
		return dot < 0 || !isVersion(name[:dot]) || !IsLanguage(name[dot+1:])
	}), err
}

// IsLanguage reports whether s can be the code of a language. Worked cases have a name
// of the same shape.
func IsLanguage(s string) bool { return kebab(s) && len(s) <= 20 && s != "cases" }

// LoadTranslations loads the translations in file systems, of which any may be nil: those
// into one language, or all if it is "". The error joins an *InvalidError for each file that is refused; the others are still
// loaded. If two are of one version and language, the first counts.
func LoadTranslations(loaded assess.Questionnaires, language string, all ...fs.FS) (assess.Translations, error) {
	var out assess.Translations
	var errs []error
	for _, fsys := range all {
		if fsys == nil {
			continue
		}
		names, err := translationFiles(fsys)
		if err != nil {
			return out, err
		}
		names = slices.DeleteFunc(names, func(name string) bool { return language != "" && !strings.HasSuffix(name, "."+language+".yaml") })
		more, err := loadEach(fsys, names, func(name string, b []byte) (*assess.Translation, []assess.Problem) {
			return LoadTranslation(name, b, loaded)
		})
		errs = append(errs, err)
		out.Versions = assess.NewVersions(slices.Concat(out.Versions, more)...)
	}
	return out, errors.Join(errs...)
}

// translationCompiler checks a decoded translation.
type translationCompiler struct {
	*compiler
	t  *assess.Translation
	of *assess.Instrument // the questionnaire; nil if it is not loaded
}

func (c *translationCompiler) compile(loaded assess.Questionnaires) {
	c.head(loaded)
	c.people()
	c.general()
	if c.of == nil {
		return
	}
	c.itemIDs = itemIDs(c.of)
	c.uniqueIDs("items", len(c.t.Items), func(i int) string { return c.t.Items[i].ID })
	for i := range c.t.Items {
		c.item(fmt.Sprintf("items[%d]", i), &c.t.Items[i])
	}
}

// head checks what the file is the translation of.
func (c *translationCompiler) head(loaded assess.Questionnaires) {
	t := c.t
	if t.Format != assess.TranslationFormat {
		c.fault("format", CodeUnknownFormat, "not a translation in a layout that this version reads; write %s", assess.TranslationFormat)
	}
	c.text("language", t.Language, "the code of the language (language)")
	if t.Language != "" && !IsLanguage(t.Language) {
		c.fault("language", codeBadID, "the code of a language has only small letters, digits and hyphens; write one such as cy or pl")
	}
	c.text("name", t.Name, "the language in English (name)")
	c.line("name", t.Name)
	c.of = loaded.Find(t.Questionnaire, t.Version)
	switch {
	case loaded.Newest(t.Questionnaire) == nil:
		c.unknown("questionnaire", "questionnaire", t.Questionnaire, loaded.IDs())
	case c.of == nil:
		c.fault("version", codeUnknownRef, "that version of the questionnaire is not loaded; write one that is, or give its folder with --questionnaires")
	}
	if want := TranslationName(t.Questionnaire, t.Version, t.Language); c.name != "" && c.of != nil && IsLanguage(t.Language) && !strings.HasSuffix("/"+c.name, "/"+want) {
		c.fault("language", CodePath, "the file must be at %s to match what it is the translation of; move the file or correct it", want)
	}
}

// people checks who stands for the words. Without a reviewer nobody may read them to a
// caller.
func (c *translationCompiler) people() {
	t := c.t
	for _, who := range []struct{ path, value string }{{"translator", t.Translator}, {"reviewer", t.Reviewer}} {
		c.line(who.path, who.value)
	}
	if t.Test {
		return
	}
	c.text("translator", t.Translator, "who translated it (translator)")
	if strings.TrimSpace(t.Reviewer) == "" {
		c.fault("reviewer", codeMissing, "nobody has reviewed it (reviewer), so it must not be read to a caller; name who did, or write test: true to try it out")
	}
	c.text("date", t.Date.String(), "the day of the review (date)")
	if t.Reviewer != "" && fold.Text(t.Reviewer) == fold.Text(t.Translator) {
		c.fault("reviewer", codeBadItem, "the reviewer translated it; another person must review it")
	}
}

// general checks the words that hold for every question.
func (c *translationCompiler) general() {
	for _, value := range openAnswers {
		if strings.TrimSpace(c.t.Answers[value]) == "" {
			c.fault("answers", codeMissing, "the words for %q are missing; write them", value)
		}
	}
	c.answers("answers", c.t.Answers, openAnswers)
}

// answers checks that words are of answers that there are.
func (c *translationCompiler) answers(path string, words map[string]string, known []string) {
	for _, value := range slices.Sorted(maps.Keys(words)) {
		if !slices.Contains(known, value) {
			c.fault(path, codeUnknownRef, "%s", unknownMessage("answer", value, known))
			continue
		}
		c.short(path+"."+value, words[value], longestAnswer)
	}
}

func (c *translationCompiler) item(at string, one *assess.TranslatedItem) {
	i, known := c.of.Item(one.ID)
	if !known {
		if kebab(one.ID) {
			c.unknown(at+".id", "question", one.ID, c.itemIDs)
		}
		return
	}
	it := &c.of.Items[i]
	c.line(at+".prompt", one.Prompt)
	c.line(at+".follow_up", one.FollowUp)
	c.answers(at+".answers", one.Answers, append(it.AnswerValues(), openAnswers...))
	if one.FollowUp != "" && it.FollowUp == "" {
		c.fault(at+".follow_up", codeUnused, "the question says nothing after a yes; remove it")
	}
	if !hash(one.MadeFrom) {
		c.fault(at+".made_from", codeMissing, "the hash of the English is missing or not 16 of 0-9 and a-f; a start file has it (stalkrisk help languages)")
	}
	written := slices.ContainsFunc(slices.Collect(maps.Values(one.Answers)), func(words string) bool { return words != "" })
	if one.Prompt == "" && one.FollowUp == "" && !written {
		return // not translated yet
	}
	c.text(at+".prompt", one.Prompt, "the question (prompt)")
	if one.MadeFrom != it.WordingHash() {
		return // its answers may be those of earlier English; it is not shown
	}
	for _, value := range it.AnswerValues() {
		if strings.TrimSpace(one.Answers[value]) == "" {
			c.fault(at+".answers", codeMissing, "the words for %q are missing; write them, as they answer this question", value)
		}
	}
	c.apart(at, one, it)
}

// apart checks that no two answers have the same words, since the handler must know
// which was meant.
func (c *translationCompiler) apart(at string, one *assess.TranslatedItem, it *assess.Item) {
	seen := map[string]bool{}
	for _, value := range append(it.AnswerValues(), openAnswers...) {
		words := fold.Text(c.t.Answer(one, value))
		if words != "" && seen[words] {
			c.fault(at+".answers", codeRepeatedID, "two answers have the same words, so nobody can tell which was meant; make them differ")
			return
		}
		seen[words] = true
	}
}

// The most characters of a translated question and of the words for an answer: they must
// fit a small window, whole, with the English.
const (
	longestSpoken = 240
	longestAnswer = 40
)

// line checks that a text is one line that can be shown. The marks that only change the
// direction of text are refused: they could turn the words around it.
func (c *translationCompiler) line(path, text string) { c.short(path, text, longestSpoken) }

func (c *translationCompiler) short(path, text string, most int) {
	odd := func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == utf8.RuneError
	}
	if utf8.RuneCountInString(text) > most || strings.ContainsFunc(text, odd) {
		c.fault(path, strictfile.CodeBadText, "write one line of at most %d characters, without control characters", most)
	}
}

// hash reports whether s is a hash of an item's wording.
func hash(s string) bool { return len(s) == 16 && strings.Trim(s, "0123456789abcdef") == "" }
