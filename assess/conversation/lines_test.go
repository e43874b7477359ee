package conversation_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

// accented brings the test language for everything that is said to the caller.
func accented(s *conversation.Sitting) *assess.Translation {
	lines := assesstest.Translation(conversation.Lines(s.Guides))
	s.Speak(assess.Translations{Versions: assess.NewVersions(assesstest.Translation(s.Set.Stalking), assesstest.Translation(s.Set.Dash), lines)}, assesstest.Accented)
	return lines
}

// Whatever is read aloud can be translated: a question that is no item has a line, with
// the words of each answer that the caller gives.
func TestEverythingReadAloudCanBeTranslated(t *testing.T) {
	t.Parallel()
	lines, n := conversation.Lines(nil), 0
	again := talking(t)
	again.A.Previous, again.Earlier = "01JDEARLIER", &assess.Assessment{}
	for _, st := range append(everyStep(t), again.Steps()...) {
		if st.Silent || st.Item >= 0 || st.Kind > conversation.LineStep {
			continue
		}
		n++
		i := slices.IndexFunc(lines.Items, func(it assess.Item) bool { return it.Prompt == st.Prompt })
		if i < 0 {
			t.Errorf("%s cannot be translated: %s", st.ID, st.Prompt)
			continue
		}
		for _, o := range st.Options {
			ours := []string{"unknown", "declined", "seen", conversation.StillSo, conversation.AddEntry, conversation.NoMore}
			known := slices.Contains(append(lines.Items[i].AnswerValues(), ours...), o.Value)
			if !known && st.ID != "next-hours" {
				t.Errorf("%s: the answer %q cannot be translated", st.ID, o.Label)
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d steps were looked at", n)
	}
}

func TestLinesHaveIdsOfTheirOwn(t *testing.T) {
	t.Parallel()
	id, seen := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`), map[string]bool{}
	for _, it := range conversation.Lines(assesstest.Guides()).Items {
		if !id.MatchString(it.ID) || seen[it.ID] || it.Prompt == "" {
			t.Errorf("%q: %q", it.ID, it.Prompt)
		}
		seen[it.ID] = true
	}
}

func TestFixedQuestionsAreReadInTheLanguageWanted(t *testing.T) {
	t.Parallel()
	c := calling(t, &assess.Assessment{Assessor: assess.Assessor{Role: "call_handler"}, Caller: assess.VictimCaller})
	lines := accented(c.Sitting)
	st, _ := c.Find("caller")
	if st.Spoken != "[test] Whô îs câllîng?" || st.Prompt != "Who is calling?" || st.SpokenAs["victim"] == "" {
		t.Errorf("%q, %q, %v", st.Spoken, st.Prompt, st.SpokenAs)
	}
	fields := c.Form("incidents")
	if want := "[test] Whât hâppênêd?"; !strings.HasPrefix(fields[1].Prompt, want) || !strings.Contains(fields[1].Prompt, "(What happened?") {
		t.Errorf("a field reads %q, want %q and the English", fields[1].Prompt, want)
	}
	if f := c.Form("decisions")[0].Prompt; f != "What is it about?" {
		t.Errorf("a field for the handler reads %q", f)
	}
	c.says("weapon", "yes")
	of, ok := c.Advice()
	if !ok || of.Says != awayFromIt || !strings.HasPrefix(of.Read, "[test] Stâŷ âŵâŷ") || !strings.HasSuffix(of.Read, " ("+awayFromIt+")") {
		t.Errorf("advice: %q is read as %q", of.Says, of.Read)
	}
	c.Said(of)
	if got := c.A.AdviceGiven; len(got) != 1 || got[0] != awayFromIt {
		t.Errorf("recorded as given: %q", got)
	}
	for i := range lines.Items {
		lines.Items[i].MadeFrom = "0123456789abcdef"
	}
	if st, _ = c.Find("caller"); st.Spoken != "" || st.NotSpoken != "Accented out of date: use English" {
		t.Errorf("a stale line: %q, %q", st.Spoken, st.NotSpoken)
	}
	if f := c.Form("incidents")[1].Prompt; !strings.HasPrefix(f, "[Accented out of date: use English] What happened?") {
		t.Errorf("a stale field: %q", f)
	}
}

func TestAReadBackIsInTheLanguageWanted(t *testing.T) {
	t.Parallel()
	s := recorded(t)
	accented(s)
	parts, refused := s.ReadBack()
	if len(parts) == 0 || !strings.HasSuffix(parts[0].Title, "(What you told us)") || !strings.HasPrefix(parts[0].Title, "[test] Whât") {
		t.Errorf("%v %s", parts, refused)
	}
	if ask := s.AskRight(); !strings.HasSuffix(ask, "(That is what I have written down. Is it right?)") || !strings.HasPrefix(ask, "[test]") {
		t.Errorf("asks %q", ask)
	}
}

// Somebody who is with the person, and somebody who calls for another, are asked in other
// words, which have lines of their own.
func TestOtherWordsHaveLinesOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := talking(t)
	s.A.Stage, s.A.Assessor.Role, s.A.Caller, s.A.Case.Relationship = assess.Full, "officer", assess.ThirdParty, "former_partner"
	s.A.Contact.SafeToTalk = assess.FactYes
	accented(s)
	for id, want := range map[string]string{"safe-to-talk": "[test] Cân ŷôû tâlk hêrê", "own-life": "[test] Ârê ŷôû ŵôrrîêd", "caller": "[test] Whô ârê ŷôû spêâkîng tô?"} {
		if st, ok := s.Find(id); !ok || !strings.HasPrefix(st.Spoken, want) {
			t.Errorf("%s is read as %q, want %q", id, st.Spoken, want)
		}
	}
	if st, _ := s.Find("near-now"); !strings.HasPrefix(st.FollowUp, "[test] Whêrê ârê thêŷ, êxâctlŷ?") {
		t.Errorf("after a yes: %q", st.FollowUp)
	}
}
