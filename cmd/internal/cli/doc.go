// Package cli is the command tree of stalkrisk, the only room that knows flags,
// exit codes and the clock.
//
// Each command has a file: an options struct, newX which only parses, and runX
// which only works. env.go holds what a command takes from the world, exit.go
// turns errors into exit codes.
package cli
