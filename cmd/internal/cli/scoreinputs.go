package cli

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/safetext"
)

// scoreInputs holds the files, folders and streams that were named.
type scoreInputs struct {
	env    Env
	names  []string
	format assessmentfile.Format // the format of all of them; Unknown to go by their names
	never  []fs.FileInfo         // outputs, which are not read even if they are in a named folder
	files  int                   // how many were found
	unread unreadFiles           // in folders, because of their suffixes
	others int                   // versions in folders that were kept when another program changed a case
}

// named returns the names of files and folders, without standard input.
func (s *scoreInputs) named() []string {
	return slices.DeleteFunc(slices.Clone(s.names), func(name string) bool { return name == "-" })
}

// sizeOf returns the size in bytes of everything that was named; 0 if it is not known in
// advance.
func sizeOf(names []string) (total int64) {
	for _, name := range names {
		info, err := os.Stat(name)
		if name == "-" || err != nil || !info.Mode().IsRegular() {
			return 0
		}
		total += info.Size()
	}
	return total
}

// mayBeTables returns a usage error if a flag is only for tables, and a file that was
// named is not one. others means that tables of something else are read too.
func (s *scoreInputs) mayBeTables(f tableFlags, others bool) error {
	if others {
		f.dateFlags = dateFlags{} // they may be for those
	}
	for _, name := range s.names {
		format := cmp.Or(s.format, assessmentfile.FormatOf(name))
		if f.given() && format != assessmentfile.Unknown && format != assessmentfile.CSV {
			return usage("--map, --map-file, --skip-rows, --dates and --timezone are for CSV, and %s is not CSV", cmp.Or(strings.TrimPrefix(name, "-"), "standard input"))
		}
	}
	return nil
}

// each yields every input, in order. It lists a folder when its turn comes.
func (s *scoreInputs) each(yield func(batch.Input) bool) {
	for _, name := range s.names {
		info, err := os.Stat(name)
		more := false
		switch {
		case name == "-":
			s.files++
			more = yield(s.standard())
		case err != nil:
			more = yield(unreadable(name, err))
		case info.IsDir():
			more = s.folder(name, yield)
		default:
			s.files++
			more = yield(s.file(name, info.Mode().IsRegular()))
		}
		if !more {
			return
		}
	}
}

// standard returns standard input. With --input it may be empty, as any file may, since
// it may be one part of a divided file.
func (s *scoreInputs) standard() batch.Input {
	regular := false
	if f, ok := s.env.In.(*os.File); ok {
		info, err := f.Stat()
		regular = err == nil && info.Mode().IsRegular()
	}
	return batch.Input{
		Name: "-", Format: s.format, File: regular, Empty: s.format != assessmentfile.Unknown,
		Open: func() (io.ReadCloser, error) { return s.env.openRaw("-") },
	}
}

func (s *scoreInputs) file(name string, regular bool) batch.Input {
	return batch.Input{
		Name: name, Format: cmp.Or(s.format, assessmentfile.FormatOf(name)), File: regular, Empty: s.format != assessmentfile.Unknown,
		Open: func() (io.ReadCloser, error) { return s.env.openRaw(name) },
	}
}

func unreadable(name string, err error) batch.Input {
	return batch.Input{Name: name, Open: func() (io.ReadCloser, error) { return nil, err }}
}

// folder yields the files in a folder and in the folders below it, in byte order: all
// regular files that have one of our suffixes and are not hidden. If there are none it
// yields an error, since the wrong folder may have been named.
func (s *scoreInputs) folder(name string, yield func(batch.Input) bool) bool {
	before := s.files
	if !s.below(name, yield) {
		return false
	}
	if s.files == before {
		return yield(unreadable(name, fmt.Errorf("%s: no file in it ends in .json, .ndjson, .yaml, .yml or .csv (or those with .gz)", safetext.Name(name))))
	}
	return true
}

func (s *scoreInputs) below(folder string, yield func(batch.Input) bool) bool {
	entries, err := os.ReadDir(folder)
	if err != nil {
		s.files++
		return yield(unreadable(folder, err))
	}
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case assessmentfile.IsOther(e.Name()):
			s.others++
		case e.IsDir():
			if !s.below(name, yield) {
				return false
			}
		case e.Type().IsRegular() && assessmentfile.FormatOf(name) != assessmentfile.Unknown && !s.isOutput(e):
			s.files++
			in := s.file(name, true)
			in.Folder = true
			if !yield(in) {
				return false
			}
		case e.Type().IsRegular() && !s.isOutput(e):
			s.unread.add(name)
		}
	}
	return true
}

// output begins to write a target. It is never read as an input.
func (s *scoreInputs) output(t target) (*outFile, error) {
	if err := s.spared(t); err != nil {
		return nil, err
	}
	if info, err := os.Stat(t.path); err == nil {
		s.never = append(s.never, info)
	}
	return s.env.create(t)
}

// spared returns a usage error if a target would replace an input in a folder, whatever
// else was said.
func (s *scoreInputs) spared(t target) error {
	if s.wouldReplace(t.path) {
		return usage("%s would replace a file in a folder that is read, and the file holds no results; name another", t.flag)
	}
	return nil
}

// wouldReplace reports whether an output would replace a file in a folder that is
// read. A file that an earlier run wrote may be replaced.
func (s *scoreInputs) wouldReplace(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 || assessmentfile.FormatOf(path) == assessmentfile.Unknown || !s.inFolder(path) {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return true
	}
	defer f.Close()
	head, _ := io.ReadAll(io.LimitReader(f, 4096))
	return !written(head) || asAssessment.Get().Match(head)
}

// inFolder reports whether a file is in a named folder, or below it.
func (s *scoreInputs) inFolder(path string) bool {
	dir, err := filepath.Abs(path)
	for err == nil && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		if slices.ContainsFunc(s.named(), func(name string) bool { return sameFile(name, dir) }) {
			return true
		}
	}
	return false
}

func (s *scoreInputs) isOutput(e fs.DirEntry) bool {
	info, err := e.Info()
	return err == nil && slices.ContainsFunc(s.never, func(out fs.FileInfo) bool { return os.SameFile(info, out) })
}
