package cli

import (
	"bytes"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestTheEncodingOfTheLocale(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		env  map[string]string
		want *charmap.Charmap
	}{
		{"nothing", nil, nil},
		{"UTF-8", map[string]string{"LANG": "en_GB.UTF-8"}, nil},
		{"C", map[string]string{"LANG": "C"}, nil},
		{"no encoding named", map[string]string{"LANG": "en_GB"}, nil},
		{"Latin-1", map[string]string{"LANG": "en_GB.ISO-8859-1"}, charmap.ISO8859_1},
		{"as locale -a writes it", map[string]string{"LANG": "en_GB.iso88591"}, charmap.ISO8859_1},
		{"with the euro", map[string]string{"LC_CTYPE": "fr_FR.ISO-8859-15@euro"}, charmap.ISO8859_15},
		{"Windows", map[string]string{"LC_ALL": "en_GB.CP1252"}, charmap.Windows1252},
		{"LC_ALL wins", map[string]string{"LC_ALL": "en_GB.UTF-8", "LANG": "en_GB.ISO-8859-1"}, nil},
		{"LC_CTYPE before LANG", map[string]string{"LC_CTYPE": "pl_PL.ISO-8859-2", "LANG": "en_GB.UTF-8"}, charmap.ISO8859_2},
	} {
		if got := charsetOf(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestATerminalOfAnotherEncodingGetsItsOwnLetters(t *testing.T) {
	t.Parallel()
	if got := decodes(charmap.ISO8859_1)("\xe0 bient\xf4t"); got != "à bientôt" {
		t.Errorf("read as %q", got)
	}
	term := Term{Err: true, Charset: charmap.ISO8859_1}
	for _, c := range []struct {
		terminal bool
		want     string
	}{{true, "Zo\xeb - ... ?[U+001B]\n"}, {false, "Zoë – … 跟[U+001B]\n"}} {
		var b bytes.Buffer
		if _, err := term.writer(&b, c.terminal).Write([]byte("Zoë – … 跟\x1b\n")); err != nil || b.String() != c.want {
			t.Errorf("written as %q (%v), want %q", b.String(), err, c.want)
		}
	}
}
