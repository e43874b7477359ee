package assess

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"stalkrisk/assess/late"
)

// Problem is one fault in a file that a person wrote.
type Problem struct {
	Code    string `json:"code" doc:"stable, for programs; the manual lists them"`
	Path    string `json:"path" doc:"where in the data, lists from 0; empty for the whole"`
	Message string `json:"message"` // what is wrong, then what to do; never case content
	Line    int    `json:"-"`       // line in a text file, from 1; 0 if there is none
	Column  int    `json:"-"`       // column in that line, from 1; 0 if it is not known

	More int `json:"-"` // of a problem that counts others: how many
}

// ProblemFormat is the format that a problem line names.
const ProblemFormat = "stalkrisk.problem/1"

// ProblemLine holds all problems of one record. Its keys, in order, are those of a
// line of problems.
type ProblemLine struct {
	Format   string    `json:"format"`
	Input    string    `json:"input" doc:"name of the file"`
	Line     int       `json:"line" doc:"of the input, from 1; 0 if there is none"`
	ID       string    `json:"id"`
	Case     string    `json:"case"`
	Scored   bool      `json:"scored"` // there is a result in spite of the problems
	Problems []Problem `json:"problems"`
}

// String returns the problem for people, without the file's name:
// "line:column: path: message".
func (p Problem) String() string {
	where := ""
	switch {
	case p.Line > 0 && p.Column > 0:
		where = fmt.Sprintf("%d:%d: ", p.Line, p.Column)
	case p.Line > 0:
		where = fmt.Sprintf("%d: ", p.Line)
	}
	if p.Path != "" {
		where += p.Path + ": "
	}
	return where + p.Message
}

// maxProblems is the most problems that are listed for one file, or one record. A file
// of unrelated data could otherwise have one for each of a million keys.
const maxProblems = 1000

// Faults collects the problems of a file or a record. It keeps the first 1,000 and
// counts the others.
type Faults struct {
	problems []Problem
	more     int // problems not kept
}

// Full reports whether further problems will only be counted, so that they need no
// message.
func (f *Faults) Full() bool { return len(f.problems) >= maxProblems }

// Count returns the number of problems so far.
func (f *Faults) Count() int { return len(f.problems) + f.more }

// Add adds problems.
func (f *Faults) Add(problems ...Problem) {
	for i := range problems {
		if f.Full() {
			f.more += max(1, problems[i].More)
			continue
		}
		f.problems = append(f.problems, problems[i])
	}
}

// All returns the problems in the order in which they were added, with a last one that
// counts those that were not kept; nil if there are none.
func (f *Faults) All() []Problem {
	if f.more == 0 {
		return f.problems
	}
	last := f.problems[len(f.problems)-1]
	return append(f.problems, Problem{
		Code: CodeMoreProblems, Line: last.Line, Column: last.Column,
		Message: fmt.Sprintf("and %d more problems; correct these first", f.more), More: f.more,
	})
}

// countProblems returns how many problems there are, with those that are only counted.
func countProblems(problems []Problem) int {
	n := 0
	for i := range problems {
		n += max(1, problems[i].More)
	}
	return n
}

// HideKeys writes "…" for every key in the paths of problems that is not ours: a key of
// an assessment, or the id of a questionnaire or an item. Any other may be a name.
func (all Questionnaires) HideKeys(problems []Problem) {
	hideKeys(problems, func(key string) bool { return ownKeys.Get()[key] || all.names(key) })
}

// HideKeys writes "…" for every key in the paths of problems that no value of these
// types can have.
func HideKeys(problems []Problem, types ...any) {
	if len(problems) == 0 {
		return
	}
	keys := map[string]bool{}
	for _, v := range types {
		addKeys(keys, reflect.TypeOf(v), nil)
	}
	hideKeys(problems, func(key string) bool { return keys[key] })
}

func hideKeys(problems []Problem, known func(key string) bool) {
	for i := range problems {
		path := problems[i].Path
		if path == "" {
			continue
		}
		steps := strings.Split(path, ".")
		for k, step := range steps {
			key, _, _ := strings.Cut(step, "[")
			if key != "" && key[0] != '#' && !known(key) {
				steps[k] = "…"
			}
		}
		problems[i].Path = strings.Join(steps, ".")
	}
}

// names reports whether a questionnaire, or an item of one, has that id.
func (all Questionnaires) names(id string) bool {
	for _, in := range all.Versions {
		if _, found := in.place(id, 0); found || in.ID == id {
			return true
		}
	}
	return false
}

// ownKeys has every key that an assessment can have, those of its maps aside.
var ownKeys = late.Value[map[string]bool]{Make: func() map[string]bool {
	keys := map[string]bool{"assessment": true} // in a report
	for _, t := range []reflect.Type{reflect.TypeFor[Assessment](), reflect.TypeFor[Response](), reflect.TypeFor[Result]()} {
		addKeys(keys, t, nil)
	}
	return keys
}}

// addKeys adds the keys of a type and of what it holds. within has the types around it,
// because a condition may hold conditions.
func addKeys(keys map[string]bool, t reflect.Type, within []reflect.Type) {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer, reflect.Map:
		addKeys(keys, t.Elem(), within)
	case reflect.Struct:
		if slices.Contains(within, t) {
			return
		}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			if name != "-" && (name != "" || t.Field(i).Anonymous) {
				keys[name] = true
				addKeys(keys, t.Field(i).Type, append(within, t))
			}
		}
	}
}
