package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/cases"
	"stalkrisk/assess/report"
)

type dueOptions struct {
	now, within string
	failIf      string
	list        cases.Options
	caseFiles
}

func newDue(env Env, g *globals) *cobra.Command {
	var o dueOptions
	cmd := &cobra.Command{
		Use:   "due FOLDER...",
		Short: "List what is due over many cases, the worst first",
		Long: `due reads the assessments in folders and lists what is overdue or close, in one list:
calls for help with nobody recorded as with the person, missed reviews, promises,
victims who were told nothing, orders that end, are not served, not checked or were
broken in any force, dates that may make it worse, decisions and support that are
missing, and drafts left open. A suspect named in several cases is said first. Then
the order is by band, and within a band what waits longest.

Of each case the newest assessment counts. It reads what score reads, and names what
cannot be read as score does. See also: stalkrisk help due.`,
		Example: `  stalkrisk due cases/2026
  stalkrisk due cases -o monday.html
  stalkrisk due cases --area Northshire --within 7d
  stalkrisk due cases --owner S77 --format csv > mine.csv
  stalkrisk due cases --fail-if overdue > /dev/null || echo "look at the list"
  stalkrisk due cases --format ndjson | jq -r 'select(.band == 1) | .case'`,
		Args: args(1, -1, "name the folders with the assessments"),
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			if err := o.read(env); err != nil {
				return err
			}
			return runDue(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.now, "now", "", "list what is due at this `time`, such as 2026-11-30T08:00:00Z (otherwise now)")
	f.StringVar(&o.within, "within", fmt.Sprint(assess.SoonDays)+"d", "how far ahead to look: `days` or weeks, such as 14d or 2w")
	f.StringVar(&o.list.Area, "area", "", "only what this police force `area` has to know")
	f.StringVar(&o.list.Owner, "owner", "", "only what this `person` or agency has to do")
	f.StringVar(&o.failIf, "fail-if", "", "overdue: exit with 4 if anything is overdue")
	o.flags(env, cmd, dues)
	return cmd
}

// read parses the flags.
func (o *dueOptions) read(env Env) error {
	at, err := env.asOf(o.now)
	if err != nil {
		return err
	}
	days, known := daysIn(o.within)
	switch {
	case !known:
		return usage("--within must be a number of days or weeks, such as 14d or 2w")
	case o.failIf != "" && o.failIf != "overdue":
		return usage("--fail-if takes only: overdue")
	}
	o.list.Now, o.list.Within = at.Time(), days
	return nil
}

// daysIn reads a number of days or weeks.
func daysIn(s string) (days int, known bool) {
	in := 1
	number, weeks := strings.CutSuffix(s, "w")
	if weeks {
		in = 7
	} else {
		number = strings.TrimSuffix(s, "d")
	}
	n, known := assess.WholeNumber(number)
	return n * in, known && n >= 0 && n <= 3660
}

func runDue(env Env, g *globals, o dueOptions) error {
	book := &cases.Book{}
	read, err := o.readCases(env, g, "what is due of those is not in the list", caseReader{
		note:  func(_ assess.Questionnaires, a *assess.Assessment, r *assess.Result) any { return cases.Of(a, r) },
		noted: func(r any) { book.Add(r.(*cases.Record)) },
	})
	if err != nil {
		return err
	}
	book.Forces, book.Sifted, book.Unread = read.forces, read.sifted, read.unread
	if read.zone != nil && o.now == "" {
		o.list.Now = o.list.Now.In(read.zone) // so that today is the day of whoever reads the list
	}
	list := report.DueList(book.Due(o.list))
	if err := o.write(env, read, list); err != nil {
		return err
	}
	overdue := false
	for i := range list.Entries {
		overdue = overdue || list.Entries[i].Overdue()
	}
	if err := read.err(); err != nil || o.failIf == "" || !overdue {
		return err
	}
	return errSo
}

// write writes the list in its format.
func (o *dueOptions) write(env Env, read casesRead, list report.DueList) error {
	if o.format == "markdown" || o.format == "html" {
		return read.writePage(env, o.output, o.files, list)
	}
	rows, err := list.DueRows(o.format)
	if err != nil {
		return err
	}
	if read.failed && o.out != "" {
		return notWritten(env, o.out)
	}
	return env.put(o.target(o.files), append([]byte(o.mark()), rows...), nothingElse)
}
