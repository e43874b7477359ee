package report

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"stalkrisk/assess/training"
)

// noAccreditation is said on every record of practice.
const noAccreditation = "It is a record of practice, not an accreditation. It says who practised and when, and nothing about a real call."

func composeRecord(r *training.Record) []block {
	p := &page{}
	p.heading(1, "TRAINING: record of practice")
	p.warn("TRAINING", noAccreditation)
	p.say(fmt.Sprintf("%s, %s.", count(len(r.People), "person", "people"), count(len(r.Sittings), "sitting", "sittings")))
	at := 0
	for _, who := range r.People {
		p.heading(2, personName(who.Assessor))
		says := fmt.Sprintf("%s, %s, %s in all.", count(who.Cases, "case", "cases"), count(who.Sittings, "sitting with a date", "sittings with a date"), count(who.Minutes, "minute", "minutes"))
		if who.Last != "" {
			says += " Last on " + Readable(who.Last[:10]) + "."
		}
		p.say(says)
		for ; at < len(r.Sittings) && training.SamePerson(r.Sittings[at].Assessor, who.Assessor); at++ {
			composeSitting(p, &r.Sittings[at])
		}
	}
	return p.blocks
}

func composeSitting(p *page, s *training.Sitting) {
	when := "No date is kept"
	if s.From != "" {
		when = Readable(s.From) + ", " + count(s.Minutes, "minute", "minutes")
	}
	attempt, finished := "", "finished"
	if s.Attempt > 0 {
		attempt = "attempt " + strconv.Itoa(s.Attempt)
	}
	if !s.Finished {
		finished = "not finished"
	}
	p.item(when, capital(joined(", ", joined(" ", s.Title, s.Version), strings.ReplaceAll(s.Stage, "_", " "), attempt, finished))+
		fmt.Sprintf(". %d of %s.", s.Same, count(s.Items, "answer is the model's", "answers are the model's")))
	p.sub("Looked up", strings.Join(s.Looked, "; "))
	p.sub("Never looked up", strings.Join(s.Never, "; "))
}

// personName returns what a person is called who may have no reference.
func personName(reference string) string { return cmp.Or(oneLine(reference), "Nobody is named") }

func composePractiseAgain(d *training.Due) []block {
	p := &page{}
	p.heading(1, "TRAINING: who needs to practise again")
	p.warn("TRAINING", noAccreditation)
	p.say(fmt.Sprintf("On %s, with practice every %s: %s; %s practised lately enough.", Readable(d.Now[:10]), everyInWords(d.Every),
		count(len(d.People), "person is due", "people are due"), count(d.Others, "other", "others")))
	for _, who := range d.People {
		says := "no finished case has a date."
		switch {
		case who.Overdue:
			says = fmt.Sprintf("overdue since %s; practised last on %s.", Readable(who.Until), Readable(who.Last[:10]))
		case who.Until != "":
			says = fmt.Sprintf("due by %s; practised last on %s.", Readable(who.Until), Readable(who.Last[:10]))
		}
		p.item(personName(who.Assessor), says)
	}
	if len(d.People) == 0 {
		p.say("Nobody is due.")
	}
	return p.blocks
}

// everyInWords returns a time such as "12m" in words.
func everyInWords(every string) string {
	n := strings.TrimRight(every, "dwm")
	word := map[string]string{"d": "day", "w": "week", "m": "month"}[strings.TrimPrefix(every, n)]
	if n == "1" {
		return cmp.Or(word, "day")
	}
	return n + " " + cmp.Or(word, "day") + "s"
}

// recordCSV writes a row for each sitting.
func recordCSV(out io.Writer, r *training.Record) error {
	rows := [][]string{{"assessor", "case", "title", "version", "stage", "attempt", "from", "minutes", "finished", "same", "items", "looked", "never", "file"}}
	for _, s := range r.Sittings {
		rows = append(rows, []string{
			cell(s.Assessor), cell(s.Case), cell(s.Title), cell(s.Version), s.Stage, strconv.Itoa(s.Attempt), s.From, strconv.Itoa(s.Minutes), strconv.FormatBool(s.Finished),
			strconv.Itoa(s.Same), strconv.Itoa(s.Items), cell(strings.Join(s.Looked, ";")), cell(strings.Join(s.Never, ";")), cell(s.File),
		})
	}
	return writeCSV(out, rows)
}

// dueCSV writes a row for each person.
func dueCSV(out io.Writer, d *training.Due) error {
	rows := [][]string{{"assessor", "last", "until", "overdue"}}
	for _, who := range d.People {
		rows = append(rows, []string{cell(who.Assessor), who.Last, who.Until, strconv.FormatBool(who.Overdue)})
	}
	return writeCSV(out, rows)
}

func writeCSV(out io.Writer, rows [][]string) error {
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		return err
	}
	_, err := out.Write(b.Bytes())
	return err
}
