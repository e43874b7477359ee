package cli

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
)

func newVerify(env Env, g *globals) *cobra.Command {
	var assessments, incidents []string
	var from string
	var f tableFlags
	cmd := &cobra.Command{
		Use:   "verify FILE...",
		Short: "Score stored results again, and show where they differ",
		Long: `verify scores the answers behind stored results again, with the questionnaire
versions that they name, and lists each difference by its path: what the file
states and what was computed. In a report it finds any sentence that was changed.

If a signature is beside a file (FILE.sig), it is checked and the key is named.
--from names the people who may have signed, and refuses what nobody of them signed.

A JSON report holds its assessment. Results from score, as JSON or CSV, need
--assessments: they are paired by id, and by order where ids repeat. The exit code is
1 if anything differs or cannot be verified.`,
		Example: `  stalkrisk verify case.report.json
  stalkrisk verify case.report.json --from signer.txt
  stalkrisk verify --assessments night.ndjson results.ndjson`,
		Args: args(1, -1, "name the files to verify"),
		RunE: func(_ *cobra.Command, files []string) error {
			return runVerify(env, g, files, assessments, incidents, from, &f)
		},
	}
	cmd.Flags().StringArrayVar(&assessments, "assessments", nil, "the `file` of assessments that the results were made from; can be repeated")
	cmd.Flags().StringArrayVar(&incidents, "incidents", nil, "the `file` of incidents that score joined to them; can be repeated")
	cmd.Flags().StringVar(&from, "from", "", "accept only what the people in this `file` signed: a name, ssh-ed25519 and the key on each line")
	f.flags(cmd)
	return cmd
}

func runVerify(env Env, g *globals, files, assessments, incidents []string, from string, f *tableFlags) error {
	env, questionnaires, err := g.reads(env, f)
	if err != nil {
		return err
	}
	guides, err := g.guides(env, questionnaires)
	if err != nil {
		return err
	}
	if err := f.forTables(slices.Concat(assessments, incidents)); err != nil {
		return err
	}
	joined, err := readTables(env, g, questionnaires, incidents, f.dateFlags, func(s *source, problems []assess.Problem) { printFaults(env, s, problems) })
	if err != nil {
		return err
	}
	v := &verifier{env: env, joined: joined, questionnaires: questionnaires, guides: guides, beside: len(assessments) > 0, byID: map[string][]*stored{}}
	for _, name := range files {
		v.signature(name, from)
		v.stored(name)
	}
	for _, name := range assessments {
		v.assessments(name)
	}
	for _, s := range v.waiting {
		if s.waits {
			v.cannot(s, "none of the assessments has its id")
		}
	}
	if env.Context.Err() != nil {
		return stopped(env, "not everything was verified")
	}
	env.tables.finish()
	fmt.Fprintf(env.Out, "verified: %d of %s\n", v.right, counted(v.all, "stored result"))
	v.failed = v.failed || v.right < v.all
	return v.err()
}

// verifier scores stored results again and compares them.
type verifier struct {
	env            Env
	questionnaires assess.Questionnaires
	guides         guidance.Guides
	joined         *incidentTables
	beside         bool                 // --assessments names the assessments of results
	byID           map[string][]*stored // results whose assessments are not read yet
	waiting        []*stored            // all results that had to wait, in order

	lacking    bool // there were results without assessments
	all, right int
	outcome
}

// stored is a stored result, by itself or in a report.
type stored struct {
	where  string // the file, with the line if it holds several
	result *strictfile.Node
	table  *table.Table // that it is a row of; nil if it is JSON
	waits  bool         // its assessment is not read yet
}

// stored reads the reports and results of a file.
func (v *verifier) stored(name string) {
	in, file, err := v.env.open(name)
	if v.print(v.env, err) {
		return
	}
	defer file.Close()
	format := assessmentfile.FormatIn(name, in)
	switch format {
	case assessmentfile.CSV:
		v.print(v.env, v.results(name, in))
		return
	case assessmentfile.YAML:
		v.print(v.env, errors.New(safetext.Name(name)+": only reports and results can be verified; this is YAML"))
		return
	}
	some := false
	err = eachCut(v.env, assessmentfile.NewCutter(format, in).Next, func(c *assessmentfile.Cut) error {
		some = true
		where := safetext.Name(name)
		if format == assessmentfile.NDJSON || c.Line > 1 {
			where = fmt.Sprintf("%s:%d", where, c.Line)
		}
		v.document(where, c)
		return nil
	})
	if err == nil && !some {
		v.bad(name, assessmentfile.Empty().Problems)
	}
	v.print(v.env, err)
}

// document verifies a report, or keeps a result.
func (v *verifier) document(where string, c *assessmentfile.Cut) {
	root, problems := strictfile.ParseJSON(c.Text)
	if c.Fault != nil {
		problems = c.Fault
	}
	if len(problems) > 0 {
		v.bad(where, problems)
		return
	}
	format := text(root, "format")
	switch s := (&stored{where: where, result: root}); {
	case format == report.ReportFormat:
		v.report(s, root, c.Text)
	case format != assess.ResultFormat:
		v.bad(where, []assess.Problem{{Code: assessmentfile.CodeUnknownFormat, Path: "format", Message: "this is not a report or a result; write one with `stalkrisk report --format json` or `stalkrisk score`"}})
	default:
		v.result(s)
	}
}

// result keeps a result until its assessment is read.
func (v *verifier) result(s *stored) {
	v.all++
	if !v.beside {
		if !v.lacking {
			v.lacking = true // printed once, not for every line
			v.cannot(s, "a result does not hold its assessment; name that file with --assessments")
		}
		return
	}
	s.waits = true
	id := text(s.result, "id")
	v.byID[id] = append(v.byID[id], s)
	v.waiting = append(v.waiting, s)
}

// bad prints the problems of a stored document, without lines, since a program wrote
// it.
func (v *verifier) bad(where string, problems []assess.Problem) {
	problems = slices.Clone(problems)
	v.questionnaires.HideKeys(problems)
	for i := range problems {
		problems[i].Line = 0
	}
	v.print(v.env, invalid(where, problems))
}

// report verifies a report with the assessment in it.
func (v *verifier) report(s *stored, root *strictfile.Node, b []byte) {
	rep, problems := report.Read(b)
	if len(problems) > 0 {
		v.bad(s.where, problems)
		return
	}
	v.all++
	s.result = root.Field("result")
	// Faults of the original file may be missing from the assessment in the report.
	rec := assessmentfile.FromNode(root.Field("assessment"))
	set, scored, ok := v.score(s, rep.Local.MadeWith.Of(v.questionnaires), rec, nil)
	if !ok {
		return
	}
	scored.Result.Problems = max(scored.Result.Problems, len(rep.Problems))
	v.compare(s, &scored.Result, v.page(s, root, &rep, set, &rec.Assessment, scored))
}

// page returns the differences between the rest of a report and a new report of the
// same answers, since people read the page and not the result. It compares only a
// report that this version made and whose faults are all still known, and guidance
// only if the same files are loaded.
func (v *verifier) page(s *stored, root *strictfile.Node, rep *report.Report, set assess.Instruments, a *assess.Assessment, scored assess.Scored) (found []strictfile.Difference) {
	if text(s.result.Field("tool"), "version") != programVersion || len(rep.Problems) != len(scored.Problems) {
		fmt.Fprintf(v.env.Err, "%s: only the result was verified; another version wrote the report, or its file had faults\n", s.where)
		return nil
	}
	at, _ := assess.ParseInstant(rep.AsOf) // one that is not a time is a difference
	again := report.Build(set, v.guides, a, scored, at)
	var b bytes.Buffer
	if err := report.Write(&b, "json", again, 0); err != nil {
		return nil
	}
	computed, _ := strictfile.ParseJSON(b.Bytes())
	sameGuides := slices.Equal(again.Guidance.Files, rep.Guidance.Files)
	if !sameGuides {
		fmt.Fprintf(v.env.Err, "%s: its guidance was not verified; the files that it was made from were not found\n", s.where)
	}
	for _, d := range strictfile.Differences(root, computed) {
		part, _, _ := strings.Cut(strings.ReplaceAll(d.Path, "[", "."), ".")
		if !slices.Contains([]string{"result", "assessment", "problems"}, part) && (sameGuides || part != "guidance") {
			found = append(found, d)
		}
	}
	return found
}

// assessments scores each assessment in a file and compares it with its stored result.
func (v *verifier) assessments(name string) {
	in, file, err := v.env.open(name)
	if v.print(v.env, err) {
		return
	}
	defer file.Close()
	format := assessmentfile.FormatIn(name, in)
	next, sheet := cutsOf(v.env, format, in)
	err = eachCut(v.env, next, func(c *assessmentfile.Cut) error {
		for _, rec := range c.Records(format, sheet) {
			v.assessment(rec)
		}
		return nil
	})
	if err == nil && sheet != nil {
		err = invalid(name, sheet.LateProblems())
	}
	v.print(v.env, err)
}

// assessment compares an assessment with its stored result. It ignores an assessment
// without a stored result, which may not have been scored.
func (v *verifier) assessment(rec assessmentfile.Record) {
	id := rec.Assessment.ID
	queue := v.byID[id]
	if !rec.Scorable || len(queue) == 0 {
		return
	}
	s := queue[0]
	v.byID[id] = queue[1:]
	s.waits = false
	if _, scored, ok := v.score(s, v.questionnaires, rec, &v.joined.incidents); ok {
		scored.Result.Problems += rec.Unlisted
		v.compare(s, &scored.Result, nil)
	}
}

// score scores an assessment with the questionnaires that the result names, if their
// hashes match, and with the settings of like. Otherwise it prints why it cannot, and ok
// is false.
func (v *verifier) score(s *stored, like assess.Questionnaires, rec assessmentfile.Record, joined *batch.Incidents) (set assess.Instruments, scored assess.Scored, ok bool) {
	named, why := v.namedIn(s)
	if why == "" {
		questionnaires := assess.NewQuestionnaires(named...)
		questionnaires.Forces, questionnaires.Local = like.Forces, like.Local
		if questionnaires.Default(assess.UseStalking) != nil && questionnaires.Default(assess.UseDash) != nil {
			var scorer assess.Scorer
			set, again := joined.Assess(&scorer, questionnaires, &rec.Assessment, tool(), rec.Problems)
			return set, *again, true
		}
		why = "it does not name its questionnaires"
	}
	v.cannot(s, why)
	return set, scored, false
}

// text returns the text under a key of a node; "" if there is none.
func text(n *strictfile.Node, key string) string {
	if f := n.Field(key); f != nil && f.Kind == strictfile.String {
		return f.Text
	}
	return ""
}

// compare prints the differences between a stored result and the computed one, then
// those in page. The version of the program may differ.
func (v *verifier) compare(s *stored, r *assess.Result, page []strictfile.Difference) {
	computed, _ := strictfile.ParseJSON(r.AppendJSON(nil))
	if s.table != nil {
		computed = leavesOf(r, s.table)
	}
	found := slices.DeleteFunc(strictfile.Differences(s.result, computed), func(d strictfile.Difference) bool { return d.Path == "tool.version" })
	found = append(found, page...)
	if len(found) == 0 {
		v.right++
		return
	}
	fmt.Fprintf(v.env.Out, "%s: does not verify:\n", s.where)
	if made := text(s.result.Field("tool"), "version"); made != "" && made != programVersion {
		fmt.Fprintf(v.env.Out, "  (it says that another version of stalkrisk made it; this is %s)\n", programVersion)
	}
	for _, d := range found {
		fmt.Fprintf(v.env.Out, "  %s: stated %s, computed %s\n", d.Path, d.Stated, d.Computed)
	}
}

func (v *verifier) cannot(s *stored, why string) {
	fmt.Fprintf(v.env.Out, "%s: cannot be verified: %s\n", s.where, why)
}
