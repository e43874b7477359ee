// Package audit counts many assessments: the figures of a force. It is pure: it has no
// clock and reads no file, and it keeps no text of a case but the names of areas.
//
// # Small counts
//
// A figure is a table: its answers across, and the whole or its areas, months,
// relationships or roles down. Everything that is printed is a count of cases, and no
// count is from 1 to Small-1. What would be is joined, never blanked out:
//
//   - Groups with fewer cases are counted together, as "all others", and months with
//     the next months. So every group has Small cases or more.
//   - An answer with fewer cases over the whole is counted together with the one beside it.
//   - Groups in which an answer is still too small are counted together, in that figure.
//
// Joining goes on until the joined row or column holds Small or more in each place or
// none, and it is never of one group alone. Zero is printed: that a force offered
// support in none of 200 cases singles nobody out, and must be seen.
//
// Nothing can then be worked out by subtraction, because the difference of two printed
// counts is again a sum of printed ones. What was joined stays unknown: if the groups
// of a joined row have T1, T2, … cases and the row has S1, S2, … in its answers, a group
// can have any number from max(0, Ti+Sk-S) to min(Ti, Sk) in an answer (the bounds of
// Fréchet, which are exact). These are equal only if Sk is 0 or S, which cannot be in a row that was
// joined because of a count between. Tables by different groups share only the whole,
// which is printed.
//
// A figure of some cases only, such as the referrals of those recognised as stalking, is
// the figure below an answer of another one, and begins with the rows that are joined
// there. So its denominators are counts that are already printed. Where a figure is printed
// of all cases and again of those recognised as stalking, the rest is their difference, so
// all three are joined alike. The three levels follow from each other, so they join the
// same rows.
package audit
