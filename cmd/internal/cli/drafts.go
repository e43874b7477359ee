package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
)

// openFile is a draft in the program's folder.
type openFile struct {
	path  string
	a     assess.Assessment
	r     assess.Result
	fault string // why it cannot be opened; "" if it can
}

// offerDrafts sets the file of a conversation that names none: on a terminal a person
// chooses one of the open drafts in the program's folder, or a new one. Nobody is asked
// if there are none.
func offerDrafts(env Env, questionnaires assess.Questionnaires, o *assessOptions) error {
	if o.file != "" || o.from != "" || len(o.incidents) > 0 || !env.Term.In || !env.Term.Err {
		return nil
	}
	all, err := openDrafts(env, questionnaires, o.reference)
	if err != nil || len(all) == 0 {
		return err
	}
	i, err := chooseDraft(env, all, o.plain)
	if err == nil && i != screen.NewDraft {
		o.file = all[i].path
	}
	return err
}

// openDrafts returns the drafts in the program's folder, in the order in which a
// supervisor looks: by band, then the newest first. Those that cannot be opened come
// last. With a case reference it returns only those of that case.
func openDrafts(env Env, questionnaires assess.Questionnaires, reference string) ([]openFile, error) {
	dir, err := env.DataDir()
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("reading the folder of the drafts: %w", err)
	}
	var all []openFile
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || !e.Type().IsRegular() || !supported(name) || assessmentfile.IsOther(name) {
			continue
		}
		f, is := env.openFile(filepath.Join(dir, name), questionnaires)
		if is && (reference == "" || f.fault == "" && assess.OneCase(f.a.Case.Reference, reference)) {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(x, y openFile) int {
		return cmp.Or(cmp.Compare(x.rank(), y.rank()), y.a.AssessedAt.Time().Compare(x.a.AssessedAt.Time()))
	})
	return all, nil
}

// rank returns the band of a draft, or more than any band if it cannot be opened.
func (f *openFile) rank() int {
	if f.fault != "" {
		return 100
	}
	return f.r.Band
}

// openFile reads a file and reports whether it is an open draft. One that cannot be read
// may be one.
func (env Env) openFile(path string, questionnaires assess.Questionnaires) (f openFile, is bool) {
	f.path = path
	env.read = nil // a file that is only listed may be written to
	b, err := env.readFile(path)
	if err != nil {
		f.fault = "cannot be read"
		return f, true
	}
	rec := assessmentfile.One(assessmentfile.Read(path, b))
	if f.a = rec.Assessment; len(losing(rec.Problems)) > 0 {
		f.fault = "has faults: stalkrisk check " + safetext.Name(path)
		return f, true
	}
	if !f.a.Draft() || f.a.Training != "" {
		return f, false
	}
	set, problems := questionnaires.For(&f.a, tool())
	if len(problems) > 0 {
		f.fault = "needs a questionnaire that is not here"
		return f, true
	}
	f.r = assess.Score(set, &f.a)
	switch lock, err := assessmentfile.Lock(path, env.Now()); {
	case err == nil:
		lock.Release()
	case errors.As(err, new(*assessmentfile.HeldError)):
		f.fault = "is open in another window"
	default:
		f.fault = "cannot be written"
	}
	return f, true
}

// says returns a draft in one line: what is urgent, the reference, the level, the stage
// and how long ago it was saved. Of one that cannot be opened it returns the name of the
// file and why, and nothing that it holds.
func (f *openFile) says(now time.Time) string {
	if f.fault != "" {
		return safetext.Name(filepath.Base(f.path)) + " " + f.fault + "."
	}
	stage, _, _ := strings.Cut(f.a.Stage.Vocabulary().Label(string(f.a.Stage)), ";")
	out := cmp.Or(termtext.Clean(strings.TrimSpace(f.a.Case.Reference)), "No reference yet") + ". " + f.r.InWords() + " " +
		present.Capital(stage) + ", saved " + ago(now.Sub(f.a.AssessedAt.Time())) + "."
	if f.r.ActNow {
		return "ACT NOW: " + out
	}
	return out
}

// ago returns a time that is past in words.
func ago(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return counted(int(d/time.Minute), "minute") + " ago"
	case d < 48*time.Hour:
		return counted(int(d/time.Hour), "hour") + " ago"
	}
	return counted(int(d/(24*time.Hour)), "day") + " ago"
}

// chooseDraft asks which draft to open, on the full screen if there can be one.
func chooseDraft(env Env, all []openFile, plain bool) (int, error) {
	rows := make([]screen.Draft, len(all))
	for i := range all {
		rows[i] = screen.Draft{Says: all[i].says(env.Now()), Locked: all[i].fault != ""}
	}
	if whyLines(env, plain) == "" {
		return screen.ChooseDraft(env.Context, rows, env.screen())
	}
	fmt.Fprintln(env.Err, "Open drafts:")
	for i, row := range rows {
		number := strconv.Itoa(i + 1)
		if row.Locked {
			number = "-"
		}
		fmt.Fprintf(env.Err, "  %2s  %s\n", number, row.Says)
	}
	for {
		fmt.Fprint(env.Err, "Its number opens a draft, n begins a new assessment, q leaves.\n> ")
		text, err := lineOf(env)
		switch n, wrong := strconv.Atoi(text); {
		case err != nil:
			return 0, err
		case strings.EqualFold(text, "n"):
			return screen.NewDraft, nil
		case strings.EqualFold(text, "q"):
			return 0, session.ErrStopped
		case wrong == nil && n >= 1 && n <= len(rows) && !rows[n-1].Locked:
			return n - 1, nil
		}
		fmt.Fprintln(env.Err, "That is not one of them.")
	}
}

// lineOf reads one line, and stops waiting for it when the person stops the program.
func lineOf(env Env) (text string, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		text, err = readLine(env.In)
	}()
	select {
	case <-env.Context.Done():
		return "", session.ErrStopped
	case <-done:
		return text, err
	}
}

// readLine reads a line byte by byte: what follows it belongs to the conversation.
func readLine(in io.Reader) (string, error) {
	var text []byte
	one := make([]byte, 1)
	for {
		n, err := in.Read(one)
		switch {
		case n == 1 && one[0] == '\n':
			return strings.TrimSpace(string(text)), nil
		case n == 1:
			text = append(text, one[0])
		case errors.Is(err, io.EOF):
			return "", session.ErrStopped
		case err != nil:
			return "", fmt.Errorf("reading the answer: %w", err)
		}
	}
}
