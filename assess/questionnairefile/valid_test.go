package questionnairefile

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
)

// shipped returns the questionnaires in the program.
func small(t testing.TB) assess.Questionnaires {
	t.Helper()
	shelf, err := LoadAll(os.DirFS("../assesstest/questionnaires"))
	if err != nil {
		t.Fatal(err)
	}
	return shelf
}

// fixtures returns the questionnaires of testdata/valid: the rules of other
// instruments, with numbers and ids but none of their words.
func fixtures(t testing.TB) assess.Questionnaires {
	t.Helper()
	shelf, err := LoadAll(os.DirFS("testdata/valid"))
	if err != nil {
		t.Fatal(err)
	}
	return shelf
}

func TestFixturesHaveTheLevelsOfTheirInstruments(t *testing.T) {
	shelf := small(t)
	all := fixtures(t)
	for _, id := range []string{"lap", "danger-assessment", "safelives", "frequency", "prorate", "refuse"} {
		in := all.Newest(id)
		if in == nil {
			t.Errorf("no fixture %q", id)
			continue
		}
		name := path.Join(id, "1.0.0.cases.yaml")
		cases, problems := LoadCases(name, read(t, filepath.Join("testdata/valid", name)), in)
		if len(problems) > 0 {
			t.Fatal(&InvalidError{name, problems})
		}
		for _, wc := range cases {
			t.Run(id+" "+wc.Name, func(t *testing.T) {
				for _, d := range wc.Run(shelf, in) {
					t.Errorf("%s:%d: %s", name, wc.Line, d)
				}
			})
		}
	}
}

func TestFixturesHaveNoCopyrightWords(t *testing.T) {
	for _, in := range fixtures(t).Versions {
		for _, it := range in.Items {
			if !strings.HasPrefix(it.Prompt, "Item ") || !strings.HasPrefix(it.Topic, "item ") || it.Help != "" {
				t.Errorf("%s: %s: a fixture must have numbers for its questions, because the forms are copyright", in.ID, it.ID)
			}
		}
	}
}

// answered returns an assessment with those answers to every yes/no item, and to
// every choice item the answer at its place.
func answered(in *assess.Instrument, answers []assess.Answer, of assess.Case, contact assess.Contact) *assess.Assessment {
	at, _ := assess.ParseInstant(caseTime)
	a := &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: at, Case: of, Contact: contact, Versions: map[string]string{in.ID: in.Version}}
	for i, it := range in.Items {
		r := assess.Response{Answer: answers[i]}
		if it.NeedsReason && i%2 == 0 {
			r.Note = "invented"
		}
		a.Responses.Set(in.ID, it.ID, r)
	}
	return a
}

// levelsOf returns every level of a result, by its index among the levels, or -1 for
// a sum without a level.
func levelsOf(shelf assess.Questionnaires, in *assess.Instrument, a *assess.Assessment) map[string]int {
	_, scored := assess.Assess(assess.NewQuestionnaires(append(without(shelf, in), in)...), a, assess.Tool{}, nil)
	r := &scored.Result
	out := map[string]int{}
	for _, spec := range in.Results {
		place := func(level string) int { return slices.Index(spec.Levels, level) }
		put := func(l assess.Level) {
			out[spec.ID+" reported"], out[spec.ID+" established"], out[spec.ID+" could_reach"] = place(l.Level), place(l.Established), place(l.CouldReach)
		}
		switch {
		case in.ID == "stalking" && spec.ID == "overall":
			out["overall reported"], out["overall established"], out["overall could_reach"] = place(r.Overall.Level), place(r.Overall.Established), place(r.Overall.CouldReach)
		case in.ID == "stalking" && spec.ID == "baseline":
			put(r.Baseline)
		case in.ID == "stalking" && spec.ID == "escalation":
			put(r.Escalation)
		case in.ID == "dash":
			out["line established"], out["line could_reach"] = r.Dash.LineYes, r.Dash.LineCouldReach
		case in.ID != "stalking":
			put(r.Others[in.ID].Results[spec.ID])
		}
	}
	if r.ActNow && in.ID == "stalking" {
		out["act_now"] = 1
	}
	return out
}

// fell returns a level that fell, or a could_reach that is below its established
// level.
func fell(before, after map[string]int) string {
	for key, was := range before {
		if is := after[key]; was >= 0 && is >= 0 && is < was {
			return key
		}
	}
	for key, could := range after {
		if id, ok := strings.CutSuffix(key, " could_reach"); ok && could < after[id+" established"] {
			return key
		}
	}
	return ""
}

// drawAnswers returns a random answer to every item.
func drawAnswers(t *rapid.T, in *assess.Instrument) []assess.Answer {
	out := make([]assess.Answer, len(in.Items))
	for i, it := range in.Items {
		words := assess.Answers()
		if it.Type == assess.Choice {
			words = slices.Clone(words[2:])
			for _, o := range it.Options {
				words = append(words, o.Value)
			}
		}
		out[i] = assess.Answer(rapid.SampledFrom(words).Draw(t, it.ID))
	}
	return out
}

// risen raises some yes/no answers: from no to open or yes, or from open to yes.
func risen(t *rapid.T, in *assess.Instrument, answers []assess.Answer) []assess.Answer {
	out := slices.Clone(answers)
	for i, it := range in.Items {
		if it.Type != assess.YesNo || !rapid.Bool().Draw(t, "raise "+it.ID) {
			continue
		}
		switch {
		case out[i] == assess.No:
			out[i] = rapid.SampledFrom([]assess.Answer{assess.Unknown, assess.Declined, assess.NotAsked, assess.Yes}).Draw(t, "to")
		case out[i].Open():
			out[i] = assess.Yes
		}
	}
	return out
}

func drawCase(t *rapid.T) (of assess.Case, contact assess.Contact) {
	fact := func(name string) assess.Fact {
		return rapid.SampledFrom([]assess.Fact{"", assess.FactYes, assess.FactNo, assess.FactUnknown}).Draw(t, name)
	}
	of.Relationship = assess.Relationship(rapid.SampledFrom(append(of.Relationship.Words(), "")).Draw(t, "relationship"))
	of.Children, contact.SafeToTalk = fact("children"), fact("safe_to_talk")
	contact.Ended = rapid.SampledFrom([]assess.Ended{"", "finished", assess.Dropped, assess.Unsafe}).Draw(t, "ended")
	return of, contact
}

// The most important property: more concern in the answers never lowers a result, for
// the shipped questionnaires and for any that others may write.
func TestRisingAnswersNeverLowerALevel(t *testing.T) {
	shelf := small(t)
	for _, in := range append(slices.Clone(shelf.Versions), fixtures(t).Versions...) {
		t.Run(in.ID, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				of, contact := drawCase(t)
				answers := drawAnswers(t, in)
				higher := risen(t, in, answers)
				before := levelsOf(shelf, in, answered(in, answers, of, contact))
				after := levelsOf(shelf, in, answered(in, higher, of, contact))
				if key := fell(before, after); key != "" {
					t.Fatalf("%s fell from %d to %d, or below what is established\nfrom %v\nto   %v", key, before[key], after[key], answers, higher)
				}
			})
		})
	}
}

// Results are written without a look at the ids in them, because none needs an escape.
func TestOnlyPlainIDsAreLoaded(t *testing.T) {
	const name = "stalking/1.0.0.yaml"
	text := string(read(t, "../assesstest/questionnaires/"+name))
	in, problems := Load(name, []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, id := range []string{in.Items[0].ID, in.Rules[0].ID, in.ActNow[1].ID} {
		if !strings.Contains(text, "id: "+id) {
			t.Fatalf("%s is not in the file", id)
		}
		for _, odd := range []string{`"`, `\`, "\n", " ", "<", "é", "\u007f", "\u202e", "A"} {
			renamed := strings.Replace(text, "id: "+id, "id: "+strconv.QuoteToASCII(id+odd), 1)
			in, problems := Load(name, []byte(renamed))
			refused := slices.ContainsFunc(problems, func(p assess.Problem) bool { return p.Code == codeBadID })
			if in != nil || !refused {
				t.Errorf("the id %q is not refused: %v", id+odd, problems)
			}
		}
	}
}
