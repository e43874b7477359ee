// Package questionnairefile reads the files under questionnaires/: questionnaires
// and guidance with their worked cases, and practice cases. A reader returns a
// valid value or every Problem at once.
//
// A file is data, not a language: it has a few named kinds of rule, and they are
// checked here so that no other package has to. An assess.Instrument is read as
// its file is written; compile.go checks it and resolves its names, faults.go and
// monotone.go explain why one is refused, and cases.go runs the worked cases beside it. The
// files that begin with guide do the same for guidance. practice.go reads a
// trainer's case.
package questionnairefile
