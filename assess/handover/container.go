package handover

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess/late"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
)

// MaxBytes is the most that a hand-over holds.
const MaxBytes = 32 << 20

// Format is the format of the list of files.
const Format = "stalkrisk.handover/1"

// The names of the list and of its signature.
const (
	listName      = "manifest.json"
	signatureName = "manifest.json.sig"
)

// File is a file of a hand-over.
type File struct {
	Name string // without a folder
	Data []byte
}

// Manifest is the list of the files of a hand-over, which is signed.
type Manifest struct {
	Format string   `json:"format" doc:"the format of this file"`
	Files  []Listed `json:"files" doc:"every other file, in the order in which they were named"`
}

// Listed is a file in the list.
type Listed struct {
	Name   string `json:"name" doc:"the name of the file, without a folder"`
	Size   int    `json:"size" doc:"in bytes"`
	SHA256 string `json:"sha256" doc:"of its bytes, in hexadecimal"`
}

func listed(f File) Listed {
	sum := sha256.Sum256(f.Data)
	return Listed{f.Name, len(f.Data), hex.EncodeToString(sum[:])}
}

// Contents is what a hand-over holds. All of it fits its list, and the signature.
type Contents struct {
	Files  []File     // in the order of the list
	List   []File     // the list, and its signature if there is one
	Signer *PublicKey // nil if it is not signed
}

// pack returns a tar of the files, their list and its signature. key is nil if nobody
// signs. An error says what is wrong with a name.
func pack(files []File, key *SigningKey) ([]byte, error) {
	list := Manifest{Format: Format}
	names := map[string]bool{}
	for _, f := range files {
		if err := takeName(names, f.Name); err != nil {
			return nil, fmt.Errorf("%s: %w", safetext.Name(f.Name), err)
		}
		list.Files = append(list.Files, listed(f))
	}
	b, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return nil, err
	}
	all := []File{{listName, append(b, '\n')}}
	if key != nil {
		all = append(all, File{signatureName, key.Sign(SealedNamespace, all[0].Data)})
	}
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, f := range append(all, files...) {
		// No owner and no time: they are nobody's business.
		if err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: f.Name, Mode: 0o600, Size: int64(len(f.Data))}); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.Data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if out.Len() > MaxBytes {
		return nil, errTooLarge
	}
	return out.Bytes(), nil
}

var (
	errBadName  = errors.New("this name cannot be handed over; rename the file")
	errTwice    = errors.New("two files have this name; rename one")
	errReserved = errors.New("this name is used for the list of the files; rename the file")
)

// takeName adds the name of a file to those that are taken. Any system must be able to
// write the file, in one folder, without replacing another or its list.
func takeName(taken map[string]bool, name string) error {
	folded := strings.ToLower(name)
	switch {
	case !plainName(name):
		return errBadName
	case folded == listName || folded == signatureName:
		return errReserved
	case taken[folded]:
		return errTwice
	}
	taken[folded] = true
	return nil
}

// plainName reports whether every system takes a name for a file in one folder, that is
// shown.
func plainName(name string) bool {
	shown := utf8.ValidString(name) && safetext.Name(name) == name && strings.TrimSpace(name) == name
	inFolder := !strings.ContainsAny(name, `/\:*?"<>|`) && !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, ".")
	return name != "" && len(name) <= 200 && shown && inFolder && !device.Get().MatchString(name)
}

// device matches the names that Windows keeps for devices, whatever their suffix.
var device = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`) }}

// unpack returns what a tar holds, if all of it fits its list and its signature.
func unpack(b []byte) (*Contents, error) {
	files, list, signature, err := filesIn(b)
	if err != nil {
		return nil, err
	}
	if list == nil {
		return nil, errNoList
	}
	c := &Contents{Files: files, List: []File{{listName, list}}}
	if signature != nil {
		key, err := CheckSignature(SealedNamespace, list, signature)
		if err != nil {
			return nil, err
		}
		c.Signer, c.List = &key, append(c.List, File{signatureName, signature})
	}
	return c, c.fits(list)
}

// filesIn returns the files in a tar, and its list and signature if it has them.
func filesIn(b []byte) (files []File, list, signature []byte, err error) {
	names := map[string]bool{}
	for r := tar.NewReader(bytes.NewReader(b)); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files, list, signature, nil
		}
		if err != nil {
			return nil, nil, nil, errNoList
		}
		if h.Typeflag != tar.TypeReg {
			return nil, nil, nil, unfit("the hand-over holds something that is not a file")
		}
		// A sparse file in a tar can be larger than the tar.
		data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
		switch {
		case len(data) > MaxBytes:
			return nil, nil, nil, errTooLarge
		case err != nil:
			return nil, nil, nil, unfit("a file in the hand-over is cut off")
		case h.Name == listName && list == nil:
			list = data
		case h.Name == signatureName && signature == nil:
			signature = data
		default:
			if err := takeName(names, h.Name); err != nil {
				return nil, nil, nil, unfit("the hand-over holds a file whose name is a path, is repeated, or cannot be used")
			}
			files = append(files, File{h.Name, data})
		}
	}
}

// fits puts the files in the order of the list. It returns an error unless the list has
// each of them, as it is, and no other.
func (c *Contents) fits(list []byte) error {
	root, problems := strictfile.ParseJSON(list)
	var m Manifest
	if len(problems) == 0 {
		problems = strictfile.Decode(root, &m)
	}
	switch {
	case m.Format != "" && m.Format != Format:
		return unfit("the list of files is of another version")
	case len(problems) > 0 || m.Format == "":
		return unfit("the list of files cannot be read")
	case len(m.Files) != len(c.Files):
		return unfit("the hand-over does not hold the files of its list")
	}
	held := map[Listed]File{}
	for _, f := range c.Files {
		held[listed(f)] = f
	}
	c.Files = nil
	for _, l := range m.Files {
		f, is := held[l]
		if !is {
			return unfit("a file in the hand-over is not the one in its list")
		}
		delete(held, l)
		c.Files = append(c.Files, f)
	}
	return nil
}
