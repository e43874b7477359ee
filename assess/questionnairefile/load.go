package questionnairefile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
)

// Format is the format id of a questionnaire file.
const Format = "stalkrisk.questionnaire/1"

// Load reads a questionnaire file, or returns every problem. name is the path of the
// file with slashes; its folder and name must be the id and version
// ("stalking/1.0.0.yaml"). The instrument is nil if there is any problem.
func Load(name string, b []byte) (*assess.Instrument, []assess.Problem) {
	in := &assess.Instrument{SHA256: sha(b)}
	problems := load(name, b, strictfile.Decode, in, func(c *compiler) {
		c.in = in
		c.compile()
	})
	if len(problems) > 0 {
		return nil, problems
	}
	return in, nil
}

// load decodes a file into a value, checks it, and returns everything that is
// wrong, in file order.
func load(name string, b []byte, decode func(*strictfile.Node, any) []assess.Problem, into any, check func(*compiler)) []assess.Problem {
	root, problems := one(b)
	assess.HideKeys(problems, into, assess.Assessment{})
	if root == nil {
		return problems
	}
	problems = append(problems, decode(root, into)...)
	c := compiler{root: root, name: name}
	check(&c)
	problems = append(problems, c.problems...)
	strictfile.Sort(problems)
	return problems
}

func itemIDs(in *assess.Instrument) []string {
	return each(in.Items, func(it assess.Item) string { return it.ID })
}

// each returns one text of each value.
func each[T any](list []T, of func(T) string) (out []string) {
	for _, v := range list {
		out = append(out, of(v))
	}
	return out
}

func sha(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// one reads a file that must have a single YAML document.
func one(b []byte) (*strictfile.Node, []assess.Problem) {
	docs := strictfile.ParseYAML(b)
	problems := docs[0].Problems
	if len(docs) > 1 {
		line := 0
		if docs[1].Root != nil {
			line = docs[1].Root.Line
		}
		problems = append(problems, assess.Problem{Code: assessmentfile.CodeSecondDocument, Line: line, Message: "a second document follows; put it in its own file"})
	}
	return docs[0].Root, problems
}

// InvalidError means that a file was refused.
type InvalidError struct {
	Name     string
	Problems []assess.Problem // never empty
}

// Error returns the problems, one a line: "file:line:column: path: message".
func (e *InvalidError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		at := ": "
		if p.Line > 0 {
			at = ":"
		}
		lines[i] = safetext.Name(e.Name) + at + p.String()
	}
	return strings.Join(lines, "\n")
}

// loadEach loads the named files. The error joins an *InvalidError for each file that
// is refused; the others are still loaded.
func loadEach[T assess.Versioned](fsys fs.FS, names []string, load func(name string, b []byte) (T, []assess.Problem)) (assess.Versions[T], error) {
	var all []T
	var errs []error
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			errs = append(errs, fmt.Errorf("reading questionnaires: %w", err))
			continue
		}
		one, problems := load(name, b)
		if len(problems) > 0 {
			errs = append(errs, &InvalidError{name, problems})
			continue
		}
		all = append(all, one)
	}
	return assess.NewVersions(all...), errors.Join(errs...)
}

// LoadAll loads every questionnaire in a file system: files called ID/VERSION.yaml.
// It ignores other files, such as cases, guidance and notes. The error joins an
// *InvalidError for each file that is refused.
func LoadAll(fsys fs.FS) (assess.Questionnaires, error) {
	names, err := questionnaireFiles(fsys)
	if err != nil {
		return assess.Questionnaires{}, err
	}
	all, err := loadEach(fsys, names, Load)
	all, err = oneUse(nil, all, err)
	return assess.Questionnaires{Versions: all}, err
}

// oneUse removes from more each questionnaire whose used_as differs from that of an
// earlier or loaded version, with an error: the newest version would otherwise leave
// the program without, say, a stalking questionnaire.
func oneUse(loaded, more assess.Versions[*assess.Instrument], err error) (assess.Versions[*assess.Instrument], error) {
	errs, uses := []error{err}, map[string]assess.InstrumentUse{}
	for _, in := range loaded {
		uses[in.ID] = in.UsedAs
	}
	more = slices.DeleteFunc(more, func(in *assess.Instrument) bool {
		use, known := uses[in.ID]
		if !known || use == in.UsedAs {
			uses[in.ID] = in.UsedAs
			return false
		}
		message := "another version of this questionnaire has a different used_as; make them the same, or give this one an id of its own"
		errs = append(errs, &InvalidError{path.Join(in.ID, in.Version+".yaml"), []assess.Problem{{Code: codeChanged, Path: "used_as", Message: message}}})
		return true
	})
	return more, errors.Join(errs...)
}

// versions returns the files that match a pattern and whose name is a version.
func versions(fsys fs.FS, pattern string) ([]string, error) {
	names, err := fs.Glob(fsys, pattern)
	return slices.DeleteFunc(names, func(name string) bool { return !isQuestionnaire(name) }), err
}

// questionnaireFiles returns the paths of the questionnaires in a file system: every
// ID/VERSION.yaml but the rules of the sift.
func questionnaireFiles(fsys fs.FS) ([]string, error) {
	names, err := versions(fsys, "*/*.yaml")
	return slices.DeleteFunc(names, func(name string) bool { return path.Dir(name) == SiftFolder }), err
}

// isQuestionnaire reports whether a file's name is a version: 1.0.0.yaml.
func isQuestionnaire(name string) bool {
	return isVersion(strings.TrimSuffix(path.Base(name), ".yaml"))
}

// isVersion reports whether s is three whole numbers separated by dots.
func isVersion(s string) bool {
	parts := strings.Split(s, ".")
	return len(parts) == 3 && !slices.ContainsFunc(parts, func(p string) bool {
		return p == "" || len(p) > 6 || strings.Trim(p, "0123456789") != "" || len(p) > 1 && p[0] == '0'
	})
}

// Add adds the questionnaires of another folder to the loaded ones. A file with the
// same id and version as a loaded one must be identical to it, because old
// assessments depend on it.
func Add(loaded assess.Questionnaires, fsys fs.FS) (assess.Questionnaires, error) {
	more, err := LoadAll(fsys)
	more.Versions, err = oneUse(loaded.Versions, more.Versions, err)
	loaded.Versions, err = added(loaded.Versions, more.Versions, err, "", "questionnaire")
	return loaded, err
}

// added adds the new ones of more. If a file has the same id and version as another
// but a different hash, that is a fault.
func added[T assess.Versioned](loaded, more assess.Versions[T], err error, folder, what string) (assess.Versions[T], error) {
	hashes := map[string]string{}
	for _, one := range loaded {
		id, version, sha := one.Named()
		hashes[id+" "+version] = sha
	}
	all, errs := slices.Clone(loaded), []error{err}
	for _, one := range more {
		id, version, sha := one.Named()
		switch old, there := hashes[id+" "+version]; {
		case !there:
			all = append(all, one)
		case old != sha:
			message := "the shipped " + what + " with this id and version differs; give the changed file a new version"
			errs = append(errs, &InvalidError{path.Join(folder, id, version+".yaml"), []assess.Problem{{Code: codeChanged, Message: message}}})
		}
	}
	return assess.NewVersions(all...), errors.Join(errs...)
}
