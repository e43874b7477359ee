package conversation

import "stalkrisk/assess"

// The answers to the last step of a stage.
const (
	Done   = "yes"   // finish
	Review = "no"    // review the answers first
	GoOn   = "go_on" // straight on with the next stage
	Stop   = "stop"  // leave a draft
)

// judgement is the id of the step that asks for another level.
const judgement = "judgement"

// finishOptions returns the answers to the last step of the stage.
func (s *Sitting) finishOptions() []Option {
	out := []Option{{"y", Done, "finish"}, {"n", Review, "review first"}}
	if s.stage() == assess.FirstContact {
		out = append(out, Option{"1", GoOn, "full assessment now"})
	}
	if s.mayBeSeveral() {
		out = append(out, Option{"2", OtherSuspect, "another suspect now"})
	}
	return out
}

// screenOptions returns the answers to the last step of a screen. A screen of a real call
// is never finished: it goes on, or stays a draft. One that is practised is finished, so
// that it can be marked.
func (s *Sitting) screenOptions() []Option {
	if s.A.Training != "" {
		return practised
	}
	return screened
}

func (s *Sitting) askScreened() string {
	if s.A.Training != "" {
		return "Finish the practice of the screen, and see how it went?"
	}
	return "Go on to first contact?"
}

// nearUnknown reports whether it was asked, and is not known, whether the person is
// near.
func (s *Sitting) nearUnknown() bool {
	_, r := s.noteOf(used(assess.UseNearNow), s.A)
	return r.Answer == assess.Unknown
}

// Found returns what the stage has found, in words. A screen says whether this is
// recognised as stalking, and gives no level.
func (s *Sitting) Found() string {
	r := s.result()
	if s.stage() == assess.Screen {
		return r.InWords()
	}
	out := "Level: " + r.InWords()
	if says := r.Recognition.Says; says != "" && r.Recognition.Value != assess.NotShown {
		out += " " + says + "."
	}
	return out
}

// GoOn begins the next stage of the same file, if there is one. Nothing that was
// answered is asked again.
func (s *Sitting) GoOn() {
	if next := s.stage().Next(); next != "" {
		s.A.Stage, s.A.Status = next, assess.Draft
	}
}
