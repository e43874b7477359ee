// Package screen shows a conversation on the full screen: one question at a
// time, one key an answer, and the level beside it. It is the only home of huh,
// bubbletea and lipgloss. What comes next, what applies and what an answer means
// is decided in package assess; the screen shows it and hands back keys.
//
// The rules of the room:
//
//   - No answer exists until a key gave it, and the key was pressed for the
//     question that was on the screen. A highlighted line is no answer. Text that
//     is pasted, several characters that come at once, a key that is held down and
//     a key that comes faster than anyone reads are none either.
//   - What is typed in a field is saved within a second, and when the field is
//     left, in whatever way.
//   - Colour only repeats what words and signs say.
//   - Nothing is left in the scroll-back: all is drawn on the other screen that
//     terminals have, and on standard error.
//
// # huh, and where it is not used
//
// Free text is a huh.Text inside a type of our own (editor.go). Its value is read
// and saved by us: no answer is ever bound to a field, since huh writes there
// before anyone has answered. Questions are a plain view. huh.Select writes its
// first option into what is bound to it when it is built and again at each move of
// the cursor, takes / for a filter, and pushes its options off a small screen; one
// key for an answer needs none of what it does. For the same reason no huh.Form is
// built, and never its accessible mode: that is line mode's work, which answers
// nothing by itself.
//
// model.go holds the state and hands keys to the page that is shown; page_*.go are
// the pages; frame.go puts a picture together; panel.go and banner.go are what
// always stands beside a question.
//
// explore.go, explore_view.go and explore_pages.go are the what-if screen: both
// questionnaires as lists. There a marked line is what a key changes, since nothing
// is recorded by it and every key can be taken back.
package screen
