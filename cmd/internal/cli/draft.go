package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
)

// draft is an assessment that is being written, in a locked file.
type draft struct {
	path   string
	from   string // the file of --from; "" if none
	a      assess.Assessment
	loaded time.Time // when it was last saved; zero for a new one
	lock   *assessmentfile.Held
	ending *ending
	unlock func() // may be called again

	sitting    *sitting // of a practice case; nil for a real one
	handedOver bool     // another person continues
	laterStage bool     // a first contact is taken further
	news       []string // what was said of the file
}

func (d *draft) save(a *assess.Assessment) error {
	return d.ending.save(func() error { return d.write(a) })
}

// write saves the assessment. It must run in ending.save or Env.publish.
func (d *draft) write(a *assess.Assessment) error {
	if d.sitting != nil {
		a.Sittings = d.sitting.all()
	}
	err := d.lock.Save(assessmentfile.Encode(d.path, a))
	d.path = d.lock.Path()
	return err
}

// settle makes sure that the file holds what is recorded, and saves it again if not.
func (d *draft) settle() error {
	if d.sitting == nil && d.lock.Has(assessmentfile.Encode(d.path, &d.a)) { // a sitting lasts until now
		return nil
	}
	return d.save(&d.a)
}

// tell returns the news of the file, and keeps them for the end.
func (d *draft) tell() []string {
	news := d.lock.News()
	d.news = append(d.news, news...)
	return news
}

// printNews prints everything that was said of the file, since it may have scrolled
// away.
func (d *draft) printNews(env Env) {
	d.tell()
	for _, what := range d.news {
		fmt.Fprintf(env.Err, "stalkrisk: %s\n", what)
	}
}

// openDraft locks the file and reads the draft in it, or begins a new one.
func openDraft(env Env, o assessOptions, earlier *assess.Assessment, begin func() assess.Assessment) (*draft, error) {
	id := env.NewID()
	path := o.file
	if path == "" {
		dir, err := env.DataDir()
		if err != nil {
			return nil, err
		}
		path = filepath.Join(dir, id+".yaml")
	}
	if _, err := os.Lstat(path); !supported(path) || err != nil && assessmentfile.IsOther(path) {
		return nil, usage("the name of an assessment file must end in .yaml, .yml or .json")
	}
	d, err := lockDraft(env, path)
	if err != nil {
		return nil, err
	}
	switch {
	case d.a.Format == "":
		d.a = begin()
		d.a.ID, d.a.AssessedAt = id, assess.InstantOf(env.Now())
	case earlier != nil && (!d.a.Draft() || !follows(&d.a, earlier)):
		err = usage("--from begins a new assessment, but %s already holds another; name a new file", safetext.Name(path))
	}
	if err == nil {
		err = d.begin(env, o)
	}
	if err != nil {
		d.unlock()
		return nil, err
	}
	return d, nil
}

// follows reports whether an assessment was begun with --from that earlier one. Its
// id says so where one of the two has no case reference, or a placeholder.
func follows(a, earlier *assess.Assessment) bool {
	unknown := fold.Reference(a.Case.Reference) == "" || fold.Reference(earlier.Case.Reference) == ""
	return a.Previous == earlier.ID && (assess.SameCase(a, earlier) || unknown && earlier.ID != "")
}

// supported reports whether an assessment can be saved in a file of that name.
func supported(path string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".json"}, strings.ToLower(filepath.Ext(strings.TrimSuffix(path, assessmentfile.OtherSuffix))))
}

// lockDraft locks a file and reads the assessment in it, if there is one. It
// refuses an assessment with a problem: saving it would lose what could not be read.
func lockDraft(env Env, path string) (*draft, error) {
	if err := assessmentfile.Writable(path); err != nil {
		return nil, err
	}
	lock, err := assessmentfile.Lock(path, env.Now())
	if err != nil {
		return nil, cannotSave(err)
	}
	d := &draft{path: path, lock: lock, ending: env.ending, unlock: env.hold(lock)}
	b, err := env.readFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return d, nil
	case err == nil:
		rec := assessmentfile.One(assessmentfile.Read(path, b))
		err = invalid(path, losing(rec.Problems))
		d.a, d.loaded = rec.Assessment, rec.Assessment.AssessedAt.Time()
	}
	if err != nil {
		d.unlock()
		return nil, err
	}
	return d, nil
}

// hold keeps a lock until unlock is called or the program ends.
func (env Env) hold(lock *assessmentfile.Held) (unlock func()) {
	unlocked := env.ending.begin(func() { lock.Release() })
	return func() {
		unlocked()
		lock.Release()
	}
}

// losing returns the problems that would lose something when the file is saved. A text
// that is too long and a placeholder for a reference are kept, so they are left out.
func losing(problems []assess.Problem) []assess.Problem {
	return slices.DeleteFunc(problems, func(p assess.Problem) bool {
		return p.Code == strictfile.CodeTooLong || p.Code == assessmentfile.CodeMissingReference
	})
}

// begin sets in the draft what the flags say. It refuses a complete assessment, except
// one that goes on with a later --stage.
func (d *draft) begin(env Env, o assessOptions) error {
	a, isNew := &d.a, d.loaded.IsZero()
	nextStage := assess.Stage(o.stage).After(a.Stage)
	d.laterStage = nextStage && !isNew
	if !a.Draft() && !nextStage {
		return hinted{
			fmt.Errorf("%s: the assessment is complete", safetext.Name(d.path)),
			"to see it: " + env.command("report", operand(d.path)) + "; to take a first contact further: add --stage full; to record what has changed since: " + o.conversation(env, "assess", "NEW.yaml", "--from", d.path),
		}
	}
	switch ref := a.Case.Reference; {
	case o.reference == "" || assess.OneCase(ref, o.reference): // keep how the file spells it
	case fold.Reference(ref) != "":
		return usage("--case names another case than %s; leave it out, or name a new file", safetext.Name(d.path))
	default:
		a.Case.Reference = o.reference
	}
	a.Status = assess.Draft
	next := d.whoAsks(o)
	d.handedOver = !isNew && next != a.Assessor
	if isNew || nextStage { // a draft never goes back to an earlier stage
		a.Stage = assess.Stage(o.stage)
	}
	a.DashAsked = cmp.Or(assess.DashAsked(o.dash), a.DashAsked)
	if isNew && o.stage == "" && next.Role == "call_handler" {
		a.Stage = assess.FirstContact
	}
	a.TakeOver(next, assess.InstantOf(env.Now()))
	return nil
}

// whoAsks returns who asks from now on: whom the flags name, or the settings, or the
// person who asked last. Somebody in another role, or at a later stage, is another
// person, whose reference nobody guesses.
func (d *draft) whoAsks(o assessOptions) assess.Assessor {
	was := d.a.Assessor
	role := cmp.Or(assess.Role(o.role), o.usual.Role)
	if role == "" && d.laterStage && was.Role == "call_handler" && o.stage == string(assess.Full) {
		role = "officer"
	}
	next := assess.Assessor{Reference: cmp.Or(o.assessor, o.usual.Assessor), Role: cmp.Or(role, was.Role, "call_handler")}
	if next.Reference == "" && next.Role == was.Role {
		next.Reference = was.Reference
	}
	return next
}

// welcome returns the first line of the conversation.
func (d *draft) welcome() string {
	if !d.loaded.IsZero() {
		return fmt.Sprintf("Draft of %s, %s. Saved in %s", d.loaded.Local().Format("2 January, 15:04"), counted(answers(&d.a), "answer"), safetext.Name(d.path))
	}
	return "Every answer is saved in " + safetext.Name(d.path)
}

// answers returns how many answers are stored.
func answers(a *assess.Assessment) (n int) {
	for _, s := range a.Responses {
		n += len(s.Items)
	}
	return n
}
