package assess_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	_ "stalkrisk/assess/assesstest/quickfuzz"
)

// failer has the methods of rapid.T and testing.T that these tests use.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// holds checks everything that must be true of the result of any assessment.
func holds(t failer, set assess.Instruments, a *assess.Assessment) assess.Result {
	t.Helper()
	r := assess.Score(set, a)
	for _, l := range []struct {
		name   string
		levels []string
		assess.Level
	}{{"overall", concern, level(r.Overall)}, {"baseline", concern, r.Baseline}, {"escalation", rise, r.Escalation}} {
		least, computed, most := place(l.levels, l.Established), place(l.levels, l.Level.Level), place(l.levels, l.CouldReach)
		if least < 0 || least > computed || computed > most || l.Provisional != (computed > least) {
			t.Fatalf("%s: %+v is not in order", l.name, l.Level)
		}
		if (least > 0) != (len(l.Because) > 0) && l.name != "overall" {
			t.Fatalf("%s: %+v: a level with no reason, or a reason with no level", l.name, l.Level)
		}
	}
	if want := expected(a, raised(r)); want != (said{r.Baseline.Established, r.Baseline.CouldReach, r.Escalation.Established, r.Escalation.CouldReach, r.Overall.Established, r.Overall.CouldReach}) {
		t.Fatalf("got %+v %+v %+v, want %+v by the tables", r.Overall, r.Baseline, r.Escalation, want)
	}
	// The overall level cannot be low while a red flag or imminent sign is open.
	if open := openGrave(a); r.Overall.Computed == "low" && len(open) > 0 {
		t.Fatalf("overall is low with %q open", open)
	} else if r.Settled && (len(open) > 0 || r.Overall.Established != r.Overall.CouldReach) {
		t.Fatalf("settled with %q open, %+v", open, r.Overall)
	}
	asked := map[string]bool{}
	for _, id := range r.AskNext {
		stored, _ := a.Responses.Of("stalking", id)
		if asked[id] || stored.Answer == assess.Declined || !slices.Contains(openItems(a), id) {
			t.Fatalf("ask_next %q: %s is there twice, declined, answered or not applicable", r.AskNext, id)
		}
		asked[id] = true
	}
	for _, id := range openGrave(a) {
		if stored, _ := a.Responses.Of("stalking", id); !asked[id] && stored.Answer != assess.Declined {
			t.Fatalf("ask_next %q leaves out %s", r.AskNext, id)
		}
	}
	if r.Completeness.Answered+len(openItems(a)) != r.Completeness.Applicable {
		t.Fatalf("completeness %+v with %d open", r.Completeness, len(openItems(a)))
	}
	if r.ActNow != (len(r.ActNowBecause) > 0) {
		t.Fatalf("act_now is %v by %q", r.ActNow, r.ActNowBecause)
	}
	if o := r.Overall; a.Override == nil && o.Level != o.Computed || r.Problems != len(r.OverrideFault) {
		t.Fatalf("%+v, %d problems", o, r.Problems)
	}
	return r
}

// raised reports whether the timeline raises escalation.
func raised(r assess.Result) bool {
	return r.Timeline.Frequency.Finding == "rising" || r.Timeline.Severity.Finding == "rising"
}

func TestScoreHoldsForAnyAssessment(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) { holds(t, set, assesstest.Invented(assesstest.FromRapid(t), set)) })
}

// No level falls when an answer changes from no to yes, from open to yes or from no
// to open, whatever the other answers are.
func TestRisingAnswersNeverLower(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		a := assesstest.Invented(c, set)
		open := assesstest.One(c, assess.Unknown, assess.Declined, assess.NotAsked)
		for _, in := range set.All() {
			for _, it := range in.Items {
				no := assess.Score(set, change(a, in.ID, it.ID, assess.No))
				middle := assess.Score(set, change(a, in.ID, it.ID, open))
				yes := assess.Score(set, change(a, in.ID, it.ID, assess.Yes))
				for _, step := range []struct {
					name          string
					before, after assess.Result
				}{{"no to " + string(open), no, middle}, {string(open) + " to yes", middle, yes}, {"no to yes", no, yes}} {
					if fell := lowered(step.before, step.after); fell != "" {
						t.Fatalf("%s %s, %s: %s", in.ID, it.ID, step.name, fell)
					}
				}
			}
		}
	})
}

// One more incident never lowers a level. It may show more answers, and it may change
// the timeline's findings, which never lower a level either.
func TestMoreIncidentsNeverLower(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		a := assesstest.Invented(c, set)
		b := *a
		b.Incidents = slices.Insert(slices.Clone(a.Incidents), c(len(a.Incidents)+1), assesstest.Incident(c, set.Stalking, a))
		before, after := assess.ApartFromFindings(set, a), assess.ApartFromFindings(set, &b)
		found := assess.WithFindings(set, &b)
		for i, spec := range set.Stalking.Results {
			if after[i] < before[i] {
				t.Fatalf("%s fell from %s to %s with one more incident", spec.ID, spec.Levels[before[i]], spec.Levels[after[i]])
			}
			if found[i] < after[i] {
				t.Fatalf("%s is %s with the findings and %s without", spec.ID, spec.Levels[found[i]], spec.Levels[after[i]])
			}
		}
		if was, now := assess.Score(set, a), assess.Score(set, &b); was.ActNow && !now.ActNow {
			t.Fatalf("act_now is no longer set with one more incident")
		}
	})
}

func TestOrderDoesNotMatter(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		a := assesstest.Invented(assesstest.FromRapid(t), set)
		want := bytesOf(t, assess.Score(set, a))
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		b := change(a, "stalking", "persistence", answerTo(a, "persistence")) // a copy of the responses
		b.Incidents, b.Absences, b.Triggers = slices.Clone(a.Incidents), slices.Clone(a.Absences), slices.Clone(a.Triggers)
		shuffle(r, b.Responses)
		for _, s := range b.Responses {
			shuffle(r, s.Items)
		}
		shuffle(r, b.Incidents)
		shuffle(r, b.Absences)
		shuffle(r, b.Triggers)
		if got := bytesOf(t, assess.Score(set, b)); got != want {
			t.Fatalf("in another order the result differs:\n%s\n%s", want, got)
		}
	})
}

func answerTo(a *assess.Assessment, item string) assess.Answer {
	r, _ := a.Responses.Of("stalking", item)
	return r.Answer
}

func shuffle[T any](r *rand.Rand, s []T) {
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
}

func bytesOf(t failer, r assess.Result) string {
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return string(b)
}

// A Scorer and a ResultWriter work in the memory of the assessment before, and nothing of
// that one may be seen in the next, whatever the questionnaires.
func TestNothingOfTheLastAssessmentIsLeft(t *testing.T) {
	var s assess.Scorer
	var w assess.ResultWriter
	for name, made := range setsMade() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c := assesstest.FromRapid(t)
				set := made(c)
				all := assess.NewQuestionnaires(set.All()...)
				a := assesstest.Invented(c, set)
				_, scored := s.Assess(all, a, set.Tool, nil)
				_, want := assess.Assess(all, a, set.Tool, nil)
				if got, want := string(w.Append(nil, &scored.Result)), string(want.Result.AppendJSON(nil)); got != want {
					t.Fatalf("after another assessment:\n%s\nalone:\n%s", got, want)
				}
			})
		})
	}
}

// Nor are the findings of its timeline, by a questionnaire that reads no incidents.
func TestNoFindingOfTheLastTimelineIsLeft(t *testing.T) {
	timed := assesstest.Set()
	plain := *timed.Stalking
	plain.Timeline = assess.TimelineSpec{}
	plain.Index()
	untimed := timed
	untimed.Stalking = &plain
	var s assess.Scorer
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		for _, set := range []assess.Instruments{timed, untimed} {
			a, all := assesstest.Invented(c, set), assess.NewQuestionnaires(set.All()...)
			_, scored := s.Assess(all, a, set.Tool, nil)
			_, want := assess.Assess(all, a, set.Tool, nil)
			if got, want := allOf(scored.Result), allOf(want.Result); got != want {
				t.Fatalf("after another assessment:\n%s\nalone:\n%s", got, want)
			}
		}
	})
}

func TestSameInputSameBytes(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		c, again := remembered(assesstest.FromRapid(t))
		a, b := assesstest.Invented(c, set), assesstest.Invented(again, set)
		first := bytesOf(t, assess.Score(set, a))
		if second := bytesOf(t, assess.Score(set, a)); second != first {
			t.Fatalf("scored twice:\n%s\n%s", first, second)
		}
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("Score changed the assessment:\n%+v\n%+v", a, b)
		}
		if third := bytesOf(t, assess.Score(set, b)); third != first {
			t.Fatalf("an equal assessment:\n%s\n%s", first, third)
		}
	})
}

// Score must accept any assessment. The seeds are an empty one and each profile of
// answers.
func FuzzScore(f *testing.F) {
	set := assesstest.Set()
	f.Add([]byte{})
	for k := range byte(6) {
		b := []byte{1, k, 0, 0, k, 3, k, 2, k}
		for i := range byte(250) {
			b = append(b, i*(2*k+7)+k, 0)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c := fromBytes(b)
		a := assesstest.Invented(c, set)
		if len(b) > 0 && b[0]%16 == 7 { // what only a program could hand over
			a.AssessedAt = assess.Instant{}
			a.Responses = append(a.Responses, a.Responses...)
			for i := range a.Incidents {
				a.Incidents[i].Severity *= 40
			}
			assess.Score(set, a)
			return
		}
		first := bytesOf(t, holds(t, set, a))
		if second := bytesOf(t, assess.Score(set, a)); second != first {
			t.Fatalf("scored twice:\n%s\n%s", first, second)
		}
	})
}

// A result is worked out in the memory of the one before, so every field is set again,
// also one that is added later.
func TestEveryFieldOfAResultIsSetAgain(t *testing.T) {
	set := assesstest.Set()
	all := assess.NewQuestionnaires(set.All()...)
	var s assess.Scorer
	rapid.Check(t, func(t *rapid.T) {
		a := assesstest.Invented(assesstest.FromRapid(t), set)
		_, scored := s.Assess(all, a, set.Tool, nil)
		spoil(reflect.ValueOf(&scored.Result).Elem())
		_, scored = s.Assess(all, a, set.Tool, nil)
		_, want := assess.Assess(all, a, set.Tool, nil)
		if got, want := allOf(scored.Result), allOf(want.Result); got != want {
			t.Fatalf("after a spoilt result:\n%s\nalone:\n%s", got, want)
		}
	})
}

// allOf returns every field of a result, those that are not written too.
func allOf(r assess.Result) string {
	o := r.Override
	r.Override = nil
	return fmt.Sprintf("%+v %+v", r, o)
}

// spoil puts something into every field.
func spoil(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("left over")
	case reflect.Int:
		v.SetInt(77)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(77)
	case reflect.Struct:
		for i := range v.NumField() {
			spoil(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		spoil(v.Index(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		spoil(v.Elem())
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key := reflect.New(v.Type().Key()).Elem()
		spoil(key)
		v.SetMapIndex(key, reflect.Zero(v.Type().Elem()))
	default:
		panic("no way to spoil a " + v.Kind().String())
	}
}
