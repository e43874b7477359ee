package assess

// ItemState is the state of one item of a questionnaire in an assessment. The
// scoring code works it out, so that every other package agrees with the result.
type ItemState struct {
	Recorded Answer // the stored answer; NotAsked if there is none
	Answer   Answer // the answer that scoring uses: Yes if an incident shows it, NotAsked if the item does not apply
	Applies  bool   // the item should be asked, or its yes counts anyway
	Counts   bool   // its yes counts
	Carried  bool   // an incident shows it
	Proposed bool   // another answer or a finding suggests a yes, which a person has to confirm
}

// ItemStates returns the state of every item of in, by the item's place. in must
// be one of the set's questionnaires. Nothing that is passed in changes.
func (set *Instruments) ItemStates(in *Instrument, a *Assessment) []ItemState {
	from := set.proposer(in)
	return set.itemStates(in, evaluate(in, a), from, evaluate(from, a))
}

// AllItemStates returns what ItemStates does for each questionnaire of the set, by its id.
func (set *Instruments) AllItemStates(a *Assessment) map[string][]ItemState {
	evaluated := map[string]*evaluation{}
	for _, in := range set.All() {
		evaluated[in.ID] = evaluate(in, a)
	}
	out := map[string][]ItemState{}
	for _, in := range set.All() {
		from := set.proposer(in)
		out[in.ID] = set.itemStates(in, evaluated[in.ID], from, evaluated[from.ID])
	}
	return out
}

// proposer returns the questionnaire whose answers may propose a yes to items of in.
func (set *Instruments) proposer(in *Instrument) *Instrument {
	if in == set.Stalking {
		return set.Dash
	}
	return set.Stalking
}

// itemStates returns the states of the items of in from what in and its proposer, from,
// evaluate to.
func (set *Instruments) itemStates(in *Instrument, st *evaluation, from *Instrument, other *evaluation) []ItemState {
	proposals := proposed(set.Dash.proposing(in, from), other.counting).or(in.Timeline.proposed(&st.found)).without(st.counting)
	out := make([]ItemState, len(in.Items))
	for i := range out {
		r, _ := st.a.Responses.Of(in.ID, in.Items[i].ID)
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

// Trial returns a function that returns the overall level that the rules compute
// with the yes/no items of yes answered yes, those of no answered no, and all
// others unchanged; "" if there is then no level. An item that an incident shows
// stays yes. Trial returns nil if the questionnaire has no overall level.
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
		st.count()
		st.bound()
		spec := &in.Results[overall]
		level, _ := spec.lifted(st.established[overall], st.could[overall])
		return spec.name(level)
	}
}

// deny answers the yes/no items among items with no.
func (s *answers) deny(items Set) {
	items = items.and(s.in.yesNo)
	s.no = s.no.or(items)
	s.yes = s.yes.without(items)
	s.open = s.open.without(items)
}
