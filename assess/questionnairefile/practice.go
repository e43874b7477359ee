package questionnairefile

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/training"
)

// PracticeFolder is the folder of practice cases.
const PracticeFolder = "practice"

// practiceShapes leaves the assessment to its own reader. It reads model answers,
// which cannot be "not asked".
var practiceShapes = late.Value[*strictfile.Shapes]{Make: func() *strictfile.Shapes {
	return strictfile.NewShapes(
		strictfile.Form(func(*strictfile.Decoder, *strictfile.Node, *assess.Assessment) {}, nil),
		strictfile.Form(func(d *strictfile.Decoder, n *strictfile.Node, into *assess.Answer) {
			var answer modelAnswer
			d.Into(n, &answer)
			*into = assess.Answer(answer)
		}, nil),
	)
}}

// modelAnswer is a word that a model answer can have.
type modelAnswer string

// Words returns the answers.
func (modelAnswer) Words() []string { return []string{"yes", "no", "unknown", "declined"} }

// LoadPractice reads the file of a practice case, or returns every problem. name is
// the path of the file with slashes; its folder and name must be the id and version
// ("practice/the-fence/1.0.0.yaml"). The case is nil if there is any problem.
// PracticeCase.Differences checks whether its model answers lead to the expected
// result.
func LoadPractice(name string, b []byte, loaded assess.Questionnaires) (*training.PracticeCase, []assess.Problem) {
	root, problems := one(b)
	assess.HideKeys(problems, training.PracticeCase{}, assess.Assessment{})
	if root == nil {
		return nil, problems
	}
	p := practice{compiler: compiler{root: root, name: name, problems: problems}, of: &training.PracticeCase{}}
	p.problems = append(p.problems, practiceShapes.Get().Decode(root, p.of)...)
	p.head()
	p.account()
	p.expect()
	if set, ok := p.assessment(loaded); ok {
		p.answers(set.Stalking, "stalking", p.of.Stalking)
		switch dash := len(p.of.Dash) > 0; {
		case p.of.Furthest() != assess.Full && dash:
			p.fault("dash", codeUnused, "only a full assessment asks DASH; remove the answers, or add full to stages")
		case p.of.Furthest() != assess.Full:
		case assess.DashApplicability(set, &p.of.Model) == "applicable":
			p.answers(set.Dash, "dash", p.of.Dash)
		case dash:
			p.fault("dash", codeUnused, "DASH does not apply to this relationship; remove the answers")
		}
		p.checks(set)
		p.done(set)
		p.fits(set)
	}
	strictfile.Sort(p.problems)
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	p.of.SHA256 = sha(b)
	return p.of, nil
}

// practice checks a decoded practice case, and makes its model assessment.
type practice struct {
	compiler
	of *training.PracticeCase
}

// head checks what describes the case.
func (p *practice) head() {
	l := p.of
	p.identity("practice case", l.Format, training.PracticeFormat, l.ID, l.Version, "")
	p.text("title", l.Title, "the title")
	p.text("drawn_from", l.DrawnFrom, "what it is made after (drawn_from)")
	p.text("difficulty", string(l.Difficulty), "how hard it is (difficulty)")
	if says := strings.ToLower(l.Invented); !strings.Contains(says, "invented") && !strings.Contains(says, "made up") {
		p.fault("invented", codeMissing, "the case does not say that it is invented; write so, and never use a real one")
	}
	if l.Minutes < 1 || l.Minutes > 240 {
		p.fault("minutes", strictfile.CodeBadNumber, "the time that it takes is missing or out of range; write 1 to 240 minutes")
	}
	for i, s := range l.Stages {
		if slices.Contains(l.Stages[:i], s) {
			p.fault(fmt.Sprintf("stages[%d]", i), codeUnused, "this stage is named twice; remove one")
		}
	}
	if l.Stages == nil {
		l.Stages = []assess.Stage{assess.Screen, assess.FirstContact, assess.Full}
	}
	if len(l.Learn) == 0 {
		p.fault("learn", codeMissing, "the case has nothing to learn; write at least one sentence")
	}
}

// account checks what the caller says.
func (p *practice) account() {
	l := p.of
	p.text("account", string(l.Account), "what the caller says (account)")
	p.text("otherwise", l.Otherwise, "what the caller says where there is nothing more to tell (otherwise)")
	for i, t := range l.More {
		p.text(fmt.Sprintf("more[%d].about", i), t.About, "what it is about (about)")
		p.text(fmt.Sprintf("more[%d].says", i), t.Says, "what the caller says (says)")
	}
}

func (p *practice) expect() {
	e := &p.of.Expect
	if p.of.Furthest() == assess.Screen {
		p.text("expect.recognition", string(e.Recognition), "whether it is expected to be recognised as stalking (recognition)")
		if e.Overall != "" || e.Baseline != "" || e.Escalation != "" || e.DashLine != "" || e.DashYes > 0 {
			p.fault("expect", codeUnused, "a screen gives no level and asks no DASH; keep only recognition and act_now")
		}
		return
	}
	p.text("expect.overall", string(e.Overall), "the overall level that is expected")
	p.text("expect.baseline", string(e.Baseline), "the baseline that is expected")
	p.text("expect.escalation", string(e.Escalation), "the escalation that is expected")
}

// assessment reads the model assessment, without its answers. It returns false if
// there is none, or no questionnaire for it.
func (p *practice) assessment(loaded assess.Questionnaires) (assess.Instruments, bool) {
	n := p.root.Field("assessment")
	if !p.has("assessment") {
		p.fault("assessment", codeMissing, "there is no assessment; write at least case with its relationship")
		return assess.Instruments{}, false
	}
	rest := &strictfile.Node{Kind: strictfile.Object, Fields: slices.Clone(n.Fields), Line: n.Line, Column: n.Column}
	for _, key := range []string{"responses", "first_account", "training"} {
		if n.Field(key) != nil {
			p.fault("assessment."+key, codeUnused, "this follows from the rest of the file; remove it")
		}
	}
	a := &p.of.Model
	*a = p.compiler.assessment("assessment", rest)
	a.Status, a.Stage, a.Training = assess.Complete, p.of.Furthest(), p.of.ID
	a.FirstAccount = p.of.Account
	if a.Case.Reference == "" {
		a.Case.Reference = "PRACTICE-" + strings.ToUpper(p.of.ID)
	}
	set, missing := loaded.For(a, assess.Tool{})
	for _, fault := range missing {
		p.fault("assessment."+fault.Path, fault.Code, "%s", fault.Message)
	}
	if set.Stalking == nil || set.Dash == nil {
		return set, false
	}
	a.Versions = map[string]string{set.Stalking.ID: set.Stalking.Version, set.Dash.ID: set.Dash.Version}
	return set, true
}

// answers reads the model answers to one questionnaire. A question without a model
// answer stays open, so that a new question does not make every practice case
// invalid.
func (p *practice) answers(in *assess.Instrument, key string, all map[string]training.ModelAnswer) {
	known := itemIDs(in)
	for id, m := range all {
		if slices.Contains(known, id) {
			p.of.Model.Responses.Set(in.ID, id, assess.Response{Answer: m.Answer})
		} else {
			p.noItem(key+"."+id, id, known, in)
		}
	}
	applies := assess.Applies(in, &p.of.Model)
	p.of.Model.Responses = slices.DeleteFunc(p.of.Model.Responses, func(s assess.InstrumentResponses) bool { return s.Instrument == in.ID })
	for _, id := range known {
		m, there := all[id]
		at := key + "." + id
		i, _ := in.Item(id)
		asked := training.Asks(in, i, p.of.Furthest())
		switch {
		case there && asked && slices.Contains(applies, id):
			p.model(in, at, id, m)
		case there && !asked:
			p.fault(at, codeUnused, "no stage of this case asks this; remove it, or add the stage to stages")
		case there:
			p.fault(at, codeUnused, "this question does not apply to the case; remove it")
		}
	}
	if len(all) == 0 {
		p.fault(key, codeMissing, "there are no model answers; write answer and why for each question (stalkrisk train new --relationship lists them)")
	}
}

// noItem reports an id that no item has. in is the questionnaire that may have it.
func (p *practice) noItem(path, id string, known []string, in *assess.Instrument) {
	message := "no such item; `stalkrisk questionnaire show " + in.ID + "` lists the ids"
	if near := assess.Nearest(id, known); near != "" {
		message = unknownMessage("item", id, known)
	}
	p.faultAt(p.root.Find(path), strings.TrimSuffix(path, "."+id), codeUnknownRef, message)
}

// model reads one model answer.
func (p *practice) model(in *assess.Instrument, at, id string, m training.ModelAnswer) {
	p.text(at+".answer", string(m.Answer), "the model answer (yes, no, unknown or declined)")
	p.text(at+".why", m.Why, "why that is the answer (why)")
	held := slices.ContainsFunc(p.of.Checks, func(c training.Check) bool { return slices.Contains(c.BearsOn, id) })
	r := assess.Response{Answer: m.Answer, Note: m.Says}
	switch {
	case m.Answer != assess.Yes:
	case !held && strings.TrimSpace(m.Says) == "":
		p.fault(at, codeBadItem, "nobody can find this out: the caller does not mention it (says) and no check bears on it; write one of the two")
	case held && m.Says == "":
		r.Source = "systems"
	}
	m.Instrument, m.Item = in.ID, id
	p.of.Answers = append(p.of.Answers, m)
	p.of.Model.Responses.Set(in.ID, id, r)
}

// checks reads what the systems hold.
func (p *practice) checks(set assess.Instruments) {
	known := append(itemIDs(set.Stalking), itemIDs(set.Dash)...)
	for i, c := range p.of.Checks {
		at := fmt.Sprintf("checks[%d]", i)
		if c.BearsOn == nil {
			p.of.Checks[i].BearsOn = []string{} // not null in JSON
		}
		p.text(at+".look", c.Look, "where to look (look)")
		p.text(at+".holds", c.Holds, "what it holds (holds)")
		for k, id := range c.BearsOn {
			if !slices.Contains(known, id) {
				p.noItem(fmt.Sprintf("%s.bears_on[%d]", at, k), id, known, set.Stalking)
			}
		}
	}
}

// done reads what should be done besides asking. The model assessment must show it.
func (p *practice) done(set assess.Instruments) {
	if p.of.Done == nil {
		p.of.Done = []training.Deed{} // not null in JSON
	}
	for i := range p.of.Done {
		d, at := &p.of.Done[i], fmt.Sprintf("done[%d]", i)
		p.text(at+".kind", string(d.Kind), "what kind of thing it is (kind)")
		p.text(at+".what", d.What, "what should be done (what)")
		p.text(at+".why", d.Why, "why it should be done (why)")
		if len(d.Record) == 0 {
			p.fault(at+".record", codeMissing, "nothing says how the record shows it; write the path of a fact and its values, such as {referral.offered: [yes]}")
			continue
		}
		sound := true
		for path, values := range d.Record {
			fault := recordFault(set, path, values)
			if fault != "" {
				sound = false
				p.faultAt(p.root.Find(at+".record"), at+".record", codeUnknownRef, fault)
			}
		}
		if sound && !d.Is(&p.of.Model) {
			p.fault(at, codeBadItem, "the model assessment does not show this (%s); record it under assessment, or change record", strings.Join(slices.Sorted(maps.Keys(d.Record)), ", "))
		}
	}
}

// recordFault returns what is wrong with a path of a deed and its values; "" if nothing
// is.
func recordFault(set assess.Instruments, path string, values []string) string {
	f := assess.FactAt(path)
	if f == nil {
		instrument, item, isNote := training.NoteAt(path)
		in := set.Find(instrument)
		known := false
		if in != nil {
			_, known = in.Item(item)
		}
		if !isNote || !known {
			return "no fact has this path; write one such as referral.offered, decisions[].about or responses.stalking.threats.note"
		}
	}
	switch {
	case len(values) == 0:
		return "no value is written; write one or more, or given"
	case f == nil || f.Kind != assess.WordFact:
		return ""
	}
	for _, v := range values {
		if v != training.Given && !slices.ContainsFunc(f.Vocabulary, func(w assess.Word) bool { return w.Value == v }) {
			return "not one of the words that this fact can have; write one of " + strings.Join(f.Vocabulary.Values(), ", ") + " or given"
		}
	}
	return ""
}

// fits checks that the model assessment fits its questionnaires and does not
// contradict its own incidents.
func (p *practice) fits(set assess.Instruments) {
	for _, fault := range assess.Check(set, &p.of.Model) {
		p.fault("assessment."+fault.Path, fault.Code, "%s", fault.Message)
	}
	r := assess.Score(set, &p.of.Model)
	for _, id := range r.Carried {
		if m, ok := p.of.Answer(set.Stalking.ID, id); ok && m.Answer != assess.Yes {
			p.fault("stalking."+id, codeBadItem, "an incident of the case shows this, so the model answer must be yes; change one of the two")
		}
	}
}

// LoadAllPractice loads every practice case in a file system: files called
// practice/ID/VERSION.yaml. The error joins an *InvalidError for each file that is
// refused.
func LoadAllPractice(fsys fs.FS, loaded assess.Questionnaires) (training.Cases, error) {
	names, err := PracticeNames(fsys)
	if err != nil {
		return nil, err
	}
	return loadEach(fsys, names, func(name string, b []byte) (*training.PracticeCase, []assess.Problem) {
		return LoadPractice(name, b, loaded)
	})
}

// PracticeNames returns the paths of the practice cases in a file system, in order.
func PracticeNames(fsys fs.FS) ([]string, error) {
	return fs.Glob(fsys, path.Join(PracticeFolder, "*", "*.yaml"))
}
