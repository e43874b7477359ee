package training

import (
	"cmp"
	"slices"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// RecordFormat and DueFormat are the format ids of a record of practice and of who needs
// to practise again.
const (
	RecordFormat = "stalkrisk.training-record/1"
	DueFormat    = "stalkrisk.training-due/1"
)

// Record is who practised what and when. It is a record of practice and accredits nobody.
// None of its lists is nil.
type Record struct {
	Format   string    `json:"format"`
	People   []Person  `json:"people"`   // by reference
	Sittings []Sitting `json:"sittings"` // by person, then by time
}

// Person is how much one person practised.
type Person struct {
	Assessor string `json:"assessor"` // a reference; "" if none is recorded
	Cases    int    `json:"cases"`
	Sittings int    `json:"sittings"`
	Minutes  int    `json:"minutes"`
	First    string `json:"first"` // when the first and the last sitting began; "" if not known
	Last     string `json:"last"`
	Finished string `json:"finished"` // when the last sitting of a finished case began; "" if not known
}

// Sitting is one sitting of a practice case. What was answered, and how much of it is as
// the model has it, is that of the whole file.
type Sitting struct {
	Assessor string   `json:"assessor"`
	File     string   `json:"file"`
	Case     string   `json:"case"`
	Title    string   `json:"title"`
	Version  string   `json:"version"` // of the case; "" if not known
	Stage    string   `json:"stage"`
	Attempt  int      `json:"attempt"` // from 1; 0 is not known
	From     string   `json:"from"`    // real time; "" if no sitting was kept
	Minutes  int      `json:"minutes"`
	Looked   []string `json:"looked"`
	Never    []string `json:"never"` // not looked up by then, in any sitting
	Finished bool     `json:"finished"`
	Same     int      `json:"same"`
	Items    int      `json:"items"`

	at time.Time
}

// Played is an assessment of a practice case, and its marking.
type Played struct {
	A *assess.Assessment
	Marking
}

// NewRecord returns the record of all sittings. References are compared after folding.
func NewRecord(all []Played) Record {
	r := Record{Format: RecordFormat, People: []Person{}, Sittings: []Sitting{}}
	for i := range all {
		r.Sittings = append(r.Sittings, all[i].sittings()...)
	}
	who := func(s *Sitting) string { return fold.Reference(s.Assessor) } // as SamePerson compares
	slices.SortStableFunc(r.Sittings, func(x, y Sitting) int {
		return cmp.Or(cmp.Compare(who(&x), who(&y)), x.at.Compare(y.at), cmp.Compare(x.File, y.File))
	})
	for from := 0; from < len(r.Sittings); {
		to := from + 1
		for to < len(r.Sittings) && who(&r.Sittings[to]) == who(&r.Sittings[from]) {
			to++
		}
		r.People = append(r.People, person(r.Sittings[from:to]))
		from = to
	}
	return r
}

// sittings returns the sittings of one file, or one without a time if none was kept.
func (p *Played) sittings() (out []Sitting) {
	one := Sitting{
		Assessor: p.Assessor, File: p.File, Case: p.Practice.ID, Title: p.Practice.Title, Stage: p.Stage, Looked: []string{}, Never: []string{},
		Finished: !p.A.Draft(), Same: p.Same, Items: p.Items,
	}
	for _, s := range p.A.Sittings {
		is := one
		is.at = s.From.Time()
		is.From, is.Minutes = s.From.String(), int(max(0, s.To.Time().Sub(is.at)).Round(time.Minute).Minutes())
		is.Version, is.Attempt = s.Version, int(s.Attempt)
		is.Looked, is.Never = append(is.Looked, s.Looked...), append(is.Never, s.Never...)
		out = append(out, is)
	}
	if len(out) == 0 {
		return []Sitting{one}
	}
	return out
}

func person(sittings []Sitting) Person {
	p := Person{Assessor: sittings[0].Assessor}
	cases := map[string]bool{}
	for _, s := range sittings {
		cases[s.Case] = true
		p.Minutes += s.Minutes
		if s.From == "" {
			continue
		}
		p.Sittings++
		p.First, p.Last = cmp.Or(p.First, s.From), s.From
		if s.Finished {
			p.Finished = s.From
		}
	}
	p.Cases = len(cases)
	return p
}

// Due is who needs to practise again. None of its lists is nil.
type Due struct {
	Format string    `json:"format"`
	Now    string    `json:"now"`
	Every  string    `json:"every"`
	People []Refresh `json:"people"` // the longest ago first, then those with no date
	Others int       `json:"others"` // who practised lately enough
}

// Refresh is one person who needs to practise again.
type Refresh struct {
	Assessor string `json:"assessor"`
	Last     string `json:"last"`  // when they last sat on a case that they finished; "" if not known
	Until    string `json:"until"` // the day by which they should have; "" if not known
	Overdue  bool   `json:"overdue"`
}

// Every is a time between two practices.
type Every struct {
	Months, Days int
	Says         string // as it was written: "12m"
}

// soon is how many days ahead somebody is said to be due.
const soon = 30

// NewDue returns who has not practised within that time, or will not have in the next
// thirty days. Only cases that were finished count. A person with no date of one is always
// among them.
func NewDue(r Record, every Every, now time.Time) Due {
	out := Due{Format: DueFormat, Now: now.UTC().Format(time.RFC3339), Every: every.Says, People: []Refresh{}}
	for _, p := range r.People {
		last, err := time.Parse(time.RFC3339, p.Finished)
		if err != nil {
			out.People = append(out.People, Refresh{Assessor: p.Assessor})
			continue
		}
		until := last.AddDate(0, every.Months, every.Days)
		if until.After(now.AddDate(0, 0, soon)) {
			out.Others++
			continue
		}
		out.People = append(out.People, Refresh{p.Assessor, p.Finished, until.Format(time.DateOnly), until.Before(now)})
	}
	slices.SortStableFunc(out.People, func(x, y Refresh) int {
		none := func(r *Refresh) int { return len(r.Until) }
		return cmp.Or(cmp.Compare(min(1, none(&y)), min(1, none(&x))), cmp.Compare(x.Until, y.Until), cmp.Compare(x.Assessor, y.Assessor))
	})
	return out
}

// SamePerson reports whether two references of assessors are one person's.
func SamePerson(a, b string) bool { return fold.Reference(a) == fold.Reference(b) }
