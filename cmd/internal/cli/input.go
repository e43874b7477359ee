package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"stalkrisk/assess"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/textfile"
)

// open opens a file as text. The name "-" is standard input. A file that is not text
// is an invalid one.
func (env Env) open(name string) (*bufio.Reader, io.Closer, error) {
	f, err := env.openRaw(name)
	if err != nil {
		return nil, nil, err
	}
	in, err := textfile.Open(f)
	if err != nil {
		f.Close()
		return nil, nil, openError(name, err)
	}
	return in, f, nil
}

// openRaw opens a file, or standard input if the name is "-".
func (env Env) openRaw(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(env.In), nil
	}
	return os.Open(name)
}

// openError returns the error of textfile.Open with the name of the file.
func openError(name string, err error) error {
	var not *textfile.NotTextError
	if errors.As(err, &not) {
		return invalid(name, []assess.Problem{not.Problem})
	}
	return fmt.Errorf("reading %s: %w", name, err)
}

// readFile returns the text of a whole file. More than a document can have is an error.
func (env Env) readFile(name string) ([]byte, error) {
	if env.read != nil {
		*env.read = append(*env.read, name)
	}
	in, f, err := env.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := readSome(name, in)
	if err == nil && len(b) > strictfile.MaxBytes {
		err = fmt.Errorf("%s: larger than %d MiB; divide it", safetext.Name(name), strictfile.MaxBytes>>20)
	}
	return b, err
}

// readSome returns the text of a file, up to one byte more than a document can have.
func readSome(name string, in io.Reader) ([]byte, error) {
	var fault *fs.PathError
	b, err := io.ReadAll(io.LimitReader(in, strictfile.MaxBytes+1))
	if err != nil && !errors.As(err, &fault) { // which names the file
		err = fmt.Errorf("reading %s: %w", name, err)
	}
	return b, err
}
