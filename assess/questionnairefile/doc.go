// Package questionnairefile reads what stands under questionnaires/: instruments
// and guidance with their cases, and practice cases, each to its valid value or
// every Problem at once.
//
// A file is data, not a language: a few named kinds of rule, checked here, so
// that nobody downstream checks them again. layout.go says what a file may hold,
// compile.go makes an assess.Instrument of it, faults.go and monotone.go say why
// one is refused, and cases.go runs the worked cases that travel beside it. The
// files that begin with guide do the same for guidance. practice.go reads a
// trainer's case into what assess/training works with.
package questionnairefile
