package conversation

import (
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

func TestSearch(t *testing.T) {
	t.Parallel()
	all := []Findable{
		{Words: []string{"lock"}, Topic: "getting in", Prompt: "Has this person got in?", Help: "A knife left inside counts."},
		{Words: []string{"knife", "petrol can"}, Topic: "a weapon", Prompt: "Was there a weapon?", Help: "A bat counts."},
		{Topic: "threats", Prompt: "Has anyone threatened you with a weapon?", Help: "Words or hints."},
		{Words: []string{"café", "shop"}, Topic: "followed", Help: "On foot, or e-mailed."},
	}
	cases := []struct {
		name, words string
		want        []int
	}{
		{"nothing finds everything in order", "  ", []int{0, 1, 2, 3}},
		{"a word before help", "knife", []int{1, 0}},
		{"a topic before a prompt", "weapon", []int{1, 2}},
		{"an odd plural", "knives", []int{1, 0}},
		{"the plural of words", "petrol cans", []int{1}},
		{"another form", "following", []int{3}},
		{"another form in a topic before the same in a prompt", "threatened", []int{2}},
		{"the beginning", "pet", []int{1}},
		{"capitals and accents", "CAFE", []int{3}},
		{"hyphens", "email", []int{3}},
		{"a misspelling", "kinfe", []int{1, 0}},
		{"a short word is not misspelt", "bag", nil},
		{"little words do not count", "he had a knife", []int{1, 0}},
		{"little words alone do", "or", []int{2, 3}},
		{"what most words find", "knife lock", []int{0, 1}},
		{"nothing", "xyzzy", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Search(c.words, all); !slices.Equal(got, c.want) {
				t.Errorf("%q finds %v, want %v", c.words, got, c.want)
			}
		})
	}
}

func TestStem(t *testing.T) {
	t.Parallel()
	for _, forms := range [][]string{
		{"stalk", "stalks", "stalked", "stalking"}, {"choke", "chokes", "choked", "choking"}, {"stab", "stabs", "stabbed", "stabbing"},
		{"baby", "babies"}, {"carry", "carried", "carrying"}, {"ex", "exs"}, {"kid", "kids"}, {"push", "pushes", "pushed"}, {"burn", "burning"},
	} {
		for _, f := range forms {
			if stem(f) != stem(forms[0]) {
				t.Errorf("%s and %s have the stems %s and %s", f, forms[0], stem(f), stem(forms[0]))
			}
		}
	}
	for _, apart := range [][2]string{{"gun", "gas"}, {"boss", "bos"}, {"bring", "br"}, {"bed", "b"}} {
		if stem(apart[0]) == stem(apart[1]) {
			t.Errorf("%s and %s have the same stem", apart[0], apart[1])
		}
	}
}

// Words are written for questions that exist.
func TestEverydayWordsBelongToQuestions(t *testing.T) {
	t.Parallel()
	for id := range everyday.Get() {
		if questionOf(id) == nil {
			t.Errorf("there is no question %q", id)
		}
	}
}

// While somebody cannot talk openly, a search finds nothing that asks for more speech.
func TestASearchIsQuietInSilentMode(t *testing.T) {
	t.Parallel()
	a := &assess.Assessment{Stage: assess.FirstContact}
	s := Sitting{Set: assesstest.Set(), A: a}
	loud := len(s.Askable())
	a.Contact.Mode = "silent"
	steps := s.Askable()
	for _, st := range steps {
		if !s.mayAsk(&st) || st.FollowUp != "" {
			t.Errorf("%s is found, and says %q", st.ID, st.FollowUp)
		}
	}
	if st, _ := s.Anywhere("threats-grave"); strings.TrimSpace(st.FollowUp) != "" || len(steps) >= loud {
		t.Errorf("%d of %d questions are found; to say: %q", len(steps), loud, st.FollowUp)
	}
}
