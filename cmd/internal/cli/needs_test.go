package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/strictfile"
)

// .github/needs.yaml lists the needs in the source report, and what serves each. These
// tests fail if nothing serves a need, or if something named there does not exist.

const root = "../../.."

// needCount is how many needs the source report has.
const needCount = 151

type needs struct {
	Format string `json:"format"`
	Needs  []need `json:"needs"`
}

type need struct {
	Need     int         `json:"need"`
	Says     string      `json:"says"`
	Heading  string      `json:"heading"`
	ServedBy []reference `json:"served_by"`
	Cannot   string      `json:"cannot"`
}

// reference names one thing; one of its keys is set.
type reference struct {
	Question string `json:"question"`
	Step     string `json:"step"`
	Guidance string `json:"guidance"`
	Field    string `json:"field"`
	Command  string `json:"command"`
	File     string `json:"file"`
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

func TestEveryNeedIsServedOrSaysWhyNot(t *testing.T) {
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
		case (len(n.ServedBy) == 0) == (n.Cannot == ""):
			t.Errorf("need %d: name what serves it, or say why a tool cannot, but not both", n.Need)
		}
	}
}

func TestEverythingThatServesANeedExists(t *testing.T) {
	t.Parallel()
	r := newResolver(t)
	faults := map[string]map[string][]int{} // the needs with a fault, by kind and fault
	for _, n := range readNeeds(t) {
		for _, ref := range n.ServedBy {
			kind, name := ref.kindAndName()
			if faults[kind] == nil {
				faults[kind] = map[string][]int{}
			}
			if why := r.missing(kind, name); why != "" {
				faults[kind][why] = append(faults[kind][why], n.Need)
			}
		}
	}
	if len(faults) != 6 {
		t.Errorf("%d kinds of reference are in use, and there are 6", len(faults))
	}
	for kind, found := range faults {
		t.Run(kind, func(t *testing.T) {
			for why, needs := range found {
				t.Errorf("%s (needs %v)", why, needs)
			}
		})
	}
}

// The test above depends on the resolver refusing what does not exist.
func TestTheResolverRefusesWhatDoesNotExist(t *testing.T) {
	t.Parallel()
	r := newResolver(t)
	for _, ref := range [][2]string{
		{"question", "stalking.aproach"},
		{"question", "stalkin.approach"},
		{"question", "approach"},
		{"step", "first-acount"},
		{"step", "approach"},
		{"guidance", "everywhere/trap_neighbor"},
		{"guidance", "wales/trap_neighbour"},
		{"guidance", "england-wales/s2a.f_three_occasions"},
		{"guidance", "everywhere"},
		{"field", "assessment.incidents.grade"},
		{"field", "result.levels"},
		{"field", "report"},
		{"field", "case.reference"},
		{"command", "stalk"},
		{"command", "questionnaire draw"},
		{"command", "score --worst"},
		{"command", ""},
		{"file", "questionnaires/none.yaml"},
		{"", ""},
	} {
		if r.missing(ref[0], ref[1]) == "" {
			t.Errorf("%s %q was found", ref[0], ref[1])
		}
	}
}

// kindAndName returns the kind and the name of a reference. Both are "" if it has
// several.
func (ref reference) kindAndName() (kind, name string) {
	v := reflect.ValueOf(ref)
	for i := range v.NumField() {
		if s := v.Field(i).String(); s != "" {
			if kind != "" {
				return "", ""
			}
			kind, name = v.Type().Field(i).Tag.Get("json"), s
		}
	}
	return kind, name
}

// resolver looks up the things that a need can refer to.
type resolver struct {
	loaded assess.Questionnaires
	guides guidance.Guides
	steps  []string
}

func newResolver(t *testing.T) *resolver {
	t.Helper()
	files := os.DirFS(filepath.Join(root, "questionnaires"))
	loaded, err := questionnairefile.LoadAll(files)
	if err != nil {
		t.Fatal(err)
	}
	guides, err := questionnairefile.LoadGuides(files, loaded)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := loaded.For(&assess.Assessment{}, assess.Tool{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r := &resolver{loaded: loaded, guides: guides}
	sitting := conversation.Sitting{Set: set, A: &assess.Assessment{}, Now: time.Unix(0, 0)}
	for _, st := range sitting.Steps() {
		if st.Item < 0 {
			r.steps = append(r.steps, st.ID)
		}
	}
	return r
}

// missing returns what is wrong with a reference; "" if it resolves.
func (r *resolver) missing(kind, name string) string {
	found := false
	switch kind {
	case "question":
		instrument, item, _ := strings.Cut(name, ".")
		if in := r.loaded.Newest(instrument); in != nil {
			_, found = in.Item(item)
		}
	case "step":
		found = slices.Contains(r.steps, name)
	case "guidance":
		found = r.inGuidance(name)
	case "field":
		found = field(name)
	case "command":
		return missingCommand(name)
	case "file":
		info, err := os.Stat(filepath.Join(root, filepath.FromSlash(name)))
		found = err == nil && info.Mode().IsRegular()
	default:
		return "a reference is one of question, step, guidance, field, command or file; write exactly one"
	}
	if found {
		return ""
	}
	return fmt.Sprintf("%s %q does not exist; name one that does", kind, name)
}

func (r *resolver) inGuidance(name string) bool {
	id, line, _ := strings.Cut(name, "/")
	g := r.guides.Newest(id)
	if g == nil {
		return false
	}
	line, element, _ := strings.Cut(line, ".")
	for _, tt := range g.Tests {
		if tt.ID == line {
			return element == "" || slices.ContainsFunc(tt.Elements, func(e guidance.Element) bool { return e.ID == element })
		}
	}
	return element == "" && (slices.ContainsFunc(g.Lines, func(l guidance.Line) bool { return l.ID == line }) ||
		slices.ContainsFunc(g.Routes, func(rt guidance.Route) bool { return rt.ID == line }))
}

// field reports whether a format has a key, by its path, such as
// "assessment.incidents.at". A list or a map has the keys of its elements.
func field(name string) bool {
	of := map[string]reflect.Type{
		"assessment": reflect.TypeFor[assess.Assessment](), "result": reflect.TypeFor[assess.Result](), "report": reflect.TypeFor[report.Report](),
	}
	keys := strings.Split(name, ".")
	t := of[keys[0]]
	if t == nil || len(keys) < 2 {
		return false
	}
	for _, key := range keys[1:] {
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer || t.Kind() == reflect.Map {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return false
		}
		i := slices.IndexFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool {
			tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			return tag == key
		})
		if i < 0 {
			return false
		}
		t = reflect.VisibleFields(t)[i].Type
	}
	return true
}

// missingCommand returns what is wrong with a command or its flags; "" if they exist.
func missingCommand(name string) string {
	var path, flags []string
	for _, word := range strings.Fields(name) {
		if flag, ok := strings.CutPrefix(word, "--"); ok {
			flags = append(flags, flag)
		} else {
			path = append(path, word)
		}
	}
	cmd, rest, err := newRoot(Env{}).Find(path)
	if err != nil || len(path) == 0 || len(rest) > 0 || cmd.Name() != path[len(path)-1] {
		return fmt.Sprintf("there is no command `stalkrisk %s`", name)
	}
	for _, flag := range flags {
		if cmd.Flag(flag) == nil {
			return fmt.Sprintf("`stalkrisk %s` has no flag --%s", strings.Join(path, " "), flag)
		}
	}
	return ""
}

func TestTheReadmeLinksTheNeeds(t *testing.T) {
	t.Parallel()
	if !strings.Contains(read(t, readmeFile), "(.github/needs.yaml)") {
		t.Error("README.md does not link .github/needs.yaml")
	}
}
