package screen

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"
)

// arrives is a terminal whose bytes come in parts, each after a pause.
type arrives struct {
	Terminal
	parts  []string
	pauses []time.Duration
	now    time.Time
}

func (a *arrives) Read(b []byte) (int, error) {
	if len(a.parts) == 0 {
		return 0, io.EOF
	}
	pause := 250 * time.Millisecond
	if len(a.pauses) > 0 {
		pause, a.pauses = a.pauses[0], a.pauses[1:]
	}
	a.now = a.now.Add(pause)
	n := copy(b, a.parts[0])
	if a.parts[0] = a.parts[0][n:]; a.parts[0] == "" {
		a.parts = a.parts[1:]
	}
	return n, nil
}

// recorder is a program that records the keys that bubbletea reads.
type recorder struct{ pressed []tea.KeyMsg }

func (r *recorder) Init() tea.Cmd { return nil }
func (r *recorder) View() string  { return "" }
func (r *recorder) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok {
		r.pressed = append(r.pressed, k)
	}
	return r, nil
}

// read returns the keys that bubbletea reads of what arrives, and what is said of it.
func read(t interface{ Fatal(...any) }, a *arrives) (pressed []tea.KeyMsg, said []string) {
	var p *tea.Program
	r := &recorder{}
	in := &keys{Terminal: a, gone: func() { p.Quit() }, say: func(what string) { said = append(said, what) }, now: func() time.Time { return a.now }}
	p = tea.NewProgram(r, tea.WithInput(struct{ io.Reader }{in}), tea.WithOutput(io.Discard), tea.WithoutRenderer(), tea.WithoutSignalHandler())
	if _, err := p.Run(); err != nil {
		t.Fatal(err)
	}
	return r.pressed, said
}

// letters returns the keys that a page could read as an answer or a letter.
func letters(pressed []tea.KeyMsg) (out []string) {
	for _, k := range pressed {
		if n := nameOf(k); k.Paste && len(k.Runes) > 0 || !k.Paste && k.Type == tea.KeyRunes && !k.Alt || n == "space" {
			out = append(out, k.String())
		}
	}
	return out
}

func TestNothingThatIsLeftOfAKeyIsALetter(t *testing.T) {
	t.Parallel()
	for name, parts := range map[string][]string{
		"an arrow whose end comes late":            {"\x1b[", "D"},
		"an arrow byte by byte":                    {"\x1b", "[", "D"},
		"a key with a number byte by byte":         {"\x1b", "[", "3", "~"},
		"a key with a number, its ESC late":        {"\x1b", "[3~"},
		"an arrow with modifiers in parts":         {"\x1b[1", ";5", "D"},
		"a key of the keypad":                      {"\x1bOy"},
		"a key of the keypad in parts":             {"\x1bO", "y"},
		"a key of the keypad byte by byte":         {"\x1b", "O", "n"},
		"an unknown sequence":                      {"\x1b[12;34y"},
		"an unfinished sequence and another key":   {"\x1b[1;", "\x1b[A"},
		"a mouse":                                  {"\x1b[M yn"},
		"a mouse in parts":                         {"\x1b[M", " ", "y", "n"},
		"a mouse as numbers":                       {"\x1b[<0;1", "0;20", "m"},
		"focus lost and found":                     {"\x1b[O\x1b[", "I"},
		"where the cursor is":                      {"\x1b[12;", "40R"},
		"what the terminal is":                     {"\x1b[?6", "2;1;", "c"},
		"a colour":                                 {"\x1b]11;rgb:ff", "ff/ffff/yyyy", "\x1b", "\\"},
		"a colour that ends in BEL":                {"\x1b]11;rgb:yyyy/nn", "nn\x07"},
		"a colour byte by byte":                    {"\x1b", "]", "1", "1", ";", "y", "\x07"},
		"a text that the terminal was asked for":   {"\x1bP1+r", "6e=79", "\x1b\\"},
		"an unfinished text and Enter":             {"\x1b]11;yyy", "nnn", "\r"},
		"a letter with Alt":                        {"\x1by"},
		"a letter with Alt above ASCII":            {"\x1b\xc3", "\xa9"},
		"a control of one byte":                    {"\x9bD", "\x9b3~"},
		"a control of one byte in parts":           {"\x9b", "3", "~"},
		"a control of one character":               {"\u009b3~"},
		"a control of one character byte by byte":  {"\xc2", "\x9b", "3", "~"},
		"a text after a control of one byte":       {"\x9d11;rgb:yyyy", "nnnn\x07"},
		"a key of the Linux console":               {"\x1b[", "[", "A"},
		"a function key of the oldest kind":        {"\x8fy"},
		"bytes of another encoding":                {"\xe9", "\xf4"},
		"the end of a paste that has no beginning": {"\x1b[20", "1~"},
		"the beginning of a paste in parts":        {"\x1b[2", "00", "~\x1b[201~"},
		"Alt twice":                                {"\x1b\x1b[", "D"},
	} {
		if pressed, _ := read(t, &arrives{parts: parts}); len(letters(pressed)) > 0 {
			t.Errorf("%s: read as %q", name, letters(pressed))
		}
	}
}

func TestKeysThatComeInPartsAreWholeKeys(t *testing.T) {
	t.Parallel()
	slow := 3 * time.Second
	for _, c := range []struct {
		name   string
		parts  []string
		pauses []time.Duration
		want   string
		said   string
	}{
		{"an arrow", []string{"\x1b[", "D"}, nil, "left", ""},
		{"an arrow, very slow", []string{"\x1b[", "D"}, []time.Duration{0, slow}, "left", ""},
		{"a key with a number", []string{"\x1b[3", "~"}, nil, "delete", ""},
		{"letters around it", []string{"ab\x1b[", "Dc"}, nil, "ab left c", ""},
		{"Esc", []string{"\x1b", "y"}, nil, "esc y", ""},
		{"Esc twice", []string{"\x1b\x1b", "y"}, nil, "alt+esc y", ""},
		{"an arrow with Alt", []string{"\x1b\x1b[A"}, nil, "alt+up", ""},
		{"what is left of an arrow", []string{"\x1b", "[D", "y"}, nil, "esc y", brokenKey},
		{"a letter whose bytes come apart", []string{"Zo\xc3", "\xab"}, nil, "Zo ë", ""},
		{"a letter of another encoding", []string{"\xe9t"}, nil, "t", notUTF8},
		{"Ctrl+C after half a key", []string{"\x1b[", "\x03"}, nil, "ctrl+c", brokenKey},
		{"Ctrl+C after half a text", []string{"\x1b]11;y", "\x03"}, nil, "ctrl+c", brokenKey},
		{"a key long after half a text", []string{"\x1b]11;y", "n"}, []time.Duration{0, slow}, "n", brokenKey},
		{"a paste in parts", []string{"\x1b[200~any sign", " of him? not now\x1b[2", "01~y"}, nil, "[any sign of him? not now] y", ""},
		{"a paste without an end and Ctrl+C", []string{"\x1b[200~any sign", "\x03"}, nil, "[any sign] ctrl+c", ""},
		{"a paste without an end and a key long after", []string{"\x1b[200~any sign", "y"}, []time.Duration{0, 6 * time.Second}, "[any sign] y", ""},
		{"a paste that pauses", []string{"\x1b[200~any ", "sign\x1b[201~"}, []time.Duration{0, slow}, "[any sign]", ""},
	} {
		pressed, said := read(t, &arrives{parts: c.parts, pauses: c.pauses})
		var got []string
		for _, k := range pressed {
			got = append(got, k.String())
		}
		if s := strings.Join(got, " "); s != c.want || strings.Join(said, " ") != c.said {
			t.Errorf("%s: read %q and said %q; want %q and %q", c.name, s, said, c.want, c.said)
		}
	}
}

// However text is cut into parts, it arrives whole; and however keys and reports are
// cut, no letter of them does.
func TestTextArrivesWholeAndKeysAsNoText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
			"any sign", "Zoë 跟踪", "👩‍👧 ❤️", "\x1b[D", "\x1b[3~", "\x1bOP", "\x1b[<0;3;4M", "\x1b[M !!", "\x1b[12;40R", "\x1b]11;rgb:ffff/0000/yyyy\x1b\\", "\x1bP1$r\x07", "\u009b3~", "\x1b[I",
		}), 1, 8).Draw(t, "pieces")
		var want strings.Builder
		for _, p := range pieces {
			if p[0] != 0x1b && !strings.HasPrefix(p, "\u009b") {
				want.WriteString(p)
			}
		}
		var parts []string
		for rest := strings.Join(pieces, ""); rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "bytes")
			if n < len(rest) && rest[n-1] == 0x1b { // ESC that comes alone is a key
				n++
			}
			parts = append(parts, rest[:n])
			rest = rest[n:]
		}
		pressed, _ := read(t, &arrives{parts: slices.Clone(parts)})
		var got strings.Builder
		for _, k := range pressed {
			if k.Type == tea.KeyRunes && !k.Alt || k.Type == tea.KeySpace {
				got.WriteString(string(k.Runes))
			}
		}
		if got.String() != want.String() {
			t.Fatalf("%q is read as %q, want %q", parts, got.String(), want.String())
		}
	})
}
