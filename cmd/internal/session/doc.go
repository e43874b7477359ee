// Package session holds a conversation with whoever asks, and saves it as it goes.
// What comes next, what applies and what an answer means is decided in package
// conversation; packages line and screen show it.
//
// Its rules:
//
//   - No answer exists until somebody gave it. The end of the input, an empty
//     line and anything that is not an answer never count as one.
//   - Every answer is on the disk before the next question shows. If it cannot be
//     saved, it is not recorded, and the question is asked again.
//   - Leaving, in whatever way, loses nothing.
package session
