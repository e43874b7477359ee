package questionnaires

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/training"
)

// shipped loads all that is shipped; a file that is refused fails the test, with
// every fault that it has.
func shipped(t *testing.T) assess.Questionnaires {
	t.Helper()
	all, err := questionnairefile.LoadAll(Files)
	if err != nil {
		t.Fatalf("a shipped questionnaire is refused:\n%v", err)
	}
	return all
}

func TestEverythingLoads(t *testing.T) {
	all := shipped(t)
	for _, id := range []string{"stalking", "dash"} {
		if all.Newest(id) == nil {
			t.Errorf("no questionnaire %q is shipped, and every result needs one", id)
		}
	}
}

// A file whose name is not a version is not looked at by LoadAll: a typing error
// in a name would leave a questionnaire, or its cases, out in silence.
func TestEveryFileIsAQuestionnaireOrItsCases(t *testing.T) {
	all, guide := shipped(t), guides(t)
	rules, err := questionnairefile.LoadSifts(Files, nil, all)
	if err != nil {
		t.Fatalf("shipped rules for the sift are refused:\n%v", err)
	}
	practice := map[string]bool{}
	for _, p := range practiceCases(t, all) {
		practice[path.Join("practice", p.ID, p.Version+".yaml")] = true
	}
	err = fs.WalkDir(Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || practice[name] {
			return err
		}
		folder, file := path.Split(name)
		version := strings.TrimSuffix(strings.TrimSuffix(file, ".yaml"), ".cases")
		id, isGuide := strings.CutPrefix(path.Clean(folder), questionnairefile.GuideFolder+"/")
		if folder == questionnairefile.SiftFolder+"/" {
			if rules.Find("sift", version) != nil {
				return nil
			}
		}
		if isGuide && guide.Find(id, version) == nil || !isGuide && all.Find(id, version) == nil {
			t.Errorf("%s is neither a questionnaire, nor guidance, nor the cases of one; name it %s<version>.yaml or %s<version>.cases.yaml", name, folder, folder)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func practiceCases(t *testing.T, all assess.Questionnaires) training.Cases {
	t.Helper()
	cases, err := questionnairefile.LoadAllPractice(Files, all)
	if err != nil {
		t.Fatalf("a shipped practice case is refused:\n%v", err)
	}
	return cases
}

func TestPracticeCasesComeOutAsTheySay(t *testing.T) {
	all := shipped(t)
	for _, p := range practiceCases(t, all) {
		set, _ := all.For(&p.Model, assess.Tool{})
		for _, d := range p.Differences(set) {
			t.Errorf("practice/%s/%s.yaml: %s", p.ID, p.Version, d)
		}
	}
}

// What the cases are for, taken together.
func TestPracticeCasesCoverWhatATrainerNeeds(t *testing.T) {
	belowTheLineAndHigh := 0
	levels, answers := map[string][]string{}, map[assess.Answer]int{}
	cases := practiceCases(t, shipped(t))
	for _, p := range cases {
		levels[string(p.Expect.Overall)] = append(levels[string(p.Expect.Overall)], p.ID)
		if p.Expect.DashLine == "below" && p.Expect.Overall == "high" {
			belowTheLineAndHigh++
		}
		for _, m := range p.Answers {
			answers[m.Answer]++
		}
		if len(p.Checks) == 0 || len(p.More) == 0 {
			t.Errorf("%s: nothing to look up, or nothing more to ask about", p.ID)
		}
	}
	if len(cases) < 12 {
		t.Errorf("%d practice cases, and a course needs twelve", len(cases))
	}
	if belowTheLineAndHigh < 3 {
		t.Errorf("%d cases are high and below the DASH line; a course has to show three", belowTheLineAndHigh)
	}
	if got := strings.Join(levels["low"], " "); got != "the-bins the-invoice" {
		t.Errorf("low are %q; the two that are not stalking must be, and no other", got)
	}
	if len(levels["moderate"]) == 0 {
		t.Error("no case is moderate: a class would learn that everything is high")
	}
	for _, a := range []assess.Answer{assess.Yes, assess.No, assess.Unknown, assess.Declined} {
		if answers[a] == 0 {
			t.Errorf("no model answer is %q", a)
		}
	}
}

func TestWorkedCasesHold(t *testing.T) {
	all := shipped(t)
	for _, in := range all.Versions {
		name := path.Join(in.ID, in.Version+".cases.yaml")
		t.Run(in.ID+" "+in.Version, func(t *testing.T) {
			b, err := fs.ReadFile(Files, name)
			if err != nil {
				t.Fatalf("a questionnaire needs worked cases; write %s", name)
			}
			cases, problems := questionnairefile.LoadCases(name, b, in)
			if len(problems) > 0 {
				t.Fatal(&questionnairefile.InvalidError{Name: name, Problems: problems})
			}
			for _, wc := range cases {
				t.Run(wc.Name, func(t *testing.T) {
					for _, d := range wc.Run(all, in) {
						t.Errorf("%s:%d: %s", name, wc.Line, d)
					}
				})
			}
		})
	}
}

// What one questionnaire says of another is useless if it names nothing there.
func TestQuestionnairesFitTogether(t *testing.T) {
	all := shipped(t)
	for _, in := range all.Versions {
		if in.Beside == "" {
			continue
		}
		other := all.Newest(in.Beside)
		if other == nil {
			t.Errorf("%s %s stands beside %q, which is not shipped", in.ID, in.Version, in.Beside)
			continue
		}
		for _, p := range questionnairefile.CheckTogether(in, other) {
			t.Errorf("%s/%s.yaml: %s", in.ID, in.Version, p)
		}
	}
}

func TestEveryQuestionnaireIsInTheChangelog(t *testing.T) {
	b, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range shipped(t).Versions {
		if line := "## " + in.ID + " " + in.Version; !strings.Contains(string(b), line) {
			t.Errorf("CHANGELOG.md has no entry %q; write one, and say which levels of old answers can differ", line)
		}
	}
	for _, g := range guides(t) {
		if line := "## guidance/" + g.ID + " " + g.Version; !strings.Contains(string(b), line) {
			t.Errorf("CHANGELOG.md has no entry %q; write one, and say what is shown that was not", line)
		}
	}
}

func TestReleasedFilesHaveNotChanged(t *testing.T) {
	// The files themselves, not those that are embedded: SHA256SUMS is not.
	for _, fault := range changed(os.DirFS(".")) {
		t.Error(fault)
	}
}

// changed compares the released files with SHA256SUMS and says what to do about
// each that differs. Before the first tagged release there is no such file, and
// nothing is frozen.
func changed(fsys fs.FS) (faults []string) {
	sums, err := fs.ReadFile(fsys, "SHA256SUMS")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return []string{"reading SHA256SUMS: " + err.Error()}
	}
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	for i, line := range strings.Split(strings.TrimRight(string(sums), "\n"), "\n") {
		sum, name, ok := strings.Cut(line, "  ")
		if !ok || len(sum) != hex.EncodedLen(sha256.Size) || !fs.ValidPath(name) {
			fault("SHA256SUMS:%d: not a line of sha256sum; write the sum, two spaces and the file's name", i+1)
			continue
		}
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			fault("%s was released and is gone; old assessments name it, so put it back", name)
			continue
		}
		if got := sha256.Sum256(b); hex.EncodeToString(got[:]) != sum {
			fault("%s was released and has changed; old assessments rest on its very bytes, so put it back as it was, "+
				"and write the change into a new version file with its own worked cases and a line in CHANGELOG.md", name)
		}
	}
	return faults
}

// A questionnaire and its cases, as SHA256SUMS would freeze them.
func frozen() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	fsys := fstest.MapFS{"a/1.0.0.yaml": file("released\n"), "a/1.0.0.cases.yaml": file("cases\n"), "a/1.1.0.yaml": file("not yet\n")}
	sums := ""
	for _, name := range []string{"a/1.0.0.cases.yaml", "a/1.0.0.yaml"} {
		sums += fmt.Sprintf("%x  %s\n", sha256.Sum256(fsys[name].Data), name)
	}
	fsys["SHA256SUMS"] = file(sums)
	return fsys
}

func TestChanged(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(fsys fstest.MapFS)
		want string // part of the one fault; "" for none
	}{
		{"as released", func(fstest.MapFS) {}, ""},
		{"before the first release nothing is frozen", func(f fstest.MapFS) { delete(f, "SHA256SUMS"); f["a/1.0.0.yaml"].Data = nil }, ""},
		{"a version that is not released yet may change", func(f fstest.MapFS) { f["a/1.1.0.yaml"].Data = []byte("again\n") }, ""},
		{"one byte more", func(f fstest.MapFS) { f["a/1.0.0.yaml"].Data = []byte("released\n\n") }, "a/1.0.0.yaml was released and has changed"},
		{"line ends made those of Windows", func(f fstest.MapFS) { f["a/1.0.0.yaml"].Data = []byte("released\r\n") }, "a/1.0.0.yaml was released and has changed"},
		{"its cases changed", func(f fstest.MapFS) { f["a/1.0.0.cases.yaml"].Data = nil }, "a/1.0.0.cases.yaml was released and has changed"},
		{"gone", func(f fstest.MapFS) { delete(f, "a/1.0.0.yaml") }, "a/1.0.0.yaml was released and is gone"},
		{"a list that cannot be read", func(f fstest.MapFS) { f["SHA256SUMS"].Data = []byte("no sums\n") }, "SHA256SUMS:1: not a line of sha256sum"},
		{"an empty list", func(f fstest.MapFS) { f["SHA256SUMS"].Data = nil }, "SHA256SUMS:1: not a line of sha256sum"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fsys := frozen()
			tt.do(fsys)
			got := strings.Join(changed(fsys), "\n")
			if tt.want == "" && got != "" || !strings.HasPrefix(got, tt.want) {
				t.Errorf("got  %q\nwant %q at its beginning", got, tt.want)
			}
		})
	}
}

// guides loads all guidance that is shipped.
func guides(t *testing.T) guidance.Guides {
	t.Helper()
	all, err := questionnairefile.LoadGuides(Files, shipped(t))
	if err != nil {
		t.Fatalf("a shipped guidance file is refused:\n%v", err)
	}
	return all
}

// A report reads only the guides for its case.
func TestGuidesOfOneLaw(t *testing.T) {
	all := guides(t)
	for _, law := range assess.Jurisdiction("").Words() {
		of := assess.Case{Jurisdiction: assess.Jurisdiction(law)}
		some, err := questionnairefile.LoadGuidesOf(Files, shipped(t), of.Jurisdiction)
		if err != nil {
			t.Fatal(err)
		}
		named := func(all guidance.Guides) (out []string) {
			for _, g := range guidance.For(all, &of, fold.Forces{}) {
				out = append(out, g.ID+" "+g.SHA256)
			}
			return out
		}
		if got, want := named(some), named(all); !slices.Equal(got, want) || len(some) != len(want) {
			t.Errorf("%s: %d guides are loaded, and a report gets %q, not %q", law, len(some), got, want)
		}
	}
}

// Every line of guidance is reached by a case, and by none where the answers do
// not call for it; so is every single condition.
func TestGuidanceCasesHoldAndReachEverything(t *testing.T) {
	books := shipped(t)
	for _, g := range guides(t) {
		name := path.Join(questionnairefile.GuideFolder, g.ID, g.Version+".cases.yaml")
		t.Run(g.ID+" "+g.Version, func(t *testing.T) {
			b, err := fs.ReadFile(Files, name)
			if err != nil {
				t.Fatalf("guidance needs cases; write %s", name)
			}
			cases, problems := questionnairefile.LoadGuideCases(name, b, g, books)
			if len(problems) > 0 {
				t.Fatal(&questionnairefile.InvalidError{Name: name, Problems: problems})
			}
			for i := range cases {
				for _, d := range cases[i].Run(books, g) {
					t.Errorf("%s:%d: %s: %s", name, cases[i].Line, cases[i].Name, d)
				}
			}
			for _, missed := range questionnairefile.Unreached(cases, books, g) {
				t.Errorf("%s: %s", name, missed)
			}
		})
	}
}

// mostWords is the most words that an officer reads in one line of guidance.
const mostWords = 35

func TestLinesOfGuidanceAreShort(t *testing.T) {
	for _, g := range guides(t) {
		short := func(id, text string) {
			if n := len(strings.Fields(text)); n > mostWords {
				t.Errorf("%s/%s: %d words; write at most %d, or two lines", g.ID, id, n, mostWords)
			}
		}
		for _, l := range g.Lines {
			short(l.ID, l.Says)
			short(l.ID, l.Not)
		}
		for _, test := range g.Tests {
			short(test.ID, test.Says)
			for _, e := range test.Elements {
				short(test.ID+"."+e.ID, e.What)
				short(test.ID+"."+e.ID, e.Ask)
			}
		}
		for _, rt := range g.Routes {
			short(rt.ID, rt.Detail)
		}
	}
}

// What relies on a source that nobody read says so, or its source does.
func TestGuidanceSaysWhatIsNotVerified(t *testing.T) {
	const says = "not verified"
	for _, g := range guides(t) {
		honest := func(id, text string, sources []string) {
			for _, s := range g.Sources {
				if slices.Contains(sources, s.ID) && s.Mark == "unverified" && !strings.Contains(text, says) && !strings.Contains(s.Short, says) {
					t.Errorf("%s/%s relies on %s, which is unverified; write %q in it", g.ID, id, s.ID, says)
				}
			}
		}
		for _, l := range g.Lines {
			honest(l.ID, l.Says, l.Source)
			if l.Brief != "" { // the page shows no more than this
				honest(l.ID+", in brief", l.Brief, l.Source)
			}
		}
		for _, test := range g.Tests {
			honest(test.ID, test.Says, test.Source)
			for _, e := range test.Elements {
				honest(test.ID+"."+e.ID, e.What, e.Source)
			}
		}
		for _, rt := range g.Routes {
			honest(rt.ID, rt.Detail+rt.Area, rt.Source)
		}
	}
}

// The file that train new begins is valid with the shipped questionnaires, whoever the
// other person is; its model answers lead to the result that it expects, and none lacks.
func TestANewPracticeCaseIsValid(t *testing.T) {
	all := shipped(t)
	for _, relationship := range assess.Relationship("").Vocabulary().Values() {
		set, _ := all.For(&assess.Assessment{}, assess.Tool{})
		p, problems := questionnairefile.LoadPractice("", report.NewPractice("the-allotment", assess.Relationship(relationship), set), all)
		if len(problems) > 0 {
			t.Fatal(&questionnairefile.InvalidError{Name: relationship, Problems: problems})
		}
		for _, d := range append(p.Differences(set), p.Unanswered(set)...) {
			t.Errorf("%s: %s", relationship, d)
		}
	}
}
