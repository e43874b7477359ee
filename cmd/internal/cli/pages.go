package cli

import (
	"bytes"
	"fmt"
	"strings"
)

// printPages prints b, one window at a time if it does not fit the terminal: Enter shows
// the next one, and q and Enter stop. What goes to a pipe or a file is printed at once.
func (env Env) printPages(b []byte) error {
	lines := bytes.SplitAfter(b, []byte("\n"))
	window := max(1, env.Term.Height-1) // the last line is for the question
	for env.Term.In && env.Term.Out && env.Term.Height > 0 && len(lines) > window {
		if err := env.printPart(bytes.Join(lines[:window], nil)); err != nil {
			return err
		}
		lines = lines[window:]
		fmt.Fprintf(env.Out, "[%d more lines: Enter, or q and Enter to stop] ", len(lines)-1)
		said, err := lineOf(env)
		switch {
		case env.Context.Err() != nil:
			return err
		case err != nil, strings.EqualFold(said, "q"):
			lines = nil
		}
	}
	return env.print(bytes.Join(lines, nil))
}
