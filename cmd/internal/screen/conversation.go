package screen

import "stalkrisk/assess"

// Conversation is what the screen drives: what interview.Session is. Every
// method that changes anything has it on disk before it returns; after an error
// nothing has changed.
type Conversation interface {
	// Step gives the step in hand, and Steps all steps as they stand now.
	Step() assess.Step
	Steps() []assess.Step
	// Answer records an answer to the step in hand and moves on.
	Answer(value string) (remark string, err error)
	// Put records an answer to any step. The step in hand moves on only if it was
	// the one.
	Put(st assess.Step, value string) (remark string, err error)
	// Last gives the item answered last.
	Last() (assess.Step, bool)
	// Renote puts a note in place of what was noted on an item.
	Renote(st assess.Step, text string) error
	// Skip, Back and Go move without recording anything.
	Skip()
	Back() bool
	Go(st assess.Step)
	// BeforeStopping gives what is asked before the conversation is left in the
	// middle; ok is false where nothing is.
	BeforeStopping() (st assess.Step, ok bool)
	// Find gives the step of that id, if it belongs to the conversation now.
	Find(id string) (assess.Step, bool)
	// Fields begins a new entry of a list, Fill records one of its fields, and
	// Discard takes the entry away again.
	Fields(list string) []assess.Field
	Fill(f assess.Field, text string) (wrong, err error)
	Discard(list string) error
	// Entries describes the entries of a list, each in a line; Edit gives the
	// fields of one with what is recorded in each, and Remove takes one away.
	Entries(list string) []string
	Edit(list string, i int) []assess.Filled
	Remove(list string, i int) error
	// Override sets another level; faults say why it may not be.
	Override(level assess.OverallLevel, reason, by, second string) (faults []assess.Problem, err error)
	// Finish closes the sitting; missing says what has to be recorded first.
	Finish() (missing string, err error)

	Result() assess.Result
	Assessment() *assess.Assessment // not to be changed
	Set() assess.Instruments
}
