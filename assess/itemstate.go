package assess

// ItemState is the state of one item of a questionnaire in an assessment. What
// applies and what counts is worked out here, by the code that scores; every
// other package asks for it.
type ItemState struct {
	Recorded Answer // what is stored; NotAsked if nothing is
	Answer   Answer // what is known: Yes where an incident shows it, NotAsked where the item does not apply
	Applies  bool   // the item is to be asked, or its yes counts all the same
	Counts   bool   // its yes counts
	Carried  bool   // an incident shows it
	Proposed bool   // another answer or a finding suggests a yes, which a person has to confirm
}

// ItemStates returns the state of every item of in, one of the set's
// questionnaires, by the item's place. Nothing given is changed.
func (set *Instruments) ItemStates(in *Instrument, a *Assessment) []ItemState {
	st := evaluate(in, a)
	from := set.Stalking
	if in == from {
		from = set.Dash
	}
	proposals := proposed(set.Dash.proposing(in, from), evaluate(from, a).counting).or(in.Timeline.proposed(&st.found)).without(st.counting)
	out := make([]ItemState, len(in.Items))
	for i := range out {
		r, _ := a.Responses.Of(in.ID, in.Items[i].ID)
		out[i] = ItemState{
			Recorded: r.Answer.OrNotAsked(),
			Answer:   NotAsked,
			Applies:  st.applies.Has(i),
			Counts:   st.counting.Has(i),
			Carried:  st.carried.Has(i),
			Proposed: proposals.Has(i),
		}
		if out[i].Applies {
			out[i].Answer = st.answers.answer(i)
		}
	}
	return out
}

// Trial works out the overall level with some answers supposed to be others.
type Trial struct {
	st     *evaluation
	result int // the overall level's place among the results
}

// NewTrial returns a trial of the answers that an assessment gives to a
// questionnaire, or nil if that has no overall level.
func NewTrial(in *Instrument, a *Assessment) *Trial {
	overall := in.Result("overall")
	if overall < 0 {
		return nil
	}
	return &Trial{evaluate(in, a), overall}
}

// Overall returns the computed overall level if the yes/no items of yes were
// answered yes, those of no were answered no, and all others as they are; "" if
// that gives no level. An item that an incident shows stays yes.
func (t *Trial) Overall(yes, no Set) string {
	st := *t.st
	st.answers.settle(yes)
	st.answers.deny(no.without(st.carried))
	st.bound()
	spec := &st.answers.in.Results[t.result]
	level, _ := spec.lifted(st.established[t.result], st.could[t.result])
	return spec.name(level)
}

// deny makes items no, as settle makes them yes.
func (s *answers) deny(items Set) {
	items = items.and(s.in.yesNo)
	s.no = s.no.or(items)
	s.yes = s.yes.without(items)
	s.open = s.open.without(items)
}
