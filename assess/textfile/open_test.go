package textfile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	_ "stalkrisk/assess/assesstest/quickfuzz"
)

const text = "at,kind,note\n2026-10-01,visit,\"café\nagain\"\n"

func zipped(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func encoded(t testing.TB, order unicode.Endianness, mark unicode.BOMPolicy, s string) string {
	t.Helper()
	out, err := unicode.UTF16(order, mark).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func read(f io.Reader) (string, error) {
	in, err := Open(f)
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(in)
	return string(b), err
}

func TestTextIsReadHoweverItWasSaved(t *testing.T) {
	t.Parallel()
	long := text + strings.Repeat("2026-10-02,visit,\"x\r\ny\"\n", 20_000)
	for name, c := range map[string]struct{ file, want string }{
		"as it is":                    {text, text},
		"empty":                       {"", ""},
		"one byte":                    {"a", "a"},
		"byte order mark":             {"\ufeff" + text, text},
		"gzip":                        {zipped(t, text), text},
		"gzip with a byte order mark": {zipped(t, "\ufeff"+text), text},
		"UTF-16, little end first":    {encoded(t, unicode.LittleEndian, unicode.UseBOM, text), text},
		"UTF-16, big end first":       {encoded(t, unicode.BigEndian, unicode.UseBOM, text), text},
		"UTF-16 without a mark":       {encoded(t, unicode.LittleEndian, unicode.IgnoreBOM, text), text},
		"UTF-16 big without a mark":   {encoded(t, unicode.BigEndian, unicode.IgnoreBOM, text), text},
		"UTF-16 in gzip":              {zipped(t, encoded(t, unicode.LittleEndian, unicode.UseBOM, long)), long},
		"returns alone":               {"at,kind\r2026-10-01,visit\r", "at,kind\n2026-10-01,visit\n"},
		"returns alone, in UTF-16":    {encoded(t, unicode.LittleEndian, unicode.UseBOM, "at,kind\ra,b\r"), "at,kind\na,b\n"},
		"returns, a line feed quoted": {"at,\"the\nkind\"\r2026-10-01,visit\r", "at,\"the\nkind\"\n2026-10-01,visit\n"},
		"returns and line feeds":      {"at,kind\r\na,\"b\rc\"\r\n", "at,kind\r\na,\"b\rc\"\r\n"},
		"a return after line feeds":   {"at,kind\na\rb,c\n", "at,kind\na\rb,c\n"},
		"Windows-1252":                {"note\ncaf\xe9\n", "note\ncaf\xe9\n"},
		"a control character":         {"{\"a\":\"\x00\"}", "{\"a\":\"\x00\"}"},
	} {
		for how, f := range map[string]io.Reader{"at once": strings.NewReader(c.file), "by bytes": iotest.OneByteReader(strings.NewReader(c.file))} {
			if got, err := read(f); got != c.want || err != nil {
				t.Errorf("%s, %s: %.80q, %v; want %.80q", name, how, got, err, c.want)
			}
		}
	}
}

func TestAFileThatIsNotTextIsNamed(t *testing.T) {
	t.Parallel()
	utf32, err := utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	entry := func(name, content string) string {
		return "PK\x03\x04\x14\x00\x00\x00\x00\x00" + strings.Repeat("\x00", 16) + string(rune(len(name))) + "\x00\x00\x00" + name + content
	}
	for is, file := range map[string]string{
		"an Excel workbook; save it as CSV UTF-8":                     entry("[Content_Types].xml", "<x/>") + entry("xl/workbook.xml", "<x/>"),
		"an Excel workbook or another Office file; save it":           entry("[Content_Types].xml", "<x/>"),
		"a spreadsheet (.ods); save it as CSV UTF-8":                  entry("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
		"a Word document; give":                                       entry("[Content_Types].xml", "<x/>") + entry("word/document.xml", "<x/>"),
		"a zip file; unpack it":                                       entry("night.csv", text),
		"an old Excel workbook (.xls)":                                "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 500),
		"a Parquet file; export it as CSV":                            "PAR1\x15\x04\x15",
		"a PDF; give a text file":                                     "%PDF-1.7\n%\xe2\xe3",
		"an image; give":                                              "\x89PNG\r\n\x1a\n",
		"an SQLite database; export":                                  "SQLite format 3\x00\x10\x00",
		"a 7-Zip archive; unpack it":                                  "7z\xbc\xaf\x27\x1c\x00\x04",
		"a workbook saved as a web page or XML; save it as CSV UTF-8": "\ufeff<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>",
		"a web page; save":                                            "\n<!DOCTYPE html><html>",
		"an XML file; export":                                         "<?xml version=\"1.0\"?><cases/>",
		"text in UTF-32; save it as UTF-8":                            utf32,
		"a gzip file inside another":                                  zipped(t, zipped(t, text)),
		"not a text file":                                             "\x01\x02\x03\x04\x00\x00\x00\x00\x05\x06",
	} {
		for _, f := range []string{file, zipped(t, file)} {
			_, err := read(strings.NewReader(f))
			var not *NotTextError
			if !errors.As(err, &not) || not.Problem.Code != CodeNotText || not.Problem.Line != 1 || !strings.HasPrefix(not.Problem.Message, "this is "+is) {
				t.Errorf("%.60q: %v; want %s", f, err, is)
			}
		}
	}
}

func TestAGzipFileThatWasCutOffIsAnError(t *testing.T) {
	t.Parallel()
	whole := zipped(t, strings.Repeat(text, 100))
	for _, n := range []int{5, len(whole) / 2, len(whole) - 3} {
		if got, err := read(strings.NewReader(whole[:n])); err == nil {
			t.Errorf("%d bytes: read as %d bytes", n, len(got))
		}
	}
}

// A stream is opened as soon as its first bytes come, since the rest may come hours
// later.
func TestOpenDoesNotWaitForTheRestOfAStream(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	go func() {
		io.WriteString(w, "{\"a\":1}\n")
	}()
	in, err := Open(r)
	if err != nil {
		t.Fatal(err)
	}
	if line, err := in.ReadString('\n'); line != "{\"a\":1}\n" || err != nil {
		t.Errorf("%q, %v", line, err)
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{text, "\ufeffa,b\r", "a\x00b\x00\n\x00", "PK\x03\x04", "\xff\xfea\x00", "\x1f\x8b\x08"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := read(bytes.NewReader(b))
		again, errAgain := read(iotest.HalfReader(bytes.NewReader(b)))
		if got != again && err == nil && errAgain == nil && len(b) > 64 && len(b) < 512 {
			t.Skip() // what is seen first may differ
		}
	})
}

// A file of a megabyte must not become one of a gigabyte.
func TestAGzipFileMayExpandOnlySoFar(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	lines := bytes.Repeat([]byte("\n"), 1<<20)
	for range alwaysExpansion>>20 + 40 {
		w.Write(lines)
	}
	w.Close()
	in, err := Open(&packed)
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(io.Discard, in)
	if !errors.Is(err, errExpands) || n > alwaysExpansion+1<<20 {
		t.Errorf("%d bytes are read: %v", n, err)
	}
}

// Nothing of one file is left in the next, whatever kinds they are.
func TestOneOpenerReadsManyFiles(t *testing.T) {
	files := []string{
		"a: 1\n", "{\"a\":\r\n1}", zipped(t, "a,b\r\n1,2\r\n"), strings.Repeat("x", 100_000) + "\r\nend", "\xff\xfea\x00\n\x00", "", "\xef\xbb\xbfb: 2\n", "%PDF-1.7 not text", "c: 3",
	}
	text := func(open func(io.Reader) (*bufio.Reader, error), file string) string {
		in, err := open(strings.NewReader(file))
		if err != nil {
			return err.Error()
		}
		b, err := io.ReadAll(in)
		return fmt.Sprint(string(b), err)
	}
	var o Opener
	for i := range 3 * len(files) {
		file := files[i*4%len(files)]
		if got, want := text(o.Open, file), text(Open, file); got != want {
			t.Errorf("%.20q after others: %.60q, want %.60q", file, got, want)
		}
	}
}
