package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/siftfile"
	"stalkrisk/cmd/internal/session"
)

type siftOptions struct {
	files    []string
	all      bool // groups below the threshold too
	quote    bool
	into     string // a folder for drafts
	keepGood bool
	tables   tableFlags
	output
}

func newSift(env Env, g *globals) *cobra.Command {
	var o siftOptions
	cmd := &cobra.Command{
		Use:   "sift FILE...",
		Short: "Find reports in logs that should be read again together as stalking",
		Long: `sift reads logs of incidents in CSV, whatever each was recorded as, and lists the
people whose reports look like stalking when they are read together, with the
reasons, strongest first. It decides nothing: strength is a count of signs and not a
probability, and not listed is not "no stalking". It is not for complaint or
nuisance-caller systems: somebody who reports often may have been let down. Read the
logs first, and contact nobody on a flag alone. See also: stalkrisk help sift.`,
		Example: `  stalkrisk sift year.csv
  stalkrisk sift north.csv south.csv --format csv -o look-again.csv
  stalkrisk sift export.csv --map "Log no=reference" --map "Details=text" --dates dmy
  stalkrisk sift year.csv --into drafts`,
		Args: args(1, -1, "name the CSV files with the logs"),
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runSift(env, g, o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.all, "all", false, "show the groups below the threshold too, after the others")
	f.BoolVar(&o.quote, "quote", false, "show at most 60 characters of the text about the words found")
	f.StringVar(&o.into, "into", "", "write a draft assessment of each listed group into this `folder`; nothing is answered in it")
	f.BoolVar(&o.keepGood, "keep-good", false, "with --into, use the good rows of a file that has faults (otherwise no draft is written)")
	o.tables.flags(cmd)
	o.flags(env, cmd, siftFormats)
	return cmd
}

func runSift(env Env, g *globals, o siftOptions) error {
	if o.keepGood && o.into == "" {
		return usage("--keep-good goes with --into; what is only shown always uses what can be read")
	}
	limitMemory(math.MaxInt64, 30) // every group is kept, and those of a year of a large force must fit a small computer
	s, bad, err := readLogs(env, g, &o)
	if err != nil {
		return err
	}
	if s.LeftOut > 0 {
		fmt.Fprintf(env.Err, "%s at places that the settings leave out, and of nobody: not looked at.\n", counted(s.LeftOut, "report"))
	}
	if err := o.write(env, s); err != nil {
		return err
	}
	if o.into != "" {
		if bad && !o.keepGood {
			fmt.Fprintln(env.Err, "stalkrisk: no draft was written, because of the faults above; correct them, or add --keep-good")
		} else if err := o.drafts(env, s); err != nil {
			return err
		}
	}
	return outcome{invalid: bad}.err()
}

// readLogs reads every log. bad is true if one has a fault.
func readLogs(env Env, g *globals, o *siftOptions) (s *sift.Sifter, bad bool, err error) {
	questionnaires, err := g.load(env)
	if err != nil {
		return nil, false, err
	}
	var more fs.FS
	if g.folder != "" {
		more = os.DirFS(g.folder)
	}
	all, err := questionnairefile.LoadSifts(env.Shipped, more, questionnaires)
	if err != nil {
		return nil, false, err
	}
	rules := all.Newest(questionnairefile.SiftFolder)
	if rules == nil {
		return nil, false, errors.New("there are no rules for the sift")
	}
	notes, err := g.tables(env, &o.tables, siftfile.Columns())
	if err != nil {
		return nil, false, err
	}
	s = sift.New(rules, sift.Options{Forces: questionnaires.Forces, LeaveOut: g.settings.LeaveOutPlaces, Quote: o.quote})
	progress := newProgress(env, o.output, sizeOf(o.files))
	for _, name := range o.files {
		faulty, err := readLog(env, name, notes, s, progress)
		if err != nil {
			return nil, false, err
		}
		bad = bad || faulty
	}
	notes.finish()
	return s, bad, nil
}

// readLog reads a log, and reports whether it has a fault.
func readLog(env Env, name string, notes *tableNotes, s *sift.Sifter, p *progress) (faulty bool, err error) {
	in, f, err := env.open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	if assessmentfile.FormatIn(name, in) != assessmentfile.CSV {
		return false, usage("sift takes CSV files, with one report a row; see stalkrisk help sift")
	}
	before := p.bytes
	log, err := siftfile.Read(env.Context, in, siftfile.Options{
		Table: notes.options, Workers: runtime.GOMAXPROCS(0), Progress: func(read int64) { p.update(before+read, s.Reports) },
	}, s)
	p.clear()
	if env.Context.Err() != nil {
		return false, session.ErrStopped
	}
	if err != nil {
		return false, fmt.Errorf("reading %s: %w", name, err)
	}
	printError(env.Err, invalid(name, log.Problems))
	notes.print(name, log.Table)
	return len(log.Problems) > 0, nil
}

// write writes the groups, whole or not at all.
func (o *siftOptions) write(env Env, s *sift.Sifter) error {
	out := env.rows
	var file *outFile
	if o.out != "" {
		f, err := env.create(o.target(o.files))
		if err != nil {
			return err
		}
		defer f.discard()
		out, file = f, f
	} else if err := env.notRead(o.files); err != nil {
		return err
	}
	if _, err := out.Write([]byte(o.mark())); err != nil {
		return err
	}
	w, shown := siftfile.NewWriter(out, o.format), 0
	for group := range s.Groups(o.all) {
		if env.Context.Err() != nil {
			return session.ErrStopped
		}
		shown++
		if err := w.Group(&group); err != nil {
			return err
		}
	}
	groups, listed := s.Listed()
	if err := w.End(groups, listed, shown); err != nil {
		return err
	}
	if o.format == "ndjson" || o.format == csvFormat.Name { // a program reads those, so people are told here
		fmt.Fprintf(env.Err, "%d of %s listed. %s\n", listed, counted(groups, "group"), siftfile.Limits)
	}
	if file == nil {
		env.ending.finish()
		return nil
	}
	return env.commit(nothingElse, file)
}

// drafts writes a draft of each listed group. A draft that is there already stays as it
// is: a person may have worked on it.
func (o *siftOptions) drafts(env Env, s *sift.Sifter) error {
	if err := os.MkdirAll(o.into, 0o700); err != nil {
		return err
	}
	at, err := assess.ParseInstant(env.Now().UTC().Format("2006-01-02T15:04:05Z"))
	if err != nil {
		return err
	}
	written, kept := 0, 0
	for group := range s.Groups(false) {
		name := filepath.Join(o.into, group.DraftName()+".yaml")
		if _, err := os.Lstat(name); err == nil {
			kept++
			continue
		}
		a := s.Draft(&group, at)
		if err := env.put(target{path: name, isNew: true, inputs: o.files}, assessmentfile.Encode(name, &a), nothingElse); err != nil {
			return err
		}
		written++
	}
	fmt.Fprintf(env.Err, "%s written, and %d that were there already left as they are. Nothing is answered in them. Read the logs, open each with stalkrisk assess and confirm that you read them; until then it has no level.\n", counted(written, "draft"), kept)
	return nil
}
