// Package present holds the text that packages line and screen share: the commands,
// what is recorded at a step, the groups of the review, what an answer has changed,
// and the questions of an override. Those two packages decide how it looks.
package present

// Command is something a person can do at any question besides answering it.
type Command struct {
	Key  string // on the screen
	Line string // as typed in line mode
	Does string // in a word or two
	Help string // in a sentence
}

// Commands are the commands of every session, the most useful first: the key line of the
// screen shows those that fit.
var Commands = []Command{
	{"s", "s", "skip", "skip the question for now"},
	{"b", "b", "back", "go back to the previous question"},
	{"tab", "story WORDS", "story", "write the story while the question stays"},
	{"w", "note WORDS", "note", "write a note on this question"},
	{"+", "+ WORDS", "note on last", "write a note on the last question answered"},
	{"?", "?", "help", "explain the question, and list all keys"},
	{"q", "q", "save, stop", "save and stop; the same file continues later"},
	{"h", "sent", "help sent", "help asked for, on the way or there; spoken to again; an earlier ACT NOW"},
	{"m", "mode", "cannot talk", "they cannot talk openly: silent, cover or private; or they can again"},
	{"k", "confirmed", "caller confirmed", "the caller is the person at risk, confirmed by your force's procedure: show what the file holds"},
	{"/", "/ WORDS", "find", "find any question or page by everyday words"},
	{"e", "entry", "log entry", "show the entry for the incident log, ready to be copied"},
	{"p", "said", "said it", "record that you told them what is shown"},
	{"i", "i", "incident", "add an incident"},
	{"f", "f", "finish", "finish and write the report"},
	{"=", "level", "level", "what lies behind the level: the rules, the counts, how high it could go"},
	{"t", "language", "language", "record the language that they want"},
	{"r", "r", "review", "show all answers on one page"},
	{"l", "list", "the list", "show the list, to change or remove an entry"},
	{"v", "v", "read back", "read the record back to the victim, alone, and note whether it is right"},
}

// Messages that both packages use.
const (
	NotSaved      = "! Not saved, so not recorded. Free some space or check the folder, then try again."
	Saving        = "Saving… The disk is slow. Wait for the next question."
	NotOnDisk     = "! The file is not on the disk as it should be, and cannot be written. Check the folder or the drive. "
	FirstQuestion = "This is the first question."
)

// PracticeCommands are the commands that a practice case adds.
var PracticeCommands = []Command{
	{"a", "ask", "ask the caller", "hear the caller's answer to this question"},
	{"c", "case", "the case", "show what the caller said, and what else you can ask and check"},
}
