// Package present holds what both ways of showing a session say, so that it is
// written once: the commands, what is recorded at a step, the groups of the
// review, what an answer has changed, and the questions of an override. How it
// looks is decided in packages line and screen.
package present
