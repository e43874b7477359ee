package assess

import "fmt"

// Problem is one fault in a file that a person wrote.
type Problem struct {
	Code    string `json:"code" doc:"stable, for programs; the manual lists them"`
	Path    string `json:"path" doc:"where in the data, lists from 0; empty for the whole"`
	Message string `json:"message"` // what is wrong, then what to do; never case content
	Line    int    `json:"-"`       // line in a text file, from 1; 0 if there is none
	Column  int    `json:"-"`       // column in that line, from 1; 0 if it is not known
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
