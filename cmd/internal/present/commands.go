// Package present holds what both ways of showing a session say, so that it is
// written once: the commands, what is recorded at a step, the groups of the
// review, what an answer has changed, and the questions of an override. How it
// looks is decided in packages line and screen.
package present

// Command is something that can be done at any question besides answering it.
type Command struct {
	Key  string // on the screen
	Line string // in line mode, as it is typed
	Does string // in a word or two
	Help string // in a sentence
}

// Commands are the commands of every session.
var Commands = []Command{
	{"s", "s", "skip", "leave the question for later"},
	{"b", "b", "back", "go to the question before"},
	{"w", "note WORDS", "note", "write a note on this question"},
	{"+", "+ WORDS", "note on last", "write a note on the question answered last"},
	{"i", "i", "incident", "add an incident"},
	{"l", "list", "the list", "show the list, to change an entry or remove it"},
	{"g", "go NAME", "go to", "go to any question"},
	{"r", "r", "review", "show all answers on one page"},
	{"?", "?", "help", "explain the question"},
	{"f", "f", "finish", "finish and write the report"},
	{"q", "q", "save, stop", "save and stop; the same file continues later"},
}

// What both ways of showing a session say besides.
const (
	NotSaved      = "! Not saved, so not recorded. Free some space or check the folder, then do it again."
	FirstQuestion = "This is the first question."
	BeforeStop    = "Before you stop: it is not known whether they are nearby. "
)

// PracticeCommands are the commands that a practice case adds.
var PracticeCommands = []Command{
	{"a", "ask", "ask the caller", "have the caller answer the question shown"},
	{"c", "case", "the case", "show what the caller said, and what else there is to ask and to check"},
}
