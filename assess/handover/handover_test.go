package handover

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	_ "stalkrisk/assess/assesstest/quickfuzz"
)

var made = []File{{"case.yaml", []byte("an invented case\n")}, {"case.report.json", []byte("{}\n")}}

// person is somebody who can open what is sealed for them, and sign.
type person struct {
	file   []byte
	public string
	open   *Identities
	sign   SigningKey
}

func newPerson(t testing.TB) person {
	t.Helper()
	file, public, err := NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	ids, err := ReadIdentities(file)
	if err != nil {
		t.Fatal(err)
	}
	return person{file, public, ids, NewSigningKey()}
}

func recipients(t testing.TB, keys ...string) *Recipients {
	t.Helper()
	to := &Recipients{}
	for _, k := range keys {
		if err := to.Add(k); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

func seal(t testing.TB, files []File, key *SigningKey, to *Recipients) []byte {
	t.Helper()
	b, err := Seal(files, key, to)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// encrypt seals bytes of our own, as any sender can.
func encrypt(t testing.TB, plain []byte, to *Recipients) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to.keys...)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(plain)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func same(a, b []File) bool {
	return slices.EqualFunc(a, b, func(x, y File) bool { return x.Name == y.Name && bytes.Equal(x.Data, y.Data) })
}

func TestWhatWasSealedIsOpened(t *testing.T) {
	t.Parallel()
	anna, ben := newPerson(t), newPerson(t)
	big := []File{{"large.html", bytes.Repeat([]byte("0123456789abcdef"), 3*64<<10/16)}, {"empty.txt", nil}}
	for _, files := range [][]File{made, big} {
		for _, key := range []*SigningKey{nil, &anna.sign} {
			sealed := seal(t, files, key, recipients(t, anna.public, ben.public))
			for _, who := range []person{anna, ben} {
				c, err := Open(sealed, who.open)
				if err != nil {
					t.Fatal(err)
				}
				if !same(c.Files, files) || (c.Signer == nil) != (key == nil) || c.Signer != nil && !c.Signer.equal(key.Public()) {
					t.Errorf("opened %d files, signed by %v", len(c.Files), c.Signer)
				}
			}
			if strings.Contains(string(sealed), "case") {
				t.Error("a name can be read in the sealed file")
			}
		}
	}
}

// As mail wants it, and made by age -a.
func TestASealedFileWrittenAsTextIsOpened(t *testing.T) {
	t.Parallel()
	anna := newPerson(t)
	var text bytes.Buffer
	w := armor.NewWriter(&text)
	w.Write(seal(t, made, nil, recipients(t, anna.public)))
	w.Close()
	c, err := Open(text.Bytes(), anna.open)
	if err != nil || !same(c.Files, made) {
		t.Errorf("%v", err)
	}
	whole := text.Bytes()
	for i := range whole[:len(whole)-1] {
		if c, err := Open(whole[:i], anna.open); err == nil && !same(c.Files, made) {
			t.Fatalf("cut at byte %d of the text, something else was opened", i)
		}
	}
}

func TestAPassphraseOpensAlsoAsItWasHeard(t *testing.T) {
	t.Parallel()
	key, err := age.NewScryptRecipient("paper-lantern-otter")
	if err != nil {
		t.Fatal(err)
	}
	key.SetWorkFactor(10)
	sealed := encrypt(t, tarOf(t, made), &Recipients{keys: []age.Recipient{key}})
	for typed, opens := range map[string]bool{"paper-lantern-otter": true, "Paper lantern  OTTER": true, "paper-lantern": false, "Paper-lantern-ottar": false, "paper": false} {
		who, err := KnowsPassphrase(typed)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(sealed, who); (err == nil) != opens || !opens && !errors.Is(err, errWrongPassphrase) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	if !HasPassphrase(sealed) {
		t.Error("nobody would be asked for the passphrase")
	}
}

func TestNewPassphrase(t *testing.T) {
	t.Parallel()
	list := strings.Fields(plainWords)
	if !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) || len(list) < 1400 {
		t.Errorf("%d words, not all different", len(list))
	}
	seen := map[string]bool{}
	for range 50 {
		p := NewPassphrase()
		words := strings.Split(p, "-")
		if len(words) != 10 || seen[p] || slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(list, w) }) {
			t.Errorf("%q", p)
		}
		seen[p] = true
	}
	for _, w := range list {
		if strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" || len(w) > 10 {
			t.Errorf("%q is not a plain word", w)
		}
	}
}

// tarOf returns what is inside a sealed file.
func tarOf(t testing.TB, files []File) []byte {
	t.Helper()
	b, err := pack(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestACutOrChangedFileIsNeverTakenForTheWholeOne(t *testing.T) {
	t.Parallel()
	anna := newPerson(t)
	sealed := seal(t, made[:1], &anna.sign, recipients(t, anna.public))
	header := bytes.Index(sealed, []byte("\n--- ")) + 50
	wrong := func(what string, b []byte) {
		if c, err := Open(b, anna.open); err == nil {
			t.Fatalf("%s: opened, with %d files", what, len(c.Files))
		} else if len(err.Error()) < 20 || strings.Contains(err.Error(), "age header") || strings.Contains(err.Error(), "EOF") {
			t.Errorf("%s: not a sentence of ours: %v", what, err)
		}
	}
	for i := range sealed {
		wrong(fmt.Sprintf("cut at %d", i), sealed[:i])
		for bit := range 8 {
			if bit == i%8 || i < header { // every bit of the header, and one of each byte after it
				wrong(fmt.Sprintf("bit %d of byte %d changed", bit, i), changed(sealed, i, 1<<bit))
			}
		}
	}
	wrong("a byte more", append(slices.Clone(sealed), 'x'))
	wrong("twice", append(slices.Clone(sealed), sealed...))
}

// age decrypts the first parts of a long file that was cut off. None of it is used.
func TestALongFileThatIsCutIsRefusedWhole(t *testing.T) {
	t.Parallel()
	anna := newPerson(t)
	sealed := seal(t, []File{{"a.html", bytes.Repeat([]byte("x"), 300<<10)}}, nil, recipients(t, anna.public))
	for _, at := range []int{len(sealed) - 1, len(sealed) - 20, 64 << 10, 128<<10 + 200, 250 << 10} {
		if _, err := Open(sealed[:at], anna.open); err == nil {
			t.Errorf("cut at %d of %d: opened", at, len(sealed))
		}
	}
}

// What is inside is checked by itself: whoever can seal can put anything there.
func TestAByteChangedInsideIsRefused(t *testing.T) {
	t.Parallel()
	key := NewSigningKey()
	plain, err := pack(made, &key)
	if err != nil {
		t.Fatal(err)
	}
	for i := range plain {
		for _, flip := range []byte{1, 0x20, 0x80} {
			changed := slices.Clone(plain)
			changed[i] ^= flip
			c, err := unpack(changed)
			if err == nil && (!same(c.Files, made) || c.Signer == nil || !c.Signer.equal(key.Public())) {
				t.Fatalf("byte %d changed by %x: taken for right", i, flip)
			}
		}
		if c, err := unpack(plain[:i]); err == nil && !same(c.Files, made) {
			t.Fatalf("cut at %d: taken for right", i)
		}
	}
}

func TestEachFaultHasItsSentence(t *testing.T) {
	t.Parallel()
	anna, ben := newPerson(t), newPerson(t)
	to := recipients(t, anna.public)
	sealed := seal(t, made, &anna.sign, to)
	work, err := age.NewScryptRecipient("p")
	if err != nil {
		t.Fatal(err)
	}
	work.SetWorkFactor(2)
	scrypt := encrypt(t, tarOf(t, made), &Recipients{keys: []age.Recipient{work}})
	heavy := bytes.Replace(scrypt, []byte(" 2\n"), []byte(" 21\n"), 1)
	header := bytes.Index(sealed, []byte("\n--- "))
	macChanged := slices.Clone(sealed)
	macChanged[header+6] ^= 1
	bodyChanged := slices.Clone(sealed)
	bodyChanged[len(sealed)-1] ^= 1
	knows, err := KnowsPassphrase("nothing")
	if err != nil {
		t.Fatal(err)
	}
	hybrid, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	other, err := ReadIdentities([]byte(hybrid.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		sealed []byte
		with   *Identities
		want   error
	}{
		"nothing":                {nil, anna.open, errNotSealed},
		"text":                   {[]byte("format: stalkrisk.assessment/1\n"), anna.open, errNotSealed},
		"cut in its first line":  {sealed[:10], anna.open, errNotSealed},
		"cut in its header":      {sealed[:60], anna.open, errCutOff},
		"cut after its header":   {sealed[:header+60], anna.open, errCutOff},
		"cut at its end":         {sealed[:len(sealed)-1], anna.open, errChanged},
		"header changed":         {macChanged, anna.open, errChanged},
		"body changed":           {bodyChanged, anna.open, errChanged},
		"more at its end":        {append(slices.Clone(sealed), '\n'), anna.open, errChanged},
		"wrong key":              {sealed, ben.open, errWrongKey},
		"hybrid key":             {sealed, other, errWrongKey},
		"passphrase for a key":   {sealed, knows, errNeedsIdentity},
		"wrong passphrase":       {scrypt, knows, errWrongPassphrase},
		"key for a passphrase":   {scrypt, anna.open, errNeedsPassphrase},
		"too much work":          {heavy, knows, errTooMuchWork},
		"not by us":              {encrypt(t, []byte("a note"), to), anna.open, errNoList},
		"a tar without a list":   {encrypt(t, rawTar(t, entry("a.txt", "x")), to), anna.open, errNoList},
		"more than can be held":  {encrypt(t, make([]byte, MaxBytes+1), to), anna.open, errTooLarge},
		"signature of something": {encrypt(t, rawTar(t, entry(listName, "{}"), entry(signatureName, string(anna.sign.Sign(SealedNamespace, []byte("{ }"))))), to), anna.open, errWrongSignature},
		"signature of a report":  {encrypt(t, rawTar(t, entry(listName, "{}"), entry(signatureName, string(anna.sign.Sign(ReportNamespace, []byte("{}"))))), to), anna.open, errOtherNamespace},
		"no signature":           {encrypt(t, rawTar(t, entry(listName, "{}"), entry(signatureName, "x")), to), anna.open, errNoSignature},
	} {
		if _, err := Open(c.sealed, c.with); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func entry(name, text string) *hostile {
	return &hostile{tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o600, Size: int64(len(text))}, text}
}

type hostile struct {
	tar.Header
	text string
}

func rawTar(t testing.TB, all ...*hostile) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, h := range all {
		if err := w.WriteHeader(&h.Header); err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, h.text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The list fits what is there, so that only the name or kind of the file is wrong.
func TestAHostileTarIsRefused(t *testing.T) {
	t.Parallel()
	listOf := func(holding string, names ...string) *hostile {
		text := `{"format":"stalkrisk.handover/1","files":[`
		for i, n := range names {
			l := listed(File{n, []byte(holding)})
			text += fmt.Sprintf(`%s{"name":%q,"size":%d,"sha256":%q}`, strings.Repeat(",", min(i, 1)), n, l.Size, l.SHA256)
		}
		return entry(listName, text+"]}")
	}
	list := func(names ...string) *hostile { return listOf("x", names...) }
	names := []string{"../x", "/etc/x", "a/b", `a\b`, `C:x`, ".", "..", "", ".profile", "x.", " x", "nul", "COM1.txt", "a\nb", "a\x1b[2J", "\u202ex", "x*", strings.Repeat("x", 201), "Manifest.json", "manifest.json.sig "}
	for _, name := range names {
		if _, err := unpack(rawTar(t, list(name), entry(name, "x"))); err == nil {
			t.Errorf("%q was taken", name)
		}
	}
	for what, b := range map[string][]byte{
		"repeated":           rawTar(t, list("a", "a"), entry("a", "x"), entry("a", "x")),
		"repeated, capitals": rawTar(t, list("a", "A"), entry("a", "x"), entry("A", "x")),
		"not in the list":    rawTar(t, list("a"), entry("a", "x"), entry("b", "x")),
		"instead of another": rawTar(t, list("a"), entry("b", "x")),
		"missing":            rawTar(t, list("a", "b"), entry("a", "x")),
		"listed twice":       rawTar(t, list("a", "a"), entry("a", "x"), entry("b", "x")),
		"of other bytes":     rawTar(t, list("a"), entry("a", "y")),
		"of other size":      rawTar(t, list("a"), entry("a", "xx")),
		"a second list":      rawTar(t, list("a"), list("b"), entry("a", "x")),
		"a link":             rawTar(t, listOf("", "a"), &hostile{tar.Header{Typeflag: tar.TypeSymlink, Name: "a", Linkname: "/etc/passwd"}, ""}),
		"a hard link":        rawTar(t, listOf("", "a"), &hostile{tar.Header{Typeflag: tar.TypeLink, Name: "a", Linkname: "b"}, ""}),
		"a folder":           rawTar(t, listOf("", "a"), &hostile{tar.Header{Typeflag: tar.TypeDir, Name: "a"}, ""}),
		"a device":           rawTar(t, listOf("", "a"), &hostile{tar.Header{Typeflag: tar.TypeChar, Name: "a"}, ""}),
		"a list of later":    rawTar(t, entry(listName, `{"format":"stalkrisk.handover/2","files":[]}`)),
		"an unknown key":     rawTar(t, entry(listName, `{"format":"stalkrisk.handover/1","files":[],"x":1}`)),
		"a key twice":        rawTar(t, entry(listName, `{"format":"stalkrisk.handover/1","files":[],"files":[]}`)),
		"no list":            rawTar(t, entry(listName, `[]`)),
		"a huge sparse file": sparse(t),
	} {
		if c, err := unpack(b); err == nil || len(err.Error()) < 20 {
			t.Errorf("%s: %v, %v", what, c, err)
		}
	}
	if _, err := unpack(rawTar(t, list("a", "b"), entry("b", "x"), entry("a", "x"))); err != nil {
		t.Errorf("a right one is refused: %v", err)
	}
}

// sparse returns a tar of 3 KiB with a file of a terabyte: an old GNU header with one
// empty piece at its end.
func sparse(t testing.TB) []byte {
	t.Helper()
	b := rawTar(t, &hostile{tar.Header{Typeflag: tar.TypeReg, Name: "a", Format: tar.FormatGNU}, ""})
	head := b[:512]
	head[156] = tar.TypeGNUSparse
	copy(head[257:], "ustar  \x00")
	copy(head[386:], "00000000000\x0000000000000\x00")
	copy(head[410:], "77777777777\x0000000000000\x00")
	copy(head[483:], "77777777777\x00") // the size of the whole
	copy(head[148:], "        ")
	sum := 0
	for _, c := range head {
		sum += int(c)
	}
	copy(head[148:], fmt.Sprintf("%06o\x00 ", sum))
	h, err := tar.NewReader(bytes.NewReader(b)).Next()
	if err != nil || h.Size < MaxBytes {
		t.Fatalf("not sparse: %v %v", h, err)
	}
	return b
}

func TestNamesAndSizesThatCannotBeSealed(t *testing.T) {
	t.Parallel()
	to := recipients(t, newPerson(t).public)
	for what, c := range map[string]struct {
		files []File
		want  error
	}{
		"twice":           {[]File{{"a.yaml", nil}, {"A.yaml", nil}}, errTwice},
		"the list":        {[]File{{"manifest.json", nil}}, errReserved},
		"hidden":          {[]File{{".a", nil}}, errBadName},
		"a path":          {[]File{{"a/b", nil}}, errBadName},
		"more than fits":  {[]File{{"a", make([]byte, MaxBytes)}}, errTooLarge},
		"more than fits2": {[]File{{"a", make([]byte, MaxBytes/2)}, {"b", make([]byte, MaxBytes/2)}}, errTooLarge},
	} {
		if _, err := Seal(c.files, nil, to); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func FuzzOpenedIsNeverWrong(f *testing.F) {
	key := NewSigningKey()
	for _, signer := range []*SigningKey{nil, &key} {
		b, err := pack(made, signer)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add(sparse(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := unpack(b)
		if err != nil {
			return
		}
		names := map[string]bool{}
		for _, file := range c.Files {
			if !plainName(file.Name) || names[strings.ToLower(file.Name)] {
				t.Errorf("opened a file named %q", file.Name)
			}
			names[strings.ToLower(file.Name)] = true
		}
		// Whatever is taken for signed by our key is what it signed.
		if c.Signer != nil && c.Signer.equal(key.Public()) && !same(c.Files, made) {
			t.Error("something else is taken for signed")
		}
		again, err := pack(c.Files, nil)
		if err != nil {
			t.Fatal(err)
		}
		if d, err := unpack(again); err != nil || !same(d.Files, c.Files) {
			t.Errorf("sealed again: %v", err)
		}
	})
}
