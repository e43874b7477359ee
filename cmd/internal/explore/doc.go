// Package explore holds a "what if": an assessment beside itself with some other
// answers, one tried after another, each of which can be taken back. What an
// answer moves is worked out in package assess and drawn by package screen.
//
// The rules of the room:
//
//   - The assessment that was opened is never changed and never written to.
//   - Nothing is saved unless somebody asks for it, and then under a name of its
//     own, marked as answers that nobody gave (assess.Assessment.Variant).
package explore
