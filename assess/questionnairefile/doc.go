// Package questionnairefile reads the files under questionnaires/: questionnaires and
// guidance with their worked cases, and practice cases. A reader returns a valid
// value or every Problem.
//
// A file is data, not a program. It has a few kinds of rule, which are checked here
// so that no other package has to. An assess.Instrument has the structure of its
// file; compile.go checks it and resolves its names, faults.go and monotone.go
// explain why a file is refused, and cases.go runs its worked cases. The files that
// begin with guide do the same for guidance. practice.go reads practice cases.
package questionnairefile
