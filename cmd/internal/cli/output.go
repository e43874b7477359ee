package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
)

// output writes what a command made: to standard output, or whole or not at all
// to the file of -o, which is never one of the inputs.
func (env Env) output(path string, b []byte, inputs ...string) error {
	if path == "" {
		_, err := env.Out.Write(b)
		return err
	}
	if err := notAnInput(path, inputs); err != nil {
		return err
	}
	return assessmentfile.Save(path, b)
}

// writePage writes v, as one of the functions of report does, where o says.
func writePage[T any](env Env, o output, inputs []string, write func(io.Writer, string, T, report.Options) error, v T) error {
	var b bytes.Buffer
	if err := write(&b, o.format, v, report.Options{Width: env.Term.Width}); err != nil {
		return err
	}
	return env.output(o.out, b.Bytes(), inputs...)
}

// notAnInput refuses an output that is the same file as an input, whatever each
// is called.
func notAnInput(path string, inputs []string) error {
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		return err
	}
	for _, name := range inputs {
		if sameFile(path, name) {
			return usage("-o names an input; the output would replace it: name another file")
		}
	}
	return nil
}

// sameFile reports whether two names lead to one file.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return filepath.Clean(a) == filepath.Clean(b)
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
