package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/cases"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/timeline"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// Tables are added to the assessments of their cases in two passes: the first finds every
// fault and changes nothing, the second saves one file after the other, each whole. Run
// again, the same tables add nothing.

// fileOfCase is an assessment in a folder, and the file that it can be saved in.
type fileOfCase struct {
	cases.Version
	path  string
	alone bool // no other record is in the file
}

// folderInto reports whether --into names a folder.
func (o *timelineOptions) folderInto() bool {
	info, err := os.Stat(o.into)
	return err == nil && info.IsDir()
}

// tablesInto reports whether the files are tables to be added to cases: those of a folder,
// or of what a timeline does not show.
func (o *timelineOptions) tablesInto(env Env, g *globals) (bool, error) {
	if o.into == "" || o.folderInto() {
		return o.into != "", nil
	}
	for _, name := range o.files {
		if assessmentfile.FormatOf(name) != assessmentfile.CSV {
			continue
		}
		b, err := env.readFile(name)
		if err != nil {
			return false, nil // which the timeline says
		}
		if _, entries, err := g.tableOf(env, *o, b); entries || err != nil {
			return entries, err
		}
	}
	return false, nil
}

// adder adds tables to the assessments of their cases.
type adder struct {
	env            Env
	questionnaires assess.Questionnaires
	o              timelineOptions
	*additions
	files   map[string][]fileOfCase // the current ones, by the reference of their case, folded
	unread  int                     // records of the folder that could not be read, and files that cannot be changed
	worst   outcome
	became  takenCounts
	changed int // files
}

func runInto(env Env, g *globals, o timelineOptions) error {
	if err := o.fitInto(); err != nil {
		return err
	}
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	env.tables, err = g.tables(env, &tableFlags{}, assessmentfile.NewColumns(questionnaires))
	if err != nil {
		return err
	}
	a := &adder{env: env, questionnaires: questionnaires, o: o, files: map[string][]fileOfCase{}, became: takenCounts{}}
	one, err := a.findFiles()
	if err != nil {
		return err
	}
	if !o.folderInto() && one == "" {
		return usage("%s does not say which case it is of, or is of practice, so nothing was changed", safetext.Name(o.into))
	}
	if a.additions, err = readAdditions(env, g, o, one); err != nil {
		return err
	}
	return a.run()
}

// fitInto returns a usage error for what does not fit tables that are added to cases.
func (o *timelineOptions) fitInto() error {
	if o.format != tables().otherwise && o.format != tables().onTerminal || o.out != "" || !o.assessedAt.IsZero() || o.prompted != "" || len(o.cases) > 0 {
		return usage("tables that are added to cases show no timeline; leave out --format, --csv, -o, --assessed-at, --prompted and --case")
	}
	for _, name := range o.files {
		if format := assessmentfile.FormatOf(name); format != assessmentfile.CSV && format != assessmentfile.Unknown {
			return usage("only tables (CSV) can be added to the assessments of a folder")
		}
	}
	return nil
}

// findFiles finds the assessments that say how their cases are. one is the reference of
// the case if only one file is named.
func (a *adder) findFiles() (one string, err error) {
	var all []fileOfCase
	inputs := &scoreInputs{env: a.env, unread: unreadFiles{}, names: []string{a.o.into}}
	for _, name := range a.o.files {
		if info, err := os.Stat(name); err == nil {
			inputs.never = append(inputs.never, info)
		}
	}
	for in := range inputs.each {
		of := a.casesIn(in)
		if !in.Folder && len(of) == 1 {
			one = strings.SplitN(of[0].Key, "\x00", 2)[0]
		}
		all = append(all, of...)
	}
	if a.env.Context.Err() != nil {
		return "", stopped(a.env, "nothing was changed")
	}
	versions := make([]cases.Version, len(all))
	for i := range all {
		versions[i] = all[i].Version
	}
	for _, i := range cases.Current(versions) {
		if reference := all[i].Reference(); reference != "" {
			a.files[reference] = append(a.files[reference], all[i])
		}
	}
	return one, nil
}

// casesIn returns the cases of the assessments in a file that can be used.
func (a *adder) casesIn(in batch.Input) (of []fileOfCase) {
	n := 0
	for r, err := range records(a.env, a.questionnaires, in.Name) {
		if a.worst.print(a.env, err) {
			a.unread++
			break
		}
		if in.Folder && (r.other || assessmentfile.OtherFormat(r.Assessment.Format)) {
			continue
		}
		n++
		switch {
		case !r.Scorable:
			r.locate(r.Problems)
			a.worst.print(a.env, invalid(in.Name, r.Problems))
			a.unread++
		case !r.Assessment.Unread():
			of = append(of, fileOfCase{cases.VersionOf(&r.Assessment), in.Name, false})
		}
	}
	for i := range of {
		of[i].alone = n == 1
	}
	return of
}

// run finds every fault, and then saves what has none.
func (a *adder) run() error {
	if err := a.each(a.try); err != nil {
		return err
	}
	a.print(a.env)
	if bad := a.faulty()+a.unread > 0; bad && !a.o.keepGood {
		fmt.Fprintf(a.env.Err, "%s: nothing was changed. Correct what is named above and run this again, or use the rows without a fault with --keep-good.\n", safetext.Name(a.o.into))
		a.worst.invalid = a.worst.invalid || !a.worst.failed
		return a.worst.err()
	}
	a.worst.invalid = a.worst.invalid || a.faulty() > 0
	err := a.each(a.save)
	a.printDone()
	if err != nil {
		if !errors.Is(err, session.ErrStopped) { // which says so itself
			fmt.Fprintf(a.env.Err, "%s: the rest was not added; run this again to go on.\n", safetext.Name(a.o.into))
		}
		return err
	}
	return a.worst.err()
}

// each calls f with each case of the tables and the file that it is in, unless no file or
// several are of the case, which is a fault.
func (a *adder) each(f func(*fileOfCase, *addition) error) error {
	for _, of := range a.order {
		if a.env.Context.Err() != nil {
			what := "nothing was changed"
			if a.changed > 0 {
				what = counted(a.changed, "file") + " changed; run it again to go on"
			}
			return stopped(a.env, what)
		}
		add := a.cases[of]
		if len(a.files[of]) != 1 {
			a.refuse(add, a.files[of])
			continue
		}
		if err := f(&a.files[of][0], add); err != nil {
			return err
		}
	}
	return nil
}

// refuse reports the rows of a case that no file, or more than one, is of, once.
func (a *adder) refuse(add *addition, files []fileOfCase) {
	message := "no assessment in the folder is of this case; correct the reference, add its file, or leave the row out"
	if len(files) > 1 {
		message = fmt.Sprintf("%d assessments are of this case and different suspects, and the row does not say which; name the file with --into", len(files))
	}
	a.refused(add, message)
}

// refused reports a fault of every row of a case, and forgets them.
func (a *adder) refused(add *addition, message string) {
	for _, r := range add.rows {
		a.fault(r.table, r.line, assessmentfile.CodeOtherCase, "case", message)
		a.left++
	}
	for _, s := range add.incidents {
		for _, line := range s.lines {
			a.fault(s.table, line, assessmentfile.CodeOtherCase, "case", message)
			a.left++
		}
	}
	*add = addition{}
}

// try finds the faults of adding to a file. Nothing is changed, except that rows with a
// fault are forgotten.
func (a *adder) try(f *fileOfCase, add *addition) error {
	if !f.alone || !supported(f.path) {
		a.refused(add, "the assessment of this case is in a file of several records, in CSV or compressed, and is not changed there; give it a file of its own")
		return nil
	}
	d, err := lockDraft(a.env, f.path)
	if a.worst.print(a.env, err) {
		a.unread++
		a.left += add.size()
		*add = addition{}
		return nil
	}
	defer d.unlock()
	good := add.rows[:0:0]
	for _, r := range add.rows {
		if became, field := d.a.Take(r.entry); became == assess.Differs {
			a.fault(r.table, r.line, assessmentfile.CodeDiffers, field, "the case says something else here; correct the row, or the assessment of its case")
			a.left++
			continue
		}
		good = append(good, r)
	}
	add.rows = good
	for i := range add.incidents {
		a.check(d, &add.incidents[i])
	}
	return nil
}

func (a *addition) size() int {
	n := len(a.rows)
	for _, s := range a.incidents {
		n += len(s.lines)
	}
	return n
}

// check finds the faults of incidents in the assessment of their case, and forgets those
// that have one.
func (a *adder) check(d *draft, s *addedIncidents) {
	set, _ := a.questionnaires.For(&d.a, tool())
	bad := map[int]bool{}
	for _, p := range set.CheckIncidents(&assess.Assessment{AssessedAt: d.a.AssessedAt, Incidents: s.incidents}) {
		n, _ := incidentAt(p.Path)
		_, column, _ := strings.Cut(p.Path, "].")
		a.fault(s.table, s.lines[n], p.Code, column, p.Message)
		bad[n] = true
	}
	kept := addedIncidents{table: s.table}
	for i, inc := range s.incidents {
		if bad[i] {
			a.left++
			continue
		}
		kept.lines, kept.incidents = append(kept.lines, s.lines[i]), append(kept.incidents, inc)
	}
	*s = kept
}

// save adds to a file, whole or not at all.
func (a *adder) save(f *fileOfCase, add *addition) error {
	d, err := lockDraft(a.env, f.path) // read again: somebody may have worked on it
	if a.worst.print(a.env, err) {
		a.left += add.size()
		return nil
	}
	defer d.unlock()
	before, count := assessmentfile.Encode(f.path, &d.a), takenCounts{}
	for _, r := range add.rows {
		became, field := d.a.Take(r.entry)
		if became == assess.Differs { // since it was tried
			a.worst.print(a.env, invalid(a.tables[r.table].name, []assess.Problem{{Code: assessmentfile.CodeDiffers, Path: field, Line: r.line, Message: "the case has changed meanwhile; run this again"}}))
			continue
		}
		count.add(nameOf(r.entry), became, 1)
	}
	for _, s := range add.incidents {
		had := len(d.a.Incidents)
		merged := new(assess.Assessment).Join(a.questionnaires.Forces, []assess.TimelineSource{
			{Name: f.path, A: &d.a}, {Name: a.tables[s.table].name, A: &assess.Assessment{Incidents: s.incidents}},
		}, timeline.Import)
		d.a.TakeMerged(&merged)
		count.add("incidents", assess.Added, merged.Out-had)
		count.add("incidents", assess.Filled, merged.Joined)
		count.add("incidents", assess.There, merged.Already)
	}
	if !bytes.Equal(before, assessmentfile.Encode(f.path, &d.a)) {
		if err := d.save(&d.a); err != nil {
			return cannotSave(fmt.Errorf("saving: %w", err))
		}
		a.changed++
		d.printNews(a.env)
	}
	for what, n := range count {
		for became := range n {
			a.became.add(what, assess.Taken(became), n[became])
		}
	}
	return nil
}

// nameOf returns what an entry is, for the count.
func nameOf(entry any) string {
	switch entry.(type) {
	case *assess.Action:
		return "actions"
	case *assess.Order:
		return "orders"
	case *assess.Update:
		return "updates"
	}
	return "outcomes"
}

// takenCounts say how many entries were added, filled in and already there, by what they are.
// Those of a file count once it is saved.
type takenCounts map[string]*[3]int

func (c takenCounts) add(what string, became assess.Taken, n int) {
	if c[what] == nil {
		c[what] = &[3]int{}
	}
	c[what][became] += n
}

// printDone prints what became of the rows.
func (a *adder) printDone() {
	var parts []string
	for _, what := range []string{"actions", "orders", "updates", "outcomes", "incidents"} {
		if n := a.became[what]; n != nil {
			parts = append(parts, fmt.Sprintf("%s: %d added, %d filled in, %d already there", what, n[0], n[1], n[2]))
		}
	}
	if a.left > 0 {
		parts = append(parts, fmt.Sprintf("%d left out because of a fault", a.left))
	}
	fmt.Fprintf(a.env.Err, "%s: %s read. %s. %s changed.\n", safetext.Name(a.o.into), present.Count(a.rows, "entry", "entries"), cmp.Or(strings.Join(parts, "; "), "Nothing to add"), counted(a.changed, "file"))
}
