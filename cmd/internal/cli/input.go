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
	"stalkrisk/assess/textfile"
)

// mostInput is the largest size in bytes of a file that is read whole.
const mostInput = 64 << 20

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

// readFile returns the text of a whole file. More than mostInput bytes are an error.
func (env Env) readFile(name string) ([]byte, error) {
	in, f, err := env.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(name, in)
}

// readAll reads a file that is open.
func readAll(name string, in io.Reader) ([]byte, error) {
	var fault *fs.PathError
	b, err := io.ReadAll(io.LimitReader(in, mostInput+1))
	switch {
	case errors.As(err, &fault): // it names the file
	case err != nil:
		err = fmt.Errorf("reading %s: %w", name, err)
	case len(b) > mostInput:
		err = fmt.Errorf("%s: larger than 64 MiB; divide it", safetext.Name(name))
	}
	return b, err
}
