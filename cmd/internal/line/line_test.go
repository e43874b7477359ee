package line

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// ofFacts holds what is typed at the steps that are not items.
var ofFacts = map[string][]string{
	"safe-to-talk": {"y"}, "hear-before-danger": {"s"}, "first-account": {"THEY RING ME.", "."}, "caller": {"1"}, "relationship": {"4"}, "children": {"n"}, "suspect-access": {"n"},
	"safe-times": {"AFTER SIX"}, "victim-area": {"NORTH"}, "suspect-area": {"SOUTH"}, "in-place": {"s"}, "actions": {"s"}, "next-hours": {"y"}, "incidents": {"s"}, "referral-offered": {"n"}, "ended": {"1"}, "reference": {"REF-1"}, "review": {"s"}, "judgement": {"a"}, "finish": {"y"},
}

// calm returns what is typed in a first contact about an acquaintance, with no danger:
// one letter or number on each line, and free text in capitals.
func calm() (typed []string) {
	s := begin(&disk{}, assess.FirstContact)
	for {
		st := s.Step()
		lines := ofFacts[st.ID]
		if st.Item >= 0 {
			lines = []string{st.Options[0].Key}
			if _, no := option(st.Options, "n"); no {
				lines = []string{"n"}
			}
		}
		typed = append(typed, lines...)
		switch o, ok := option(st.Options, lines[0]); {
		case st.Kind == conversation.FinishStep:
			return typed
		case lines[0] == "s":
			s.Skip()
		case ok:
			s.Put(s.Step(), o.Value)
		default:
			s.Put(s.Step(), lines[0])
		}
	}
}

func TestWholeInterview(t *testing.T) {
	t.Parallel()
	d := &disk{}
	out, err := say(begin(d, assess.FirstContact),
		"y", "s", "n", "He waits outside.", "- every day", ".", "n",
		"note behind the seat",
		"u",      // weapon, with its note
		"n", "n", // a specific threat, an intrusion
		"y",      // threats: a follow-up appears
		"+ said", // a note on the answer just given
		"b",      // back, which is threats
		"?",
		"n",                // corrected: the follow-up vanishes
		"1", "1", "1", "n", // the parties
		"n", // threats to children
		"/ intrusion", "y",
		"threats-grave=y", // said after all, from anywhere
		"r", "s",          // review
		"q", "1")
	if !errors.Is(err, session.ErrStopped) {
		t.Fatalf("ended with %v; want session.ErrStopped", err)
	}
	a := d.read(t)
	for id, want := range map[string]assess.Answer{"threats": assess.No, "weapon": assess.Unknown, "intrusion": assess.Yes, "threats-children": assess.No, "fear": ""} {
		if got := answer(a, id); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	if r, _ := a.Responses.Of("stalking", "threats"); len(r.Was) != 1 || r.Was[0].Answer != assess.Yes || r.Note != "said" {
		t.Errorf("threats holds %+v; want what it was, and its note", r)
	}
	if r, _ := a.Responses.Of("stalking", "weapon"); r.Note != "behind the seat" {
		t.Errorf("weapon's note is %q", r.Note)
	}
	if a.FirstAccount != "He waits outside.\n- every day" {
		t.Errorf("the account is %q", a.FirstAccount)
	}
	for _, want := range []string{"Level: ", " is now ", "Could change it: ", "Why it is asked:", "Because: "} {
		if !strings.Contains(out, want) {
			t.Errorf("never shown: %q", want)
		}
	}
	grave, _ := assesstest.Set().Stalking.Item("threats-grave")
	if n := strings.Count(out, assesstest.Set().Stalking.Items[grave].Prompt); n > 2 {
		t.Errorf("the follow-up was shown %d times; it vanished with its parent's no", n)
	}

	// The session continues where it stopped, and can be finished.
	out, err = say(resume(t, d, noon.Add(time.Hour)), "y", "REF-9", "/ ended", "1", "/ finish", "y")
	if err != nil {
		t.Fatalf("ended with %v", err)
	}
	if a = d.read(t); a.Status != assess.Complete || a.Case.Reference != "REF-9" {
		t.Errorf("status %q, reference %q; want it complete\n%s", a.Status, a.Case.Reference, out)
	}
}

// asker is a second client: it drives the Session directly, to show that package line
// does not decide what comes next.
func asker(t *testing.T, s *session.Session, answers map[string]string) {
	t.Helper()
	for range 200 {
		st := s.Step()
		switch value := answers[st.ID]; {
		case st.Kind == conversation.FinishStep:
			if missing, err := s.Finish(conversation.Done); missing != "" || err != nil {
				t.Fatalf("finishing: %q, %v", missing, err)
			}
			return
		case value == "":
			s.Skip()
		default:
			if _, err := s.Put(s.Step(), value); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Fatal("the conversation has no end")
}

func TestASecondClientHoldsTheSameConversation(t *testing.T) {
	t.Parallel()
	byLine, byAsker := &disk{}, &disk{}
	if _, err := say(begin(byLine, assess.FirstContact), calm()...); err != nil {
		t.Fatal(err)
	}
	answers := map[string]string{
		"safe-to-talk": "yes", "first-account": "THEY RING ME.", "caller": "victim", "relationship": "acquaintance", "children": "no",
		"suspect-access": "no", "safe-times": "AFTER SIX", "victim-area": "NORTH", "suspect-area": "SOUTH", "next-hours": "yes",
		"referral-offered": "no", "ended": "finished", "reference": "REF-1",
	}
	for _, it := range assesstest.Questionnaires().Newest("stalking").Items {
		answers[it.ID] = "no"
		if it.Type == assess.Choice {
			answers[it.ID] = it.Options[0].Value
		}
	}
	asker(t, begin(byAsker, assess.FirstContact), answers)
	if !bytes.Equal(byLine.bytes, byAsker.bytes) {
		t.Errorf("by line:\n%s\nby the other client:\n%s", byLine.bytes, byAsker.bytes)
	}
}

func TestEndOfInputAtEveryQuestionInventsNothing(t *testing.T) {
	t.Parallel()
	whole := calm()
	for n := range len(whole) {
		d := &disk{}
		s := begin(d, assess.FirstContact)
		if err := s.Touch(); err != nil {
			t.Fatal(err)
		}
		var in io.Reader = strings.NewReader(strings.Join(whole[:n], "\n"))
		if err := Run(context.Background(), s, NewInput(in), io.Discard, Options{Width: 80, By: "H1"}); !errors.Is(err, ErrEndOfInput) {
			t.Fatalf("after %d lines: %v, want ErrEndOfInput", n, err)
		}
		a := d.read(t)
		if a.Status != assess.Draft {
			t.Fatalf("after %d lines the file is %q", n, a.Status)
		}
		want := 0
		for _, l := range whole[:n] {
			if l != "." && l != "s" && l != "a" {
				want++
			}
		}
		if got := given(a); got != want {
			t.Errorf("after %d lines %d answers are in the file, want %d", n, got, want)
		}
	}
}

func TestWhatIsNoAnswerNeverBecomesOne(t *testing.T) {
	t.Parallel()
	for _, rubbish := range []string{
		"", "   ", "\t", "yy", "maybe", "yes please", "no way", "0", "true", "N/A", "\x1b[A", "\x00", "=", "=yes", "nothing=yes", "weapon=", "weapon=perhaps",
		strings.Repeat("n", 200_000), "/ nowhere", "+", "note", "ｙ", "\xff\xfe",
	} {
		d := &disk{}
		s := begin(d, assess.FirstContact)
		if err := s.Touch(); err != nil {
			t.Fatal(err)
		}
		if _, err := say(s, rubbish, rubbish); !errors.Is(err, ErrEndOfInput) {
			t.Errorf("%.20q: %v", rubbish, err)
		}
		if n := given(d.read(t)); n != 0 {
			t.Errorf("%.20q was recorded as an answer", rubbish)
		}
	}
}

func TestBlankLinesAndRubbishBetweenChangeNothing(t *testing.T) {
	t.Parallel()
	clean, noisy := &disk{}, &disk{}
	if _, err := say(begin(clean, assess.FirstContact), calm()...); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for i, l := range calm() {
		if l != "." && (len(l) == 1 || strings.ToUpper(l) != l) {
			lines = append(lines, "", "what?", "yess")
		}
		if i == 2 {
			lines = append(lines, "")
		}
		lines = append(lines, l)
	}
	text := strings.Join(lines, "\r\n") + "\r\n" // with Windows line ends too
	if err := Run(context.Background(), begin(noisy, assess.FirstContact), NewInput(strings.NewReader(text)), io.Discard, Options{Width: 80, By: "H1"}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(clean.bytes, noisy.bytes) {
		t.Errorf("want\n%s\ngot\n%s", clean.bytes, noisy.bytes)
	}
}

func TestAScriptNeedNotAnswerByPosition(t *testing.T) {
	t.Parallel()
	d := &disk{}
	_, err := say(begin(d, assess.FirstContact), "approach=yes", "first-account=He came again.", "weapon=no", "caller=victim", "reference=R", "safe-to-talk=yes", "/ finish", "y", "1")
	if err != nil {
		t.Fatal(err)
	}
	a := d.read(t)
	if answer(a, "approach") != assess.Yes || answer(a, "weapon") != assess.No || a.FirstAccount != "He came again." || given(a) != 7 {
		t.Errorf("got\n%s", d.bytes)
	}
}

func TestAnAnswerThatCannotBeSavedIsNotTaken(t *testing.T) {
	t.Parallel()
	d := &disk{fail: 3}
	out, err := say(begin(d, assess.FirstContact), "y", "s", "n", "My account.", "q", "1")
	if !errors.Is(err, session.ErrStopped) || !strings.Contains(out, "! Not saved") {
		t.Fatalf("%v\n%s", err, out)
	}
	if a := d.read(t); a.FirstAccount != "" || given(a) != 3 {
		t.Errorf("what was not saved is on the disk:\n%s", d.bytes)
	}
}

func TestNothingInMemoryIsAheadOfTheDisk(t *testing.T) {
	t.Parallel()
	d := &disk{}
	s := begin(d, assess.FirstContact)
	for i := range 20 {
		if s.Step().ID == "hear-before-danger" {
			s.Skip()
		}
		d.fail = d.saves + 1
		if _, err := s.Put(s.Step(), "no"); err == nil {
			t.Fatal("a failing save was not reported")
		}
		if n := given(s.Assessment()); n != i {
			t.Fatalf("after a save that failed %d answers are in memory, want %d", n, i)
		}
		value := "no"
		if st := s.Step(); st.Kind == conversation.ChoiceStep {
			if _, no := option(st.Options, "no"); !no {
				value = st.Options[len(st.Options)-1].Value
			}
			if st.ID == "safe-to-talk" {
				value = "yes"
			}
		}
		if _, err := s.Put(s.Step(), value); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSomebodyElseCannotSayNoToFear(t *testing.T) {
	t.Parallel()
	d := &disk{}
	out, err := say(begin(d, assess.FirstContact), "caller=third_party", "relationship=former_partner", "fear=no", "q02=no", "threats=no", "q", "1")
	if !errors.Is(err, session.ErrStopped) {
		t.Fatal(err)
	}
	a := d.read(t)
	r, _ := a.Responses.Of("dash", "q02")
	if answer(a, "fear") != assess.Unknown || r.Answer != assess.Unknown || answer(a, "threats") != assess.Unknown {
		t.Errorf("got\n%s", d.bytes)
	}
	if strings.Count(flat(out), "Recorded as not known: only the person at risk") != 2 || strings.Count(flat(out), "Their no is recorded as not known, unless they saw") != 1 {
		t.Errorf("it is not said:\n%s", out)
	}
}

func TestAfterTwelveHoursTheLastFourWeeksAreAskedAfresh(t *testing.T) {
	t.Parallel()
	for later, afresh := range map[time.Duration]bool{12*time.Hour - time.Second: false, 12 * time.Hour: true} {
		d := &disk{}
		if _, err := say(begin(d, assess.FirstContact), append(calm()[:len(calm())-1], "q", "1")...); !errors.Is(err, session.ErrStopped) {
			t.Fatal(err)
		}
		s := resume(t, d, noon.Add(later))
		var old, lately []string
		for _, st := range s.Steps() {
			if st.Item >= 0 && st.ID != "near-now" && s.Set().Stalking.Items[st.Item].Role != "" {
				lately = append(lately, st.ID)
			}
			if st.Afresh && st.Item >= 0 && st.ID != "near-now" {
				old = append(old, st.ID)
			}
		}
		if !afresh {
			lately = nil
		}
		if !slices.Equal(old, lately) {
			t.Errorf("after %v these are asked afresh: %v", later, old)
		}
		if !afresh {
			continue
		}
		out, _ := say(s, "y", "k", "n", "q")
		if !strings.Contains(out, "Said before: no. Ask again.") {
			t.Errorf("what was said is not shown:\n%s", out)
		}
		if st, _ := s.Find("near-now"); st.Afresh {
			t.Error("answered again, and still asked afresh")
		}
	}
}

func TestAResumedContactIsAskedWhetherItIsSafeNow(t *testing.T) {
	t.Parallel()
	d := &disk{}
	if _, err := say(begin(d, assess.FirstContact), "y", "q", "1"); !errors.Is(err, session.ErrStopped) {
		t.Fatal(err)
	}
	if st := resume(t, d, noon.Add(time.Minute)).Step(); st.ID != "safe-to-talk" || st.Answer != "yes" {
		t.Errorf("the first step is %s (%q); want safe-to-talk, with what was said", st.ID, st.Answer)
	}
}

// One letter or number answers every question that is not free text.
func TestOneKeyAnswersOneQuestion(t *testing.T) {
	t.Parallel()
	d := &disk{}
	if out, err := say(begin(d, assess.FirstContact), calm()...); err != nil {
		t.Fatalf("%v\n%s", err, out[max(0, len(out)-800):])
	}
	keys, choices := 0, 0
	for _, l := range calm() {
		if len(l) == 1 && l != "." {
			keys++
		}
	}
	s := resume(t, d, noon)
	for _, st := range s.Steps() {
		if st.Kind == conversation.ChoiceStep && st.ID != "judgement" || st.Kind == conversation.FinishStep {
			choices++
		}
	}
	if choices++; keys != choices { // whether anyone can hear is asked only while somebody is spoken to
		t.Errorf("%d keys for %d questions", keys, choices)
	}
	if r := s.Result(); r.Completeness.Answered != r.Completeness.Applicable {
		t.Errorf("%+v; want everything answered", r.Completeness)
	}
}

func TestOverrideUnderTheRules(t *testing.T) {
	t.Parallel()
	d := &disk{}
	out, err := say(begin(d, assess.Full), "/ judgement", "l", "h", "high", "", "I know this man", "q")
	if !errors.Is(err, session.ErrStopped) {
		t.Fatal(err)
	}
	if !strings.Contains(out, "cannot be lowered while a red flag") {
		t.Errorf("the refusal is not shown:\n%s", out)
	}
	if o := d.read(t).Override; o == nil || o.From != "moderate" || o.Level != "high" || o.Reason != "I know this man" || o.By != "H1" {
		t.Errorf("stored %+v", o)
	}

	lines := calm()
	lines = slices.Replace(lines, len(lines)-1, len(lines), "approach=yes", "threats=yes", "threats-grave=no", "fear=yes", "/ judgement", "l", "moderate", "he has moved abroad", "S80", "f", "y")
	d = &disk{}
	if out, err = say(begin(d, assess.FirstContact), lines...); err != nil {
		t.Fatalf("%v\n%s", err, out[max(0, len(out)-800):])
	}
	a := d.read(t)
	if r := resume(t, d, noon).Result(); r.Overall.Computed != "high" || r.Overall.Level != "moderate" || a.Override.SecondPerson != "S80" {
		t.Errorf("overall %+v, override %+v", r.Overall, a.Override)
	}
}

func TestAnIncidentIsSavedFieldByField(t *testing.T) {
	t.Parallel()
	lines := []string{"y", "i", "2026-12-24", "2026-10-01", "loitering", "the gate", "more", "1", "Eastshire", "y", "harassment"}
	for n := 2; n <= len(lines); n++ {
		d := &disk{}
		s := begin(d, assess.FirstContact)
		if _, err := say(s, lines[:n]...); !errors.Is(err, ErrEndOfInput) {
			t.Fatal(err)
		}
		a := d.read(t)
		list := a.Incidents
		switch {
		case n == 2 && len(list) != 0:
			t.Error("an empty incident is in the file")
		case n > 2 && len(list) != 1, n == 4 && list[0].Kind != "other", n > 4 && list[0].Kind != "loitering":
			t.Errorf("after %d lines: %+v", n, list)
		case n == 3 && (len(a.Unfinished) == 0 || a.Unfinished[0].Text != "2026-12-24"):
			t.Errorf("the date that was refused is lost: %+v", a.Unfinished)
		case n > 3 && list[0].At.String() != "2026-10-01":
			t.Errorf("after %d lines the date is %q", n, list[0].At)
		}
	}
}

// failing is a writer that fails, as a closed terminal does.
type failing struct{ after int }

func (w *failing) Write(b []byte) (int, error) {
	if w.after--; w.after < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(b), nil
}

func TestAClosedPipeOnOutputStopsAndInventsNothing(t *testing.T) {
	t.Parallel()
	for after := range 30 {
		d := &disk{}
		s := begin(d, assess.FirstContact)
		if err := s.Touch(); err != nil {
			t.Fatal(err)
		}
		err := Run(context.Background(), s, NewInput(strings.NewReader(strings.Repeat("n\n", 300))), &failing{after}, Options{Width: 80, By: "H1"})
		if !errors.Is(err, io.ErrClosedPipe) {
			t.Fatalf("after %d writes: %v", after, err)
		}
		if n := given(d.read(t)); n > after {
			t.Errorf("%d answers were recorded after only %d writes", n, after)
		}
	}
}

func TestAStopInTheMiddleIsHeard(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(context.Background())
	in, feed := io.Pipe()
	d := &disk{}
	done := make(chan error)
	go func() {
		done <- Run(ctx, begin(d, assess.FirstContact), NewInput(in), io.Discard, Options{Width: 80})
	}()
	fmt.Fprintln(feed, "y")
	fmt.Fprintln(feed, "n")
	stop()
	select {
	case err := <-done:
		if !errors.Is(err, session.ErrStopped) {
			t.Errorf("got %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("stopping had no effect while waiting for a line")
	}
}

// A terminal silently cuts a long pasted line.
func TestALineAsLongAsATerminalPassesOnIsSaidSo(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]bool{4094: false, 4095: true} {
		d := &disk{}
		out, _ := say(begin(d, assess.FirstContact), "y", "s", "n", strings.Repeat("x", n), ".", "q")
		if said := strings.Contains(out, "may have cut the end"); said != want {
			t.Errorf("%d bytes: said %v", n, said)
		}
		if got := len(d.read(t).FirstAccount); got != n {
			t.Errorf("%d bytes of %d are kept", got, n)
		}
	}
}

// A draft with act now says so before it asks anything.
func TestActNowIsToldWhenADraftGoesOn(t *testing.T) {
	t.Parallel()
	d := &disk{}
	if _, err := say(begin(d, assess.FirstContact), "y", "s", "y", "q", "1", "q"); err == nil {
		t.Fatal("it did not stop")
	}
	out, _ := say(resume(t, d, noon.Add(time.Minute)), "q")
	shown, asked := strings.Index(out, "ACT NOW"), strings.Index(out, "Safe to talk?")
	if shown < 0 || asked < shown {
		t.Errorf("shown at %d, asked at %d:\n%s", shown, asked, out)
	}
}

// An account that begins like a command is still an account.
func TestAnAccountThatBeginsLikeACommandIsKept(t *testing.T) {
	t.Parallel()
	for _, first := range []string{"Note left on my car, it said I will kill you", "Go away or I will kill you, he said", "i heard him outside"} {
		d := &disk{}
		say(begin(d, assess.FirstContact), "y", "s", "n", first, "He was there again", ".", "q")
		if got := string(d.read(t).FirstAccount); got != first+"\nHe was there again" {
			t.Errorf("the account is %q", got)
		}
	}
}

// If saving fails nothing has changed: an old answer must still be asked again.
func TestAnAnswerThatCouldNotBeSavedWasNotAsked(t *testing.T) {
	t.Parallel()
	d := &disk{}
	say(begin(d, assess.FirstContact), "y", "s", "n", "q")
	s := resume(t, d, noon.Add(48*time.Hour))
	near, _ := s.Find("near-now")
	if !near.Afresh {
		t.Fatal("the answer of two days ago is not to be asked again")
	}
	s.Go(near)
	d.fail = d.saves + 1
	if _, err := s.Put(s.Step(), "yes"); err == nil {
		t.Fatal("it was saved")
	}
	if near, _ = s.Find("near-now"); !near.Afresh || near.Answer != "no" {
		t.Errorf("near-now is %q, afresh %v", near.Answer, near.Afresh)
	}
}

// However somebody leaves, it is asked how the contact ended, and of one that was cut off
// whether anything was heard. A line that is not an answer leaves, and the next start
// asks. Cut off while nobody knows whether they are near means that help must be sent.
func TestEveryWayOutAsksHowItEnded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		near, out string
		after     []string
		ended     assess.Ended
		heard     assess.Heard
		act       bool
	}{
		{"n", "q", []string{"1"}, "finished", "", false},
		{"n", "q", []string{"2", "n"}, "dropped", "no", false},
		{"n", "q", []string{"2", "y"}, "dropped", "yes", false},
		{"u", "q", []string{"2", "n", "q"}, "dropped", "no", true},
		{"u", "q", []string{"3", "q"}, "unsafe", "", true},
		{"u", "q", []string{"what?"}, "", "", false},
		{"y", "q", []string{"1", "q"}, "finished", "", true},
		{"n", "/ finish", []string{"y", "1", "reference=R1", "f", "y"}, "finished", "", false},
		{"n", "/ finish", []string{"y", "2", "n", "reference=R1", "f", "y"}, "dropped", "no", false},
	} {
		d := &disk{}
		out, err := say(begin(d, assess.FirstContact), slices.Concat([]string{"y", "s", c.near, c.out}, c.after)...)
		if errors.Is(err, ErrEndOfInput) {
			t.Errorf("%+v: ended with %v\n%s", c, err, out)
		}
		a := d.read(t)
		if a.Contact.Ended != c.ended || a.Contact.Heard != c.heard || begun(t, d).ActNow != c.act {
			t.Errorf("%+v: the contact ended %q, heard %q, act now %v", c, a.Contact.Ended, a.Contact.Heard, begun(t, d).ActNow)
		}
		if !strings.Contains(out, "How did the call end?") {
			t.Errorf("%+v: not asked\n%s", c, out)
		}
	}
}

// A contact that stopped without a word about its end, at the end of input or after a
// signal, is asked about at the next start, before anything else.
func TestTheNextStartAsksHowTheLastContactEnded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		say   []string
		ended assess.Ended
		next  string
		act   bool
	}{
		{[]string{"1"}, "finished", "safe-to-talk", false}, {[]string{"2", "n"}, "dropped", "safe-to-talk", true}, {[]string{"3"}, "unsafe", "safe-to-talk", true},
		{[]string{"4"}, "", "safe-to-talk", false}, {[]string{"u"}, "", "safe-to-talk", false}, {nil, "", "ended-before", false},
	} {
		d := &disk{}
		if _, err := say(begin(d, assess.FirstContact), "y", "s", "u"); !errors.Is(err, ErrEndOfInput) {
			t.Fatal(err)
		}
		s := resume(t, d, noon.Add(time.Minute))
		out, _ := say(s, c.say...)
		if a := d.read(t); a.Contact.Ended != c.ended || s.Step().ID != c.next || s.Result().ActNow != c.act {
			t.Errorf("%v: ended %q, next %s, act now %v\n%s", c.say, a.Contact.Ended, s.Step().ID, s.Result().ActNow, out)
		}
		if st := resume(t, d, noon.Add(time.Hour)).Step(); (st.ID == "ended-before") != (c.ended == "") {
			t.Errorf("%v: the next start asks %s", c.say, st.ID)
		}
	}
	d := &disk{} // nobody was spoken to
	say(begin(d, assess.FirstContact), "reference=R1", "q")
	if st := resume(t, d, noon.Add(time.Minute)).Step(); st.ID != "safe-to-talk" {
		t.Errorf("the first step is %s", st.ID)
	}
}

// A contact that goes on after one that ended normally has not ended.
func TestAContactThatGoesOnHasNotEnded(t *testing.T) {
	t.Parallel()
	d := &disk{}
	say(begin(d, assess.FirstContact), "y", "s", "u", "q", "1")
	say(resume(t, d, noon.Add(time.Minute)), "y")
	if st := resume(t, d, noon.Add(time.Hour)).Step(); st.ID != "ended-before" {
		t.Errorf("the next start asks %s", st.ID)
	}
}

// A line that records nothing new leaves every byte that was recorded, and what is added
// to a text goes after it.
func TestLookingAtATextInLineModeNeverEditsIt(t *testing.T) {
	const odd = "he\tcame\r\nat \u2067four\u2069 \ufffd cafe\u0301 "
	d := &disk{}
	s := begin(d, assess.Full)
	a := s.Assessment()
	a.Responses.Set("stalking", "approach", assess.Response{Answer: assess.Yes, Note: odd})
	a.FirstAccount, a.Case.Reference, a.Contact.Needs = assess.Account(odd), odd, odd
	a.Incidents = []assess.Incident{{Kind: "visit", Area: odd, Note: odd}}
	a.Orders = []assess.Order{{Kind: "injunction", Conditions: []string{odd, odd}, Note: odd}}
	if err := s.Touch(); err != nil {
		t.Fatal(err)
	}
	before := string(d.bytes)
	say(s, strings.Split("/ approach|/ first-account||/ needs||r|/ reference||r|edit 1||||||||||edit orders 1||||||q|", "|")...)
	if after := string(d.bytes); after != before {
		t.Errorf("was\n%s\nis\n%s", before, after)
	}
}
