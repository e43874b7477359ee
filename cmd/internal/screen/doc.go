// Package screen shows a session on the full screen: one question at a time,
// answered with one key, with the level beside it. It is the only package that uses
// huh, bubbletea and lipgloss. Package conversation decides which question comes
// next, which apply and what an answer means.
//
// Its rules:
//
//   - Only a key pressed for the question on the screen records an answer. A
//     highlighted line does not, nor does pasted text, several characters at once,
//     a key held down, or a key pressed before anyone could read the question.
//   - Letters less than half a second apart are a run. If one of them is neither an
//     answer nor a command, they are words: the answers of the run are taken back and
//     the words go into a note (run.go).
//   - Whether the person is near is recorded by a key and Enter.
//   - Looking at a text changes no byte of it, and an edit only what was edited
//     (stored.go). Text that comes faster than it can be drawn is one edit (burst.go).
//   - Text is saved within a second of being typed, and whenever its field is left.
//   - Colour only repeats what words and signs say.
//   - Nothing is left in the scroll-back: everything is drawn on the terminal's
//     alternate screen, and on standard error.
//
// Free text is edited in a huh.Text inside our own type (editor.go), which reads and
// saves the value. No answer is bound to a field and no huh.Form is built:
// huh.Select writes its first option into the bound value, at once and whenever the
// cursor moves, uses / as a filter, and pushes its options off a small screen.
//
// window.go holds what the interview (model.go) and the what-if (explore.go) share,
// keys.go handles keys, and page_*.go are the pages.
package screen
