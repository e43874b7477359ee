package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/table"
	"stalkrisk/assess/timeline"
	"stalkrisk/cmd/internal/session"
)

// caseFiles are the inputs and the output of a command that reads many cases.
type caseFiles struct {
	files         []string
	withReference bool
	tables        tableFlags
	output
}

func (c *caseFiles) flags(env Env, cmd *cobra.Command, can choice) {
	cmd.Flags().BoolVar(&c.withReference, "with-reference", false, "name the case reference in problem lines")
	c.tables.flags(cmd)
	c.output.flags(env, cmd, can)
}

// caseReader takes what is read: note returns what to keep of an assessment, on any
// goroutine, and noted takes it, in the order of the input.
type caseReader struct {
	note  func(assess.Questionnaires, *assess.Assessment, *assess.Result) any
	noted func(any)
}

// casesRead is what is known once all cases are read.
type casesRead struct {
	outcome
	forces fold.Forces
	zone   *time.Location // of whoever reads the result; nil if it is not known
	unread int            // records and files that could not be read
	sifted int            // drafts of the sift that nobody has read, left out
}

// readCases reads every assessment. What cannot be read is printed, and is in what it
// returns. lost says what that means for the result.
func (c *caseFiles) readCases(env Env, g *globals, lost string, to caseReader) (read casesRead, err error) {
	questionnaires, err := g.load(env)
	if err != nil {
		return read, err
	}
	notes, err := g.tables(env, &c.tables, assessmentfile.NewColumns(questionnaires))
	if err != nil {
		return read, err
	}
	read.forces = questionnaires.Forces
	if zone := notes.options.Dates.Zone; zone != timeline.NoZone() {
		read.zone = zone
	}
	inputs := &scoreInputs{env: env, unread: unreadFiles{}, names: c.files}
	if err := cmp.Or(inputs.mayBeTables(c.tables, false), inputs.spared(c.target(c.files))); err != nil {
		return read, err
	}
	limitMemory(math.MaxInt64, 100) // every case is kept
	progress := newProgress(env, c.output, sizeOf(inputs.names))
	tally, err := batch.Run(env.Context, inputs.each, batch.Options{
		Shelf: questionnaires, Tool: tool(), Table: notes.options, Incidents: &batch.Incidents{}, Workers: runtime.GOMAXPROCS(0), WithReference: c.withReference, Training: true,
		Note: func(a *assess.Assessment, r *assess.Result) any { return to.note(questionnaires, a, r) }, Progress: progress.records,
	}, batch.Output{
		Results: io.Discard, Problems: env.Err, Noted: to.noted,
		Failed: func(_ string, err error) {
			progress.clear()
			read.failed = true
			read.unread++
			printError(env.Err, err)
		},
		Table: func(name string, t *table.Table) {
			progress.clear()
			notes.print(name, t)
		},
	})
	progress.clear()
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, session.ErrStopped):
		return read, stopped(env, "nothing was written")
	case err != nil:
		return read, err
	}
	read.sifted = tally.Unread
	read.unread += tally.Unscored
	inputs.printUnread()
	printSkipped(env, tally.Formats)
	notes.finish()
	switch read.invalid = tally.Faulty > 0; {
	case tally.Unscored > 0:
		fmt.Fprintf(env.Err, "stalkrisk: %s with a fault; %d of them could not be read, and %s\n", counted(tally.Faulty, "record"), tally.Unscored, lost)
	case read.invalid:
		fmt.Fprintf(env.Err, "stalkrisk: %s with a fault; what can be read of each is used\n", counted(tally.Faulty, "record"))
	}
	return read, nil
}
