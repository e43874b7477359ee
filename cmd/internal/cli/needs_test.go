package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess/strictfile"
)

// .github/needs.yaml lists the needs in the source report, and what each is seen to be
// met by: a case, a command, and words that the command shows. These tests run every
// command and look for the words.

const root = "../../.."

// needCount is how many needs the source report has.
const needCount = 160

// notForATool are the needs that a tool cannot meet.
var notForATool = []int{130, 144, 147, 149, 150}

type needs struct {
	Format string `json:"format"`
	Needs  []need `json:"needs"`
}

type need struct {
	Need    int    `json:"need"`
	Says    string `json:"says"`
	Heading string `json:"heading"`
	Seen    []seen `json:"seen"`
	Missing string `json:"missing"` // what of it a tool does not show
	Cannot  string `json:"cannot"`
}

// seen is how a need is seen to be met. In the command, CASE is the case, as a file or,
// after "train list", by its id, and NEW a file that is not there yet.
type seen struct {
	Case  string `json:"case"` // of questionnaires/practice, or a file from the root
	Run   string `json:"run"`
	Words string `json:"words"`

	// Always is set where the need is met by what is shown whatever the record says: the
	// questions, the limits, what the settings of a force name.
	Always bool `json:"always"`
}

func readNeeds(t *testing.T) []need {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, ".github", "needs.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	doc := strictfile.ParseYAML(b)[0]
	var n needs
	if problems := append(doc.Problems, strictfile.Decode(doc.Root, &n)...); len(problems) > 0 {
		t.Fatal(problems)
	}
	if n.Format != "stalkrisk.needs/1" {
		t.Errorf("the format is %q", n.Format)
	}
	return n.Needs
}

func TestEveryNeedSaysHowItIsSeenToBeMetOrWhyNot(t *testing.T) {
	t.Parallel()
	all := readNeeds(t)
	if len(all) != needCount {
		t.Errorf("%d needs are listed, and the source report has %d", len(all), needCount)
	}
	for i, n := range all {
		switch {
		case n.Need != i+1:
			t.Errorf("need %d is listed where need %d should be", n.Need, i+1)
		case n.Says == "" || n.Heading == "":
			t.Errorf("need %d does not say what it is, or under which heading", n.Need)
		case (len(n.Seen) == 0) == (n.Cannot == ""):
			t.Errorf("need %d: say how it is seen to be met, or why a tool cannot, but not both", n.Need)
		case n.Missing != "" && n.Cannot != "":
			t.Errorf("need %d: what is missing of a need that a tool cannot meet is all of it", n.Need)
		case slices.Contains(notForATool, n.Need) != (n.Cannot != ""):
			t.Errorf("need %d: whether a tool can meet it is not as the test says", n.Need)
		}
		ofCase := n.Cannot != ""
		for _, s := range n.Seen {
			ofCase = ofCase || strings.Contains(s.Run, "CASE")
			if s.Case == "" || len(strings.Fields(s.Words)) < 3 {
				t.Errorf("need %d: name a case, and at least three words that the command shows", n.Need)
			}
		}
		if !ofCase {
			t.Errorf("need %d: no command shows a case", n.Need)
		}
	}
}

func TestTheWordsByWhichEveryNeedIsMetAreSeen(t *testing.T) {
	t.Parallel()
	type run struct{ of, line string }
	looked := map[run]map[string][]int{}
	for _, n := range readNeeds(t) {
		for _, s := range n.Seen {
			r := run{s.Case, s.Run}
			if looked[r] == nil {
				looked[r] = map[string][]int{}
			}
			looked[r][s.Words] = append(looked[r][s.Words], n.Need)
		}
	}
	for r, words := range looked {
		t.Run(r.of+": "+r.line, func(t *testing.T) {
			t.Parallel()
			text := shows(t, r.of, r.line)
			for w, needs := range words {
				if !strings.Contains(text, plainWords(w)) {
					t.Errorf("needs %v: nobody sees %q", needs, w)
				}
			}
		})
	}
}

// Words that a case with nothing known shows too prove nothing about a need, unless
// it is met by what everybody is shown.
func TestWhatShowsThatANeedIsMetComesFromTheCase(t *testing.T) {
	t.Parallel()
	blank := map[string]string{}
	for _, n := range readNeeds(t) {
		for _, s := range n.Seen {
			command, _, _ := strings.Cut(s.Run, " ")
			if s.Case == nothingDone || !slices.Contains([]string{"report", "score", "timeline", "audit", "assess"}, command) {
				continue
			}
			text, done := blank[s.Run]
			if !done {
				_, text = runNeed(t, nothingKnown, s.Run)
				blank[s.Run] = text
			}
			if shown := strings.Contains(text, plainWords(s.Words)); shown != s.Always {
				t.Errorf("need %d: %q is shown by %q of a case with nothing known: %v; choose words that come from the case, or write always: true", n.Need, s.Words, s.Run, shown)
			}
		}
	}
}

const (
	nothingKnown = "cmd/internal/cli/testdata/needs/nothing-known.yaml"
	nothingDone  = "cmd/internal/cli/testdata/needs/nothing-done.yaml" // shows what is asked for as long as nobody has done it
)

// The test above depends on a command showing no more than it shows, and on one that
// does not work being noticed.
func TestWhatACaseDoesNotShowIsNotSeen(t *testing.T) {
	t.Parallel()
	text := shows(t, "nine-ticks", "report --full CASE")
	for _, w := range []string{"The police apply, at any level of concern, in Scotland", "letters addressed to a baby", "who-updates"} {
		if strings.Contains(text, plainWords(w)) {
			t.Errorf("%q is seen", w)
		}
	}
	if code, _ := runNeed(t, "nine-ticks", "report --ful CASE"); code != exitUsage {
		t.Errorf("exit code %d", code)
	}
}

// shows returns everything that a command shows of a case, in plain words.
func shows(t *testing.T, of, line string) string {
	t.Helper()
	code, text := runNeed(t, of, line)
	if code == exitUsage || code == exitInvalid {
		t.Fatalf("exit code %d: %s", code, text)
	}
	return text
}

// runNeed runs a command of a need. A conversation is answered by going past every
// question, so that each is shown.
func runNeed(t *testing.T, of, line string) (code int, text string) {
	t.Helper()
	var out, said strings.Builder
	env := testEnv(&out, &said)
	env.Shipped = os.DirFS(filepath.Join(root, "questionnaires"))
	env.settings = func() (string, bool) { return filepath.Join("testdata", "needs", "settings.yaml"), true }
	env.In = strings.NewReader(strings.Repeat("s\n", 300))
	dir := t.TempDir()
	args := strings.Fields(line)
	for i, w := range args {
		switch {
		case w == "CASE" && slices.Contains(args, "list"):
			args[i] = of
		case w == "CASE":
			args[i] = caseFile(t, dir, of)
		case strings.HasPrefix(w, "NEW"):
			args[i] = filepath.Join(dir, strings.ToLower(w))
		}
	}
	code = Run(env, args)
	return code, plainWords(out.String() + "\n" + said.String())
}

// caseFile returns the file of a case: the model answers of a practice case, or the file
// itself.
func caseFile(t *testing.T, dir, of string) string {
	t.Helper()
	if strings.HasSuffix(of, ".yaml") {
		return filepath.Join(root, filepath.FromSlash(of))
	}
	var out, said strings.Builder
	env := testEnv(&out, &said)
	env.Shipped = os.DirFS(filepath.Join(root, "questionnaires"))
	name := filepath.Join(dir, "case.yaml")
	if code := Run(env, []string{"train", "list", of, "--model", "-o", name}); code != exitDone {
		t.Fatalf("%s: exit code %d: %s", of, code, said.String())
	}
	return name
}

// plainWords returns a text without the marks of Markdown, on one line.
func plainWords(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("*", "", "\\", "", "`", "", "\u2060", "").Replace(s)), " ")
}

func TestTheReadmeLinksTheNeeds(t *testing.T) {
	t.Parallel()
	if !strings.Contains(read(t, readmeFile), "(.github/needs.yaml)") {
		t.Error("README.md does not link .github/needs.yaml")
	}
}
