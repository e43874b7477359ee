package interview

import (
	"context"
	"errors"

	"stalkrisk/assess"
	"stalkrisk/cmd/internal/screen"
)

var _ screen.Conversation = (*Session)(nil)

// RunScreen holds the conversation on the full screen until it is finished. It
// ends with ErrStopped as RunLine does, or with screen.ErrBroken, the screen's own
// failure. What was answered is saved.
func RunScreen(ctx context.Context, s *Session, o screen.Options) error {
	err := screen.Run(ctx, s, o)
	if errors.Is(err, screen.ErrStopped) {
		if errors.Is(err, errNotSaved) {
			return errors.Join(ErrStopped, errNotSaved)
		}
		return ErrStopped
	}
	return err
}

// Renote puts a note in place of what was noted on an item, and saves it: what an
// editor does that saves as one types.
func (s *Session) Renote(st assess.Step, text string) error {
	return s.change(func() { s.sitting.Note(st, text) })
}
