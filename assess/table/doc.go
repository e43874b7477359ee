// Package table reads tables: text with a row of headings, and cells that are divided
// by commas, semicolons, tabs or upright lines. It knows nothing of what the columns
// mean: assessmentfile and others say which columns they read.
//
// Bytes go in. Rows come out with the line on which each begins, headings by our
// names, and faults with codes. It quotes no cell in a message, since any of them may
// be a name.
package table
