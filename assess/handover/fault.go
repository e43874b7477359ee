package handover

import (
	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

const (
	codeNotSealed = "not-sealed"
	codeDamaged   = "damaged"
	CodeBadKey    = "bad-key-file"
	codeBadList   = "bad-handover"
)

// Codes returns the codes of the problems of sealed files.
func Codes() [][2]string {
	return [][2]string{
		{codeNotSealed, "not a file that stalkrisk sealed: name the sealed file, or open it with the program that made it"},
		{codeDamaged, "a sealed file was cut off or changed on its way: ask for it again"},
		{CodeBadKey, "a file of keys cannot be used: name the file that the message says"},
		{codeBadList, "what a sealed file holds does not fit its own list: use none of it, and ask whoever sent it"},
	}
}

// FaultError means that a file is not as it was sealed. Its problem says what is wrong
// and what to do, and repeats nothing of the file.
type FaultError struct{ Problem assess.Problem }

func (e *FaultError) Error() string { return e.Problem.Message }

func fault(code, message string) error {
	return &FaultError{assess.Problem{Code: code, Message: message}}
}

var (
	errNotSealed = &FaultError{assess.Problem{Code: codeNotSealed, Message: "this is not a sealed file; name the file that `stalkrisk seal` wrote"}}
	errNoList    = &FaultError{assess.Problem{Code: codeNotSealed, Message: "this was encrypted with age, and not by stalkrisk; open it with age"}}
	errCutOff    = &FaultError{assess.Problem{Code: codeDamaged, Message: "the sealed file was cut off, so nothing of it is used; ask for it again"}}
	errChanged   = &FaultError{assess.Problem{Code: codeDamaged, Message: "the sealed file was changed or cut off after it was sealed, so nothing of it is used; ask for it again"}}
	errTooLarge  = &FaultError{assess.Problem{Code: strictfile.CodeTooLarge, Message: "more than 32 MiB; seal fewer files at a time"}}
)

// unfit returns the error of a hand-over that does not fit its own list.
func unfit(what string) error {
	return fault(codeBadList, what+", so nothing of it is used; ask whoever sent it")
}
