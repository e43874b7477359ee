// Package session holds the conversation with whoever asks, and saves it as it
// goes. What comes next, what applies and what an answer means is decided in
// package assess; here is only how it is asked and told.
//
// The rules of the room:
//
//   - No answer exists until somebody gave it. The end of the input, an empty
//     line and anything that is no answer never stand for one.
//   - Every answer is on disk before the next question shows. If it cannot be
//     saved, it is not taken, and the question is asked again.
//   - Leaving, in whatever way, loses nothing.
//
// It has no way of showing itself: package line holds it on lines of text, package
// screen on the full screen.
package session
