package cli

import (
	"errors"
	"os"

	"stalkrisk/assess/assessmentfile"
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

// notAnInput refuses an output that is the same file as an input, whatever each
// is called.
func notAnInput(path string, inputs []string) error {
	out, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, name := range inputs {
		if in, err := os.Stat(name); err == nil && os.SameFile(in, out) {
			return usage("-o names an input; the output would replace it: name another file")
		}
	}
	return nil
}
