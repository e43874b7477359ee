// Package explore holds a "what if": an assessment beside a copy with some other
// answers, tried one after another, each of which can be undone. What an answer
// changes is worked out in package compare and shown by package screen.
//
// Its rules:
//
//   - The assessment that was opened is never changed.
//   - Nothing is saved unless somebody asks for it, and then in a new file, marked
//     as answers that nobody gave (assess.Assessment.Variant).
package explore
