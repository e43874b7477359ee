package report

import (
	"reflect"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// plantedEverywhere returns an assessment with a word of its own in every free text, and where
// each is.
func plantedEverywhere() (a *assess.Assessment, words map[string]string) {
	words = map[string]string{}
	leaf, places := marking(marker, "", 0)
	a = filled(func(path string, v reflect.Value) {
		leaf(path, v)
		if n := len(*places) - 1; v.Kind() == reflect.String && v.String() == marker(n) {
			words[path] = marker(n)
		}
	})
	a.Case.SuspectAccess, a.OwnLife = "no", "yes"
	a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes, Note: "NEARNOTE"})
	return a, words
}

// No page for which it is not meant has what is sensitive, whatever the record holds.
func TestNothingSensitiveStandsWhereItMustNot(t *testing.T) {
	a, words := plantedEverywhere()
	r := built(t, a, nil)
	bare := map[string]string{}
	for _, format := range []string{"markdown", "text", "html"} {
		bare["the page without what is sensitive, "+format] = string(writtenAs(t, format, r, Show{NoSensitive: true}))
		bare["the full report without what is sensitive, "+format] = string(writtenAs(t, format, r, Show{NoSensitive: true, Full: true, Why: true}))
	}
	found := 0
	for path, word := range words {
		f := assess.FactAt(strings.TrimPrefix(path, "."))
		if f == nil {
			f = assess.FactAt(strings.Replace(path, ".", "[].", 1))
		}
		typed := f == nil && strings.HasPrefix(path, "responses") && strings.HasSuffix(path, "note") || f != nil && f.Kind != assess.WordFact && !openTextAt(f.Path) && !openTextAt(f.Path+"[]")
		if !typed {
			continue
		}
		found++
		for name, page := range bare {
			if strings.Contains(page, word) {
				t.Errorf("%s has what was typed at %s", name, path)
			}
		}
		if f != nil && f.Sensitive && strings.Contains(Note(r), word) {
			t.Errorf("the note has what was typed at %s", path)
		}
	}
	if found < 25 {
		t.Errorf("only %d places were looked for", found)
	}
	for name, page := range bare {
		if strings.Contains(page, "NEARNOTE") || strings.Contains(strings.ToLower(page), "ending their life, now") {
			t.Errorf("%s has a note, or thoughts of ending their life", name)
		}
		if !strings.Contains(page, hiddenText) {
			t.Errorf("%s does not say that something is recorded", name)
		}
	}
	if note := Note(r); strings.Contains(note, "NEARNOTE") || strings.Contains(note, "ending their life") {
		t.Errorf("the note has what is sensitive: %s", note)
	}
}

func openTextAt(path string) bool {
	for _, p := range openTexts {
		if p == path {
			return true
		}
	}
	return false
}

// A note says nothing of a case whose suspect may read it.
func TestARestrictedNoteSaysNothingOfTheCase(t *testing.T) {
	a, words := plantedEverywhere()
	a.Case.SuspectAccess = "yes"
	note := Note(built(t, a, nil))
	for path, word := range words {
		if strings.Contains(note, word) {
			t.Errorf("the note has what was typed at %s", path)
		}
	}
	for _, w := range []string{"HIGH", "ACT NOW", a.Case.Reference, a.ID} {
		if strings.Contains(note, w) {
			t.Errorf("the note has %q: %s", w, note)
		}
	}
	if !strings.HasPrefix(note, "RESTRICTED") {
		t.Error(note)
	}
}

// A screen says what it found, and never a level or that it is not stalking.
func TestANoteOfAScreenHasNoLevel(t *testing.T) {
	a := assesstest.Answered(assesstest.Set(), assess.No)
	a.Stage = assess.Screen
	note := Note(built(t, a, nil))
	for _, w := range []string{"LOW", "MODERATE", "HIGH", "not stalking", "Not enough to say"} {
		if strings.Contains(note, w) {
			t.Errorf("%q in %s", w, note)
		}
	}
	if !strings.Contains(note, "screened only, no level yet") {
		t.Error(note)
	}
}
