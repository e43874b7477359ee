package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/handover"
	"stalkrisk/assess/safetext"
	"stalkrisk/cmd/internal/session"
)

// Every file that a command writes goes through a target: no output replaces what was
// read, or what target.kept finds in the file.

// target is a file that a command is to write.
type target struct {
	flag   string // that names it, for messages
	path   string
	inputs []string           // files that the command reads
	of     *assess.Assessment // the output is a report of it; nil if it is something else
	holds  []byte             // what is written, if that is known before
	force  bool               // replace what would be refused, except an input
	isNew  bool               // no file may be there at all
	paged  bool               // on a terminal it is printed a window at a time
}

// outFile is a target that is being written. Nobody sees it before Env.commit.
type outFile struct {
	target
	*assessmentfile.Pending
	ended  func() // the program has no need to remove it
	placed bool
}

// Write treats a pipe whose reader has gone as standard output does.
func (f *outFile) Write(b []byte) (int, error) {
	n, err := f.Pending.Write(b)
	if errors.Is(err, syscall.EPIPE) {
		return n, errReaderGone
	}
	return n, cannotSave(err)
}

// create begins to write a target, if it may be written.
func (env Env) create(t target) (*outFile, error) {
	if err := t.allowed(env); err != nil {
		return nil, err
	}
	p, err := assessmentfile.Create(t.path)
	if err != nil {
		return nil, cannotSave(err)
	}
	return &outFile{target: t, Pending: p, ended: env.ending.begin(p.Discard)}, nil
}

// discard removes what was written, unless the file is in its place.
func (f *outFile) discard() {
	f.ended()
	if !f.placed {
		f.Discard()
	}
}

// commit puts finished files in their places, after also has succeeded, unless a
// signal has come or somebody has put another file there in the meantime.
func (env Env) commit(also func() error, files ...*outFile) error {
	return env.publish(func() error {
		for _, f := range files {
			if err := f.allowed(env); err != nil {
				return err
			}
		}
		if err := also(); err != nil {
			return err
		}
		for _, f := range files {
			if err := f.place(env); err != nil {
				return err
			}
		}
		return nil
	})
}

// place puts a finished file in its place. It must run in Env.publish.
func (f *outFile) place(env Env) error {
	if err := f.allowed(env); err != nil {
		return err
	}
	f.placed = true
	err := f.Commit()
	if errors.As(err, new(*assessmentfile.UnsyncedError)) {
		fmt.Fprintf(env.Err, "stalkrisk: %s is written, but the drive did not confirm it: after a power cut it could be missing\n", safetext.Name(f.path))
		return nil
	}
	return cannotSave(err)
}

// put writes a result to a target, whole or not at all, or to standard output if the
// target has no path. In between it calls also, which saves another file. If any of
// this fails, an old file stays as it is.
func (env Env) put(t target, b []byte, also func() error) error {
	if t.path == "" {
		if err := env.notRead(t.inputs); err != nil {
			return err
		}
		print := env.print
		if t.paged {
			print = env.printPages
		}
		err := print(b)
		if err == nil || errors.Is(err, errReaderGone) {
			return cmp.Or(env.publish(also), err)
		}
		return err
	}
	t.holds = b
	f, err := env.create(t)
	if err != nil {
		return err
	}
	defer f.discard()
	_, err = f.Write(b)
	if err != nil && !errors.Is(err, errReaderGone) {
		return fmt.Errorf("saving: %w", err)
	}
	return cmp.Or(env.commit(also, f), err)
}

// notRead returns a usage error if standard output is appended to an input (>>).
func (env Env) notRead(inputs []string) error {
	f, ok := env.out.Writer.(*os.File)
	if !ok {
		return nil
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	for _, name := range inputs {
		if read, err := os.Stat(name); err == nil && os.SameFile(info, read) {
			return usage("standard output is an input, and the result would be added to it; name another file")
		}
	}
	return nil
}

func nothingElse() error { return nil }

// print writes the result of a command to standard output.
func (env Env) print(b []byte) error {
	err := env.printPart(b)
	if err == nil {
		env.ending.finish()
	}
	return err
}

// printPart prints a part of a result.
func (env Env) printPart(b []byte) error {
	if env.Context.Err() != nil {
		return session.ErrStopped
	}
	_, err := env.Out.Write(b)
	return err
}

var errExists = errors.New("a file of that name exists already; choose another name")

// writeFolder writes files into a folder, each whole or not at all, and makes the
// folder if there is none. Each is a target like t.
func (env Env) writeFolder(folder string, t target, files []handover.File) error {
	made := os.Mkdir(folder, 0o700)
	info, err := os.Stat(folder)
	switch {
	case err == nil && !info.IsDir():
		return usage("-o names a file; name a folder")
	case err != nil:
		return cannotSave(made)
	}
	if made == nil {
		defer env.ending.begin(func() { os.Remove(folder) })()
		defer os.Remove(folder) // only if it is still empty
	}
	var targets []target
	var data [][]byte
	for _, f := range files {
		t.path = filepath.Join(folder, f.Name)
		targets, data = append(targets, t), append(data, f.Data)
	}
	return env.writeFiles(targets, data)
}

// writeFiles writes data to targets, each whole or not at all, and none before all are
// ready.
func (env Env) writeFiles(targets []target, data [][]byte) error {
	var all []*outFile
	for i, t := range targets {
		t.holds = data[i]
		out, err := env.create(t)
		if err != nil {
			return err
		}
		defer out.discard()
		if _, err := out.Write(t.holds); err != nil {
			return fmt.Errorf("saving: %w", err)
		}
		all = append(all, out)
	}
	return env.commit(nothingElse, all...)
}

// allowed returns an error if the target may not be written.
func (t *target) allowed(env Env) error {
	info, err := os.Stat(t.path)
	if _, linkErr := os.Lstat(t.path); t.isNew && !t.force && !errors.Is(linkErr, fs.ErrNotExist) {
		if t.flag == "" {
			return errExists
		}
		return usage("%s: a file of that name exists already; choose another name, or add --force to replace it", t.flag)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case slices.ContainsFunc(slices.Concat(t.inputs, *env.read), func(name string) bool { return sameFile(t.path, name) }):
		return usage("%s names an input and would replace it; name another file", t.flag)
	case !info.Mode().IsRegular():
		return nil
	}
	if err := assessmentfile.Writable(t.path); err != nil {
		return err
	}
	if kept := t.kept(); kept != "" && !t.force {
		return usage("%s would replace %s; name another file, or add --force to replace it", t.flag, kept)
	}
	return nil
}

// sameFile reports whether two paths lead to the same file, or would if it existed.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, otherErr := os.Stat(b)
	if err == nil && otherErr == nil {
		return os.SameFile(x, y)
	}
	return err != nil && otherErr != nil && whole(a) == whole(b)
}

// whole returns a path without links, as far as its folders exist.
func whole(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if to, err := os.Readlink(path); err == nil { // it leads to a file that does not exist
		if filepath.IsAbs(to) {
			path = to
		} else {
			path = filepath.Join(filepath.Dir(path), to)
		}
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path))
	}
	return path
}
