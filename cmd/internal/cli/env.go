package cli

import (
	"context"
	"crypto/rand"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"golang.org/x/text/encoding/charmap"

	"stalkrisk/cmd/internal/screen"
)

// programVersion is the version that results name. It is a constant and not a build
// stamp, so that the same source always writes the same bytes.
const programVersion = "0.1.0"

// Env holds everything that a command gets from outside: streams, clock, ids, files
// and terminal.
//
// Results go to Out and everything else to Err, so that
// `stalkrisk report --format json x.yaml > r.json` writes only the report to r.json.
type Env struct {
	Context  context.Context // done when the person or the system asks to stop
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time // dates new assessments; never used in scoring
	NewID    func() string    // returns the id of a new assessment
	Shipped  fs.FS            // the shipped questionnaires
	Term     Term
	DataDir  func() (string, error) // returns the folder for new assessments, and makes it if needed

	settings func() (path string, named bool) // where the settings are; nil: there are none
	zone     func() zone                      // of the computer; nil: that of Now
	tables   *tableNotes                      // how tables of assessments are read; only for commands that read some

	console io.Writer // Err as it was passed to Run, for what moves the cursor
	rows    io.Writer // Out without termtext.Writer, if it is not a terminal
	out     *results
	ending  *ending
	read    *[]string // files that were read whole, none of which an output may replace
	keep    *[]string // global flags of this run that a printed command needs
}

// Term describes the terminal.
type Term struct {
	In, Out, Err  bool // whether each stream is a terminal
	Width, Height int  // in cells; 80 by 24 if unknown
	Dumb          bool // it cannot move the cursor: TERM is "dumb" or not set
	NoColour      bool // NO_COLOR is set

	Charset *charmap.Charmap // the encoding of the locale, if it is not UTF-8; nil otherwise
}

// Main runs stalkrisk with the real streams, clock and terminal, and returns its exit
// code. questionnaires holds the shipped files.
func Main(questionnaires fs.FS) int {
	// Without SIGPIPE, writing to a closed pipe returns an error instead of ending the
	// program, so no answer is lost.
	signal.Ignore(syscall.SIGPIPE)
	limitMemory(48<<20, 400) // most commands end before there is anything worth freeing
	ctx, stop := stopContext(os.Args[1:])
	defer stop()
	return Run(Env{
		Context: ctx, In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Now: time.Now, NewID: newID, Shipped: questionnaires, Term: realTerm(), DataDir: dataDir,
		settings: settingsPath, zone: computersZone,
	}, os.Args[1:])
}

// stopContext returns a context that is done when the person or the system asks to stop.
// It takes longer to prepare for signals than to print the version, which leaves nothing
// half done and is over at once if it can be written: then nothing is prepared, and a signal
// has its usual effect.
func stopContext(words []string) (context.Context, context.CancelFunc) {
	if slices.Equal(words, []string{"version"}) && takesALine(os.Stdout) {
		return context.Background(), func() {}
	}
	stopping := []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGABRT}
	if !signal.Ignored(syscall.SIGHUP) { // as nohup asks
		stopping = append(stopping, syscall.SIGHUP)
	}
	return signal.NotifyContext(context.Background(), stopping...)
}

// limitMemory makes Go free memory each time that it has grown by so many percent, and
// more often once so many bytes are in use, unless GOGC and GOMEMLIMIT say otherwise. It
// is not a hard limit: what needs more gets more.
func limitMemory(bytes int64, percent int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(bytes)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

func realTerm() Term {
	t := Term{
		In: term.IsTerminal(os.Stdin.Fd()), Out: term.IsTerminal(os.Stdout.Fd()), Err: term.IsTerminal(os.Stderr.Fd()),
		Width: 80, Height: 24,
		Dumb:     dumb(runtime.GOOS, os.Getenv("TERM")),
		NoColour: os.Getenv("NO_COLOR") != "", // https://no-color.org: set, and not empty
		Charset:  charsetOf(os.Getenv),
	}
	for _, f := range []*os.File{os.Stderr, os.Stdout} {
		if w, h, err := term.GetSize(f.Fd()); err == nil {
			t.Width, t.Height, _ = screen.Size(w, h)
			break
		}
	}
	return t
}

// dumb reports whether the terminal that TERM names cannot show a full screen.
// Windows does not set TERM.
func dumb(system, name string) bool {
	return name == "dumb" || name == "" && system != "windows"
}

// newID returns an id of 26 characters (Crockford's base 32): ten encode the time, so
// that files sort by time, and sixteen are random.
func newID() string {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var id [26]byte
	rand.Read(id[:]) // this never fails
	ms := time.Now().UnixMilli()
	for i := 9; i >= 0; i-- {
		id[i] = byte(ms)
		ms >>= 5
	}
	for i, b := range id {
		id[i] = alphabet[b&31]
	}
	return string(id[:])
}
