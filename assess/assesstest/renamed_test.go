package assesstest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"gopkg.in/yaml.v3"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/training"
)

// A force's own questionnaires have other ids, for themselves and for every question.
// These tests rename all ids in the test questionnaires and check that the results
// are the same except for the names.

// mark begins each new id. Removing it leaves the old id.
const mark = "our-"

// renamed returns the test files with the ids of all questionnaires and questions
// renamed, including in the guidance and the practice case.
func renamed() fs.FS {
	out := fstest.MapFS{}
	err := fs.WalkDir(assesstest.Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".cases.yaml") {
			return err
		}
		b, err := fs.ReadFile(assesstest.Files(), name)
		if err != nil {
			return err
		}
		var doc yaml.Node
		if err := yaml.Unmarshal(b, &doc); err != nil {
			return err
		}
		root := doc.Content[0]
		if folder := path.Dir(name); folder == "stalking" || folder == "dash" {
			name = mark + name
			field(root, "id").Value = mark + folder
			for _, item := range field(root, "items").Content {
				field(item, "id").Value = mark + field(item, "id").Value
			}
		}
		for _, answers := range []string{"stalking", "dash"} { // of a practice case, by item
			if n := field(root, answers); n != nil {
				for i := 0; i < len(n.Content); i += 2 {
					n.Content[i].Value = mark + n.Content[i].Value
				}
			}
		}
		rename(root)
		b, err = yaml.Marshal(&doc)
		out[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		panic(err)
	}
	return out
}

// rename renames all references to items and questionnaires in a YAML tree.
func rename(n *yaml.Node) {
	for i := 0; n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
		switch key, value := n.Content[i].Value, n.Content[i+1]; key {
		case "item", "instrument", "beside":
			mention(value)
			if id := field(value, "id"); id != nil {
				mention(id)
			}
		case "items", "carries", "carries_recent", "carries_earlier", "yes", "bears_on", "gap", "follow_up_of", "repeated", "unwanted", "fixated", "with_one", "possible", "sooner_with", "recent_red_flag":
			for _, each := range value.Content {
				mention(each)
			}
		}
	}
	for _, below := range n.Content {
		rename(below)
	}
}

func mention(n *yaml.Node) {
	if n.Kind != yaml.ScalarNode {
		return
	}
	prefix, bare := "", n.Value
	if rest, dash := strings.CutPrefix(bare, "dash."); dash {
		prefix, bare = "dash.", rest
	}
	n.Value = prefix + mark + bare
}

func field(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// library holds the test questionnaires, or the renamed ones, with their guidance and
// practice case.
type library struct {
	shelf    assess.Questionnaires
	guides   guidance.Guides
	practice *training.PracticeCase
	set      assess.Instruments
	mark     string
}

// bothLibraries returns the original and the renamed library. The renamed
// questionnaires are loaded together with the originals, which an assessment uses if
// it does not name others.
var bothLibraries = sync.OnceValues(func() (old, ours library) {
	old = library{shelf: assesstest.Questionnaires(), guides: assesstest.Guides(), practice: assesstest.Practice()[0], set: assesstest.Set()}
	files := renamed()
	ours = library{shelf: must(questionnairefile.Add(old.shelf, files)), mark: mark}
	if set, _ := ours.shelf.For(&assess.Assessment{}, assess.Tool{}); set.Stalking.ID != "stalking" || set.Dash.ID != "dash" {
		panic("an assessment that names no questionnaire is scored by " + set.Stalking.ID + " and " + set.Dash.ID)
	}
	named := &assess.Assessment{Versions: map[string]string{mark + "stalking": "1.0.0", mark + "dash": "1.0.0"}}
	ours.set, _ = ours.shelf.For(named, old.set.Tool)
	ours.guides = must(questionnairefile.LoadGuides(files, ours.shelf))
	// A practice case names the questionnaires of its answers.
	b, _ := fs.ReadFile(files, "practice/the-gate/1.0.0.yaml")
	b = bytes.Replace(b, []byte("assessment:\n"), []byte("assessment:\n    instruments: {our-stalking: 1.0.0, our-dash: 1.0.0}\n"), 1)
	p, problems := questionnairefile.LoadPractice("practice/the-gate/1.0.0.yaml", b, ours.shelf)
	if len(problems) > 0 {
		panic(problems[0].String())
	}
	ours.practice = p
	return old, ours
})

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// invented makes up an assessment of a partner with one of the libraries. With the
// same seed it is the same for both.
func (l library) invented(seed uint64) *assess.Assessment {
	r := rand.New(rand.NewPCG(seed, 1))
	a := &assess.Assessment{Format: assess.AssessmentFormat, ID: "T1", Versions: map[string]string{l.set.Stalking.ID: "1.0.0", l.set.Dash.ID: "1.0.0"}}
	a.AssessedAt, _ = assess.ParseInstant("2026-11-20T14:03:00Z")
	a.Case.Reference = "MADE-UP"
	a.Case.Relationship = []assess.Relationship{"former_partner", "neighbour", ""}[r.IntN(3)]
	a.Case.Children = []assess.Fact{"yes", "no", ""}[r.IntN(3)]
	a.Case.VictimArea = []string{"Northshire", ""}[r.IntN(2)]
	a.Contact.Ended = []assess.Ended{"finished", "dropped", ""}[r.IntN(3)]
	answers := []assess.Answer{assess.Yes, assess.No, assess.No, assess.No, assess.Unknown, assess.Declined, ""}
	for _, in := range []*assess.Instrument{l.set.Stalking, l.set.Dash} {
		for i := range in.Items {
			if seed%10 == 9 && (in == l.set.Stalking || in.Items[i].ID == l.mark+"q08") {
				continue // nobody was asked the stalking questions
			}
			answer := answers[r.IntN(len(answers))]
			if answer != "" && in.Items[i].Type == assess.YesNo {
				a.Responses.Set(in.ID, in.Items[i].ID, assess.Response{Answer: answer, Note: []string{"", "noted"}[r.IntN(2)]})
			}
		}
	}
	kinds := l.set.Stalking.Timeline.Kinds
	for range r.IntN(5) {
		var inc assess.Incident
		inc.Kind = kinds[r.IntN(len(kinds))].ID
		_ = inc.At.UnmarshalText(fmt.Appendf(nil, "2026-%02d-%02d", 9+r.IntN(3), 1+r.IntN(19)))
		a.Incidents = append(a.Incidents, inc)
	}
	if seed%10 == 9 { // DASH points to stalking, so there is a warning
		a.Incidents = nil
		a.Responses.Set(l.set.Dash.ID, l.mark+"q08", assess.Response{Answer: assess.Yes})
	}
	return a
}

// plain returns a value's JSON without the marks and the hashes of the files.
func plain(t *testing.T, l library, v any) string {
	t.Helper()
	b, ok := v.([]byte)
	if !ok {
		var err error
		if b, err = json.MarshalIndent(v, "", " "); err != nil {
			t.Fatal(err)
		}
	}
	s := string(b)
	for what, in := range map[string]*assess.Instrument{"(stalking)": l.set.Stalking, "(dash)": l.set.Dash} {
		s = strings.ReplaceAll(s, in.SHA256, what)
	}
	s = strings.ReplaceAll(s, l.guides[0].SHA256, "(guidance)")
	s = strings.ReplaceAll(s, l.practice.SHA256, "(practice)")
	if l.mark != "" {
		s = strings.ReplaceAll(s, l.mark, "")
	}
	return s
}

// same checks that both libraries have the same outcome.
func same(t *testing.T, what string, by func(library) any) {
	t.Helper()
	old, ours := bothLibraries()
	want, got := strings.Split(plain(t, old, by(old)), "\n"), strings.Split(plain(t, ours, by(ours)), "\n")
	for i := range want {
		if i >= len(got) || want[i] != got[i] {
			t.Fatalf("%s, line %d: %q with ids of our own, and %q without", what, i+1, got[min(i, len(got)-1)], want[i])
		}
	}
}

func TestIdsOfOurOwnGiveTheSameScoresAndReports(t *testing.T) {
	for seed := range uint64(60) {
		same(t, fmt.Sprint("score and guidance ", seed), func(l library) any {
			set, scored := assess.Assess(l.shelf, l.invented(seed), l.set.Tool, nil)
			return []any{scored, guidance.Follow(l.guides, set, l.invented(seed), &scored.Result)}
		})
		same(t, fmt.Sprint("report ", seed), func(l library) any {
			a := l.invented(seed)
			set, scored := assess.Assess(l.shelf, a, l.set.Tool, nil)
			var b bytes.Buffer
			if err := report.Write(&b, "md", report.Build(set, l.guides, a, scored, assess.Instant{}), 0); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		})
	}
}

func TestIdsOfOurOwnGiveTheSameConversation(t *testing.T) {
	now := time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC)
	asked := func(s *conversation.Sitting) (out []string) {
		for _, st := range s.Steps() {
			out = append(out, fmt.Sprintf("%s %q answered=%t afresh=%t proposed=%t", st.ID, st.Answer, st.Answered(), st.Afresh, st.Proposed))
		}
		return out
	}
	for seed := range uint64(60) {
		same(t, fmt.Sprint("conversation ", seed), func(l library) any {
			a := l.invented(seed)
			a.Stage = []assess.Stage{assess.Full, assess.FirstContact}[seed%2]
			a.Caller = []assess.Caller{assess.ThirdParty, "victim"}[seed%3%2]
			s := &conversation.Sitting{Set: l.set, A: a, Now: now}
			out := [][]string{asked(s)}
			before, due := s.BeforeStopping()
			out = append(out, []string{before.ID, fmt.Sprint(due)})
			for _, id := range []string{"impact-sleep", l.mark + "fear", "dash." + l.mark + "q02", "dash." + l.mark + "q01", l.mark + "near-now"} {
				if st, ok := s.Find(id); ok {
					out = append(out, []string{id, s.Record(st, "no")})
				}
			}
			s = &conversation.Sitting{Set: l.set, A: a, Now: now.Add(time.Hour), Loaded: now}
			out = append(out, asked(s))
			before, due = s.BeforeStopping()
			out = append(out, []string{before.ID, fmt.Sprint(due)})
			return []any{out, a.Responses}
		})
	}
}

func TestIdsOfOurOwnGiveTheSameMarking(t *testing.T) {
	for seed := range uint64(20) {
		same(t, fmt.Sprint("marking ", seed), func(l library) any {
			a := l.invented(seed)
			m := training.Mark(l.practice, l.set, a)
			var names []string
			for _, answer := range m.Answers {
				names = append(names, answer.Name)
			}
			return []any{m, names, training.Agree([]training.Rated{{Set: l.set, A: a}, {Set: l.set, A: l.invented(seed + 1)}})}
		})
	}
}
