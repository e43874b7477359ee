package session

import (
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// Player plays a practice case: it enters the answers and incidents of the model.
type Player struct {
	model conversation.Sitting
	added int // how many incidents have been added
}

// NewPlayer returns the player of a model.
func NewPlayer(set assess.Instruments, model *assess.Assessment) *Player {
	return &Player{model: conversation.Sitting{Set: set, A: model, Now: model.AssessedAt.Time()}}
}

// Answer returns what the model has recorded for a step: a text, or the value of one of its
// options; "" if it skips the step.
func (p *Player) Answer(st conversation.Step) string {
	of, _ := p.model.Anywhere(st.ID)
	value := of.Answer
	if st.ID == "judgement" {
		value = "agree"
	}
	if st.Kind == conversation.TextStep || st.Kind == conversation.LineStep ||
		value != conversation.AddEntry && slices.ContainsFunc(st.Options, func(o conversation.Option) bool { return o.Value == value }) {
		return value
	}
	return ""
}

// MoreIncidents reports whether a step is the list of incidents, and the model has one that
// was not added.
func (p *Player) MoreIncidents(st conversation.Step) bool {
	return st.ID == "incidents" && p.added < len(p.model.A.Incidents)
}

// AddIncident adds the next incident with all its fields.
func (p *Player) AddIncident(s *Session) error {
	recorded := p.model.Edit("incidents", p.added)
	p.added++
	for _, f := range s.Fields("incidents") {
		k := slices.IndexFunc(recorded, func(r conversation.Field) bool { return r.ID == f.ID })
		if k < 0 || recorded[k].Recorded == "" {
			continue
		}
		if err := f.Set(recorded[k].Recorded); err != nil {
			return err
		}
	}
	return nil
}
