// Package batch scores a stream of saved assessments. For each it writes a result, a
// problem line or both, in the order of the input. The memory it needs does not grow
// with the input.
//
// A reader splits the input into whole records, a hundred kilobytes or 64 records at a time;
// workers read, score and encode them; a writer restores the order. The same input
// always results in the same bytes, however many workers there are.
//
// Nothing is lost: [Tally] counts every record that is read.
package batch
