package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/handover"
	"stalkrisk/assess/report"
)

func newReport(env Env, g *globals) *cobra.Command {
	var o reportOptions
	cmd := &cobra.Command{
		Use:   "report FILE",
		Short: "Write one page about an assessment, or everything",
		Long: `report writes one page: what to do now, how to reach the victim safely, why the level
is what it is, what is not answered, and what is overdue. --full writes everything
else as well. --format note writes one paragraph for an incident log.

--for writes a page for others, with nothing sensitive: for a meeting of agencies, for
the prosecutor, the evidence sheet for an order, or for the victim.

JSON always holds everything. A saved JSON report is written again in another format,
as it was stored, with its SHA-256; it keeps its time and its settings. FILE may be a sealed file: the assessment in it is reported.`,
		Example: `  stalkrisk report case.yaml
  stalkrisk report --full case.yaml -o case.html
  stalkrisk report --format note case.yaml
  stalkrisk report --for order case.yaml -o order.md
  stalkrisk report --format json case.yaml > case.report.json
  stalkrisk report case.yaml -o case.report.json --sign signing-key
  stalkrisk report --format markdown case.report.json`,
		Args: args(1, 1, "report takes one file"),
		RunE: func(_ *cobra.Command, files []string) error { return runReport(env, g, files[0], o) },
	}
	o.flags(env, cmd, reports())
	f := cmd.Flags()
	f.BoolVar(&o.show.Full, "full", false, "write everything, and not only the page")
	f.BoolVar(&o.show.Why, "why", false, "with --full, say what each line of guidance follows from")
	f.BoolVar(&o.show.IDs, "ids", false, "with --full, show the ids of questions")
	f.BoolVar(&o.show.NoSensitive, "no-sensitive", false, "say only that sensitive facts are recorded")
	f.StringVar(&o.show.For, "for", "", "write a page for others: `meeting`, order, prosecutor or victim")
	o.identityFlag(cmd)
	f.StringVar(&o.sign, "sign", "", "also write FILE.sig: the signature of a JSON report with the key in this `file`")
	f.StringVar(&o.now, "now", "", "write it as of this `time`, such as 2026-11-20T14:03:00Z (otherwise now)")
	return cmd
}

// reportOptions are the flags of report.
type reportOptions struct {
	output
	opener
	show report.Show
	now  string
	sign string
}

// check returns a usage error if the flags do not fit together.
func (o *reportOptions) check() error {
	alone := o.show == (report.Show{})
	if err := oneOf("for", o.show.For, report.Audiences()); err != nil {
		return err
	}
	switch {
	case o.show.For != "" && (o.show.Full || o.show.NoSensitive):
		return usage("a page for others has nothing sensitive and one length; write it without --full and --no-sensitive")
	case o.show.For != "" && o.format == "json":
		return usage("JSON holds everything and is not for others; choose another format")
	case o.format == "json" && o.show.NoSensitive:
		return usage("--no-sensitive is not for JSON, which always holds everything")
	case (o.show.Why || o.show.IDs) && !o.show.Full:
		return usage("--why and --ids need --full")
	case o.format == "note" && !alone:
		return usage("a note is one paragraph; write it without --full and --no-sensitive")
	}
	return nil
}

// asOf returns the time of --now, or else the present minute.
func (env Env) asOf(now string) (assess.Instant, error) {
	at, err := assess.ParseInstant(cmp.Or(now, env.Now().Truncate(time.Minute).Format(time.RFC3339)))
	if err != nil {
		return at, usage("--now must be a time such as 2026-11-20T14:03:00Z")
	}
	return at, nil
}

// runReport writes the report of an assessment, or a saved report again. If an
// assessment has problems but can be scored, it writes the report and returns them.
func runReport(env Env, g *globals, file string, o reportOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	if o.sign != "" && (o.format != "json" || o.out == "") {
		return usage("--sign needs --format json and -o: it signs the bytes of a JSON report")
	}
	env, questionnaires, err := g.reads(env, &tableFlags{})
	if err != nil {
		return err
	}
	rec, err := o.readOne(env, questionnaires, file)
	switch {
	case err != nil:
		return err
	case !rec.Scorable:
		return invalid(rec.file, rec.Problems)
	case rec.saved != nil && o.now != "":
		return usage("a saved report is of the time when it was written; for --now, give the assessment")
	case rec.saved != nil:
		return writeReport(env, o, []string{file}, report.View{Report: *rec.saved, Show: o.show, SHA256: rec.sha256})
	case rec.Assessment.Unread():
		return invalid(rec.file, []assess.Problem{assess.UnreadProblem})
	}
	at, err := env.asOf(o.now)
	if err != nil {
		return err
	}
	guides, err := g.guidesOf(env, questionnaires, &rec.Assessment.Case)
	if err != nil {
		return err
	}
	set, scored := rec.score(questionnaires)
	view := report.View{Report: report.Build(set, guides, &rec.Assessment, scored, at), Show: o.show}
	return cmp.Or(writeReport(env, o, []string{file}, view), invalid(rec.file, scored.Problems))
}

// writeReport writes a report, and its signature if there is one. Whoever writes JSON is
// told what it holds.
func writeReport(env Env, o reportOptions, inputs []string, view report.View) error {
	if o.format == "json" {
		fmt.Fprintln(env.Err, "stalkrisk: JSON holds everything, also what is sensitive")
	}
	if o.sign != "" {
		return writeSigned(env, o, inputs, view)
	}
	return writePage(env, o.output, inputs, view)
}

// signatureSuffix is added to the name of a report for its signature, as ssh-keygen
// does.
const signatureSuffix = ".sig"

// writeSigned writes a JSON report and, beside it, the signature of its bytes.
func writeSigned(env Env, o reportOptions, inputs []string, view report.View) error {
	key, err := readKeys(env, o.sign, handover.ReadSigningKey)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := report.Write(&b, o.format, view, 0); err != nil {
		return err
	}
	t := o.target(inputs)
	t.of = &view.Assessment.Assessment
	beside := t
	beside.path += signatureSuffix
	return env.writeFiles([]target{t, beside}, [][]byte{b.Bytes(), key.Sign(handover.ReportNamespace, b.Bytes())})
}
