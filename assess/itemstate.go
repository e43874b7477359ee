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

// Trial returns a function that works out the computed overall level by a
// questionnaire if the yes/no items of yes were answered yes, those of no were
// answered no, and all others as they are; "" if that gives no level. An item that
// an incident shows stays yes. Trial returns nil if there is no overall level.
func Trial(in *Instrument, a *Assessment) func(yes, no Set) string {
	overall := in.Result("overall")
	if overall < 0 {
		return nil
	}
	as := evaluate(in, a)
	return func(yes, no Set) string {
		st := *as
		st.answers.settle(yes)
		st.answers.deny(no.without(st.carried))
		st.bound()
		spec := &in.Results[overall]
		level, _ := spec.lifted(st.established[overall], st.could[overall])
		return spec.name(level)
	}
}

// deny makes items no, as settle makes them yes.
func (s *answers) deny(items Set) {
	items = items.and(s.in.yesNo)
	s.no = s.no.or(items)
	s.yes = s.yes.without(items)
	s.open = s.open.without(items)
}
