// Package batch scores a stream of saved assessments: one encoded result or
// problem line each, in the order of the input, in memory that does not grow
// with it.
//
// A reader cuts the input into whole records, a few hundred kilobytes at a time;
// workers read, score and encode them; a writer restores the order. The same input
// always results in the same bytes, however many workers there are.
//
// Nothing is lost: each record that is read comes out as a result, as a problem
// line, or as both, and [Tally] counts them all.
package batch
