package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
)

// everyday holds everyday words by which people find the questions that are not items.
// Those of items are in the questionnaire file.
var everyday = late.Value[map[string][]string]{Make: func() map[string][]string {
	out := map[string][]string{}
	for id, words := range map[string]string{
		"safe-to-talk":       "safe, listening, overheard, hear, silent, quiet, whisper, where",
		"first-account":      "story, account, happened, statement, own words",
		"more-than-once":     "twice, not the first time, every time",
		"next-hours":         "safety plan, safe tonight, way out",
		"checked-systems":    "pnc, pnd, niche, intelligence checks",
		"caller":             "third party, caller, ringing, behalf, professional",
		"relationship":       "ex, husband, wife, boyfriend, girlfriend, partner, neighbour, colleague, boss, client, patient, customer, stranger, friend, family, who, landlord, tenant, lodger, taxi driver, teacher, pupil",
		"suspect-access":     "police officer, police staff, special constable, works for the police, police records",
		"own-life":           "suicide, kill myself, end my life, own life, self harm, cannot go on, want to die, overdose, tablets, pills",
		"neck-pregnant":      "unborn, miscarriage, newborn, midwife",
		"evidence":           "evidence, screenshots, recordings, proof, voicemail kept",
		"accounts":           "usernames, handles, his number, her number, number plate, registration",
		"children":           "pregnant, kids, child, son, daughter, baby, babies, school",
		"under-18":           "age, teenager, minor, old, child, juvenile",
		"suspects":           "several, two people, gang, group, more than one",
		"impact-sleep":       "sleep, nightmares, health, doctor, medication, anxiety",
		"impact-work":        "work, job, sick leave, university, college, study",
		"impact-travel":      "travel, route, bus, train, driving",
		"impact-security":    "locks, alarm, cctv, camera, security",
		"impact-phone":       "phone, social media, online",
		"impact-children":    "school, nursery",
		"impact-going-out":   "going out, friends, hobby, church, gym",
		"impact-money":       "money, cost, debt, savings",
		"impact-moved":       "moved, moving, house, refuge, hotel",
		"impact-before":      "tried before, why now",
		"prompted":           "why now, last straw",
		"incidents":          "incidents, other times, before, history, diary, log",
		"jurisdiction":       "scotland, northern ireland, wales, england, law",
		"online-only":        "online, internet, social media",
		"language":           "interpreter, language, polish, translate, translator",
		"interpreter":        "interprets",
		"safe-times":         "safe times, ring back, call back, contact, reach, phone number, number, text, voicemail",
		"needs":              "deaf, blind, disabled, wheelchair, hearing, autism, reading, needs",
		"victim-area":        "area, force, county, town, address",
		"suspect-area":       "where he lives, where she lives, lives, address",
		"orders":             "court, court order, injunction, restraining, non-molestation, bail, caution, police warning, conditions, spo",
		"triggers":           "hearing, trial, release, anniversary, date coming up",
		"absences":           "prison, jail, custody, abroad, away, inside, remand",
		"mental-health-need": "mental health, ill, psychosis, hospital, section",
		"referral-offered":   "advocate, helpline, support, idva, victim support, paladin, offered, accepted support, declined support",
		"ended":              "cut off, hung up, dropped, ended, line went dead",
		"reference":          "reference, log number, case number, crime number",
		"review":             "review, all answers, summary",
		"judgement":          "override, higher, lower, level, disagree",
		"dash-grade":         "dash, grade, standard, medium",
		"service-view":       "service view",
		"decisions":          "decided, decision, recorded as, crime, not pursued",
		"advice":             "advice, told them, advised",
		"actions":            "promised, promise, action, ring back, update, officer coming",
		"finish":             "finish, report, end",
	} {
		out[id] = strings.Split(words, ", ")
	}
	return out
}}

// Askable returns every question that a search may find: the steps of the sitting in
// asking order, and what it does not ask now, because somebody may say it anyway and it
// must be recorded: follow-ups of the stalking questionnaire after their parents, its other
// items last, and the other questions.
func (s *Sitting) Askable() []Step {
	steps := s.Steps()
	known := map[string]bool{}
	for i := range steps {
		known[steps[i].ID] = true
	}
	in := s.Set.Stalking
	for i := range in.Items {
		if known[in.Prefix()+in.Items[i].ID] {
			continue
		}
		parent := slices.IndexFunc(steps, func(st Step) bool {
			return st.Instrument == in.ID && st.Item >= 0 && slices.Contains(in.Items[i].FollowUpOf, in.Items[st.Item].ID)
		})
		if parent < 0 {
			parent = len(steps) - 1
		}
		steps = slices.Insert(steps, parent+1, s.outside(in, i))
	}
	all := questions.Get()
	for i := range all {
		if q := &all[i]; !known[q.id] && q.findable(s) {
			steps = append(steps, s.step(q))
		}
	}
	return s.quiet(steps)
}

// outside returns the step of an item that the sitting does not ask now.
func (s *Sitting) outside(in *assess.Instrument, i int) Step {
	st := s.itemStep(in, i)
	for _, section := range in.Sections {
		if slices.Contains(section.Items, in.Items[i].ID) {
			st.Section = section.Title
		}
	}
	if Quiet(s.A) {
		st.FollowUp = ""
	}
	return st
}

// findable reports whether a question that the sitting does not ask now can be asked
// nevertheless. Somebody may say at any time that they think of ending their life.
func (q *question) findable(s *Sitting) bool {
	return q.part != beside && (q.when == nil || q.id == ownLifeStep || q.when(s))
}

// Findable returns what a search looks at in a step.
func (s *Step) Findable() Findable {
	return Findable{Words: s.Words, Topic: s.Topic, Prompt: s.Prompt, Help: s.Help}
}
