// Package sift finds, in incident logs, the people whose reports should be read
// together again because they may be stalking that was recorded as something else.
//
// A Sifter takes rows one at a time, reads the words of each text once and keeps, for
// each group (a victim and suspect pair, else a victim alone, else a place), only what
// the signs need. Rules, words and the threshold are data: see
// questionnaires/sift. A group's strength is a count of independent signs, not a
// probability. The package reads no file and no clock, and decides nothing about
// anybody.
package sift
