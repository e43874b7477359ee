// Package screen shows a session on the full screen: one question at a time, one
// key an answer, and the level beside it. It is the only package that uses huh,
// bubbletea and lipgloss. What comes next, what applies and what an answer means
// is decided in package conversation.
//
// Its rules:
//
//   - No answer exists until a key gave it, and the key was pressed for the
//     question on the screen. A highlighted line is not an answer. Neither is text
//     that is pasted, several characters that come at once, a key that is held
//     down, or a key that comes faster than anyone reads.
//   - What is typed in a field is saved within a second, and when the field is
//     left, in whatever way.
//   - Colour only repeats what words and signs say.
//   - Nothing is left in the scroll-back: everything is drawn on the terminal's
//     alternate screen, and on standard error.
//
// Free text is a huh.Text inside a type of our own (editor.go), with the value read
// and saved by us. No answer is ever bound to a field and no huh.Form is built:
// huh.Select writes its first option into what is bound to it, at once and at each
// move of the cursor, uses / as a filter, and pushes its options off a small
// screen.
//
// window.go is what the interview (model.go) and the what-if (explore.go) share,
// keys.go says what a key is, and page_*.go are the pages.
package screen
