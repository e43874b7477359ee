package screen

import (
	"fmt"

	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// slow says that a save takes long. Nothing is drawn while Update waits for it, so this
// writes on the last line itself, and the whole screen is drawn again afterwards.
func (m *model) slow() {
	m.overDrawn = true
	fmt.Fprintf(m.o.Out, "\x1b7\x1b[%d;1H\x1b[2K %s\x1b8", max(1, m.height), termtext.Truncate(present.Saving, max(1, m.width-1)))
}
