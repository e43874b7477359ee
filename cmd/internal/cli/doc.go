// Package cli implements the commands of stalkrisk. No other package knows flags, exit
// codes or the clock.
//
// For each command, newX parses the command line and runX does the work. env.go holds
// the streams, clock and terminal, formats.go the output formats, exit.go the exit
// codes, and help/ the help topics.
package cli
