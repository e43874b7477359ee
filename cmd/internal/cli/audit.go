package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/audit"
	"stalkrisk/assess/report"
)

type auditOptions struct {
	by    []string
	now   string
	count audit.Options
	caseFiles
}

func newAudit(env Env, g *globals) *cobra.Command {
	var o auditOptions
	cmd := &cobra.Command{
		Use:   "audit FOLDER...",
		Short: "Count many cases: levels, referrals, recording, orders, reviews, outcomes",
		Long: `audit counts the cases in folders: levels, recognition, support offered and accepted,
how they were recorded and why, protection orders, levels that a person set, reviews
in time, outcomes and the levels before them, and how open each question is.

Each figure says of how many cases it is, and what was not known. A case counts once,
by its newest finished assessment. Drafts, practice records, older assessments and
unread drafts of the sift do not count.

No count from 1 to 4 is shown, and none can be worked out from the others. Nothing is
counted by the person who asked. See also: stalkrisk help audit.`,
		Example: `  stalkrisk audit cases/2026
  stalkrisk audit cases --by month,area -o figures.html
  stalkrisk audit cases --by month --format csv > figures.csv
  stalkrisk audit cases --by role,relationship --small 10
  stalkrisk audit cases --format ndjson | jq 'select(.figure == "referral_offered")'`,
		Args: args(1, -1, "name the folders with the assessments"),
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			if err := o.read(env); err != nil {
				return err
			}
			return runAudit(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&o.by, "by", nil, "also count by these `dimensions`: "+strings.Join(audit.Dimension("").Words(), ", "))
	f.IntVar(&o.count.Small, "small", 5, "show no count that is smaller than this `number`, except 0; 1 shows everything")
	f.StringVar(&o.now, "now", "", "count reviews that are overdue at this `time`, such as 2026-11-30T08:00:00Z (otherwise now)")
	o.flags(env, cmd, audits)
	return cmd
}

// read parses the flags.
func (o *auditOptions) read(env Env) error {
	for _, by := range o.by {
		d := audit.Dimension(strings.ToLower(strings.TrimSpace(by)))
		if !slices.Contains(d.Words(), string(d)) {
			return usage("--by takes only: %s. Nothing is counted by the person who asked", strings.Join(d.Words(), ", "))
		}
		if !slices.Contains(o.count.By, d) {
			o.count.By = append(o.count.By, d)
		}
	}
	if o.count.Small < 1 || o.count.Small == 2 {
		return usage("--small must be 3 or more, or 1 to show everything: a count that is hidden because it is under 2 could only be 1")
	}
	at, err := env.asOf(o.now)
	o.count.Now = at.Time()
	return err
}

func runAudit(env Env, g *globals, o auditOptions) error {
	var all []*audit.Record
	read, err := o.readCases(env, g, "any figure may be too low by those", caseReader{
		note: func(q assess.Questionnaires, a *assess.Assessment, r *assess.Result) any {
			set, _ := q.For(a, tool())
			return audit.Of(set, a, r)
		},
		noted: func(r any) { all = append(all, r.(*audit.Record)) },
	})
	if err != nil {
		return err
	}
	o.count.Forces, o.count.Sifted, o.count.Unread = read.forces, read.sifted, read.unread
	if err := o.write(env, read, report.AuditPage(audit.Count(all, o.count))); err != nil {
		return err
	}
	return read.err()
}

// write writes the figures in their format.
func (o *auditOptions) write(env Env, read casesRead, page report.AuditPage) error {
	if o.format != "ndjson" && o.format != "csv" {
		out := o.output
		if out.format == "table" {
			out.format = "text"
		}
		return read.writePage(env, out, o.files, page)
	}
	rows, err := page.Rows(o.format)
	if err != nil {
		return err
	}
	if read.failed && o.out != "" {
		return notWritten(env, o.out)
	}
	return env.put(o.target(o.files), append([]byte(o.mark()), rows...), nothingElse)
}
