package assesstest

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"stalkrisk/assess"
)

// inventor makes up valid records, the same for the same seed. They vary as much in
// length and content as real ones might.
type inventor struct {
	*rand.Rand
	shelf assess.Questionnaires
	b     []byte
}

// Records returns n made-up assessments by those questionnaires, one a line of JSON, each
// of a case of its own. The number of the first decides what is in them.
func Records(shelf assess.Questionnaires, first, n int) []byte {
	v := inventor{Rand: rand.New(rand.NewPCG(uint64(first), 2)), shelf: shelf}
	for i := range n {
		v.record(first + i)
	}
	return v.b
}

func (v *inventor) pick(words ...string) string { return words[v.IntN(len(words))] }

func (v *inventor) chance(percent int) bool { return v.IntN(100) < percent }

func (v *inventor) add(format string, args ...any) { v.b = fmt.Appendf(v.b, format, args...) }

// note returns at least limit bytes of text, with escapes and other scripts.
func (v *inventor) note(limit int) string {
	var b strings.Builder
	for b.Len() < limit {
		b.WriteString(v.pick("gate", "told", "order", "night", "gift", "waited", "phone", "£40", "naïve", "東京", `\"no\"`, `\n`, `\u2019`, `\ud83d\ude1f`))
		b.WriteByte(' ')
	}
	return b.String()
}

func (v *inventor) record(i int) {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(v.IntN(300*24*3600)) * time.Second)
	severity := v.Float64()
	v.add(`{"format":"stalkrisk.assessment/1","id":"T%07d","status":%q,"stage":%q`, i, v.pick("complete", "complete", "draft"), v.pick("full", "first_contact"))
	v.add(`,"case":{"reference":"NP-2026-%05d","relationship":%q,"victim_area":"Dyffryn Môn","children":%q,"suspects":"one"}`, i,
		v.pick("former_partner", "former_partner", "current_partner", "family", "colleague", "neighbour", "stranger", "unknown"), v.pick("yes", "no", "unknown"))
	v.add(`,"caller":%q,"assessor":{"reference":"H1234","role":"call_handler"},"assessed_at":%q,"prompted_by_incident":%q`, v.pick("victim", "third_party"), stamp(at), v.pick("yes", "no", "unknown"))
	v.add(`,"contact":{"safe_to_talk":"yes","ended":"finished","safe_times":""},"first_account":"%s"`, v.note(v.IntN(600)))
	if v.chance(50) {
		v.add(`,"instruments":{"stalking":"1.0.0","dash":"1.0.0"}`)
	}
	v.add(`,"responses":{`)
	v.answers("stalking", severity)
	if v.chance(50) {
		v.b = append(v.b, ',')
		v.answers("dash", severity)
	}
	v.add(`},"dash_asked":"auto","recognition":{"fixated":"yes","repeated":"unknown"}`)
	v.incidents(at, v.IntN(1+int(16*severity)))
	v.rest(at)
	v.b = append(v.b, "}\n"...)
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }

func (v *inventor) answers(id string, severity float64) {
	items := v.shelf.Newest(id).Items
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	if v.chance(10) {
		order = v.Perm(len(items))
	}
	v.add(`%q:{`, id)
	first, asked := true, 60+v.IntN(40)
	for _, i := range order {
		if !v.chance(asked) {
			continue
		}
		if !first {
			v.b = append(v.b, ',')
		}
		first = false
		answer := v.pick("no", "no", "unknown", "declined", "not_asked")
		if v.Float64() < severity*0.7 {
			answer = "yes"
		} else if v.chance(70) {
			answer = "no"
		}
		earlier := "no"
		if options := items[i].Options; len(options) > 0 {
			answer, earlier = options[v.IntN(len(options))].Value, "unknown"
		}
		v.add(`%q:`, items[i].ID)
		if v.chance(80) {
			v.add(`%q`, answer)
			continue
		}
		v.add(`{"answer":%q,"note":"%s","source":"victim"`, answer, v.note(v.IntN(200)))
		if v.chance(20) {
			v.add(`,"at":"2025-12-31T23:59:00Z","was":[{"answer":%q,"at":"2025-12-31T23:58:00+01:00"}]`, earlier)
		}
		v.b = append(v.b, '}')
	}
	v.b = append(v.b, '}')
}

func (v *inventor) incidents(at time.Time, n int) {
	v.add(`,"incidents":[`)
	for i := range n {
		if i > 0 {
			v.b = append(v.b, ',')
		}
		at = at.Add(-time.Duration(1+v.IntN(20*24*3600)) * time.Second)
		when := stamp(at)
		if v.chance(20) {
			when = when[:10]
		} else if v.chance(5) {
			when = when[:7]
		}
		v.add(`{"at":%q,"kind":%q,"channel":%q,"area":%q,"reported":"yes","recorded_as":%q,"breach":%q`, when,
			v.pick("message", "following", "loitering", "visit", "threat", "damage", "gift"), v.pick("in_person", "phone", "message"),
			v.pick("Eastshire", "Westmark"), v.pick("harassment", "nuisance", "criminal damage"), v.pick("no", "no", "near", "yes"))
		if v.chance(5) {
			v.add(`,"severity":%d`, 1+v.IntN(5))
		}
		v.add(`,"note":"%s"}`, v.note(v.IntN(60)))
	}
	v.b = append(v.b, ']')
}

// rest adds fields that only some records have.
func (v *inventor) rest(at time.Time) {
	day := func(days int) string { return strconv.Quote(at.AddDate(0, 0, days).Format("2006-01-02")) }
	if v.chance(10) {
		v.add(`,"orders":[{"kind":"non_molestation_order","from":%s,"to":%s,"conditions":["no contact"],"note":""}]`, day(-100), day(265))
	}
	if v.chance(5) {
		v.add(`,"absences":[{"from":%s,"to":%s,"reason":"custody"}]`, day(-60), day(-40))
	}
	if v.chance(15) {
		v.add(`,"triggers":[{"kind":"hearing","on":%s}]`, day(v.IntN(30)-10))
	}
	if v.chance(30) {
		v.add(`,"dash_grade":{"level":%q,"reason":"%s"}`, v.pick("standard", "medium", "high"), v.note(30))
	}
	if v.chance(5) { // up from the lowest, so it cannot break a rule
		v.add(`,"override":{"from":"low","level":"high","reason":"%s","by":"S77","second_person":"S80","at":%q}`, "x"+v.note(40), stamp(at))
	}
	if v.chance(20) {
		v.add(`,"actions":[{"what":"%s","owner":"S21","due":%s,"done":""}]`, v.note(40), day(7))
	}
}
