package sift

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// DraftName returns the name of the file of a group's draft, without a suffix: the same
// for the same group, and nothing of it.
func (g *Group) DraftName() string {
	sum := sha256.Sum256([]byte(g.key))
	return "sift-" + hex.EncodeToString(sum[:8])
}

// Draft returns an assessment to start from: a draft with the reports as incidents. No
// question is answered and no text is copied, so a person has to read the logs. What was
// found stands in the note of each incident, and not in its kind: a kind would answer
// questions, and words that a program found must move no level. Where
// each of two people has reported the other, nobody is named: which one is at risk is
// for a person to find out.
func (s *Sifter) Draft(g *Group, at assess.Instant) assess.Assessment {
	a := assess.Assessment{
		Format: assess.AssessmentFormat, ID: g.DraftName(), Status: assess.Draft, Stage: assess.Full, MadeBy: assess.FromSift, AssessedAt: at,
	}
	if !g.of.bothNamed() {
		a.Case.Reference, a.Case.SuspectReference = g.Victim, g.Suspect
	}
	for i := range g.of.reports {
		l := &g.of.reports[i]
		place := s.log.names[l.place]
		inc := assess.Incident{At: s.log.when(l), Kind: "other", Area: s.log.names[l.area], Reference: s.log.reference(l), Reported: "yes", RecordedAs: s.log.names[l.label]}
		inc.Note = s.proposed(l)
		if p := fold.Text(place); !s.leaves(p) && !s.noPlace[p] {
			inc.Place = place
		}
		a.Incidents = append(a.Incidents, inc)
	}
	return a
}

// proposed returns what was found in a report, for the person who reads it.
func (s *Sifter) proposed(l *logged) string {
	var found []string
	for i, t := range s.rules.Topics {
		if l.topics&(1<<i) != 0 {
			found = append(found, t.Why)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return "Found by the sift, not checked: " + strings.Join(found, "; ") + "."
}
