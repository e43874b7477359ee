package handover

import (
	"encoding/base64"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Signers is a list of people and the keys that they sign with.
type Signers struct{ all []signer }

type signer struct {
	name       string
	namespaces []string // patterns; empty: for every kind of file
	key        PublicKey
}

// ReadSigners reads a list as ssh-keygen -Y verify does: a line for each person, with
// their name and their key. A file with a public key alone is such a list too. Keys of
// another kind than ed25519 are passed over. No error repeats anything of the file.
func ReadSigners(b []byte) (Signers, error) {
	var list Signers
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		s, why := readSigner(line)
		if why != "" {
			return Signers{}, fmt.Errorf("line %d: %s", n, why)
		}
		if s.key.key != nil {
			list.all = append(list.all, s)
		}
	}
	if len(list.all) == 0 {
		return Signers{}, fmt.Errorf("there is no ed25519 key; write one on each line: a name, ssh-ed25519 and the key")
	}
	return list, nil
}

// readSigner reads a line. The key is nil if it is of another kind.
func readSigner(line string) (s signer, why string) {
	words := strings.Fields(line)
	kind := slices.IndexFunc(words, isKeyType)
	if kind < 0 || kind > 2 || kind+1 >= len(words) {
		return s, "write a name, ssh-ed25519 and the key"
	}
	switch kind {
	case 0:
		s.name = strings.Join(words[2:], " ")
	case 2:
		list, ok := strings.CutPrefix(strings.ToLower(words[1]), `namespaces="`)
		list, closed := strings.CutSuffix(list, `"`)
		if !ok || !closed || strings.ContainsAny(list, `"!`) {
			return s, `of the options only namespaces="…" is understood; remove the others`
		}
		s.namespaces = strings.Split(list, ",")
		fallthrough
	case 1:
		s.name = strings.Trim(words[0], `"`)
	}
	if words[kind] != keyType {
		return s, ""
	}
	blob, err := base64.StdEncoding.DecodeString(words[kind+1])
	key, ok := readBlob(blob)
	if err != nil || !ok {
		return s, "the key is damaged or cut off; copy the whole line"
	}
	s.key = key
	return s, ""
}

func isKeyType(word string) bool {
	return strings.HasPrefix(word, "ssh-") || strings.HasPrefix(word, "ecdsa-") || strings.HasPrefix(word, "sk-")
}

// Name returns the name of whoever has the key, if the list has it for such files.
func (l Signers) Name(key PublicKey, namespace string) (name string, known bool) {
	for _, s := range l.all {
		if s.key.equal(key) && s.signs(namespace) {
			return s.name, true
		}
	}
	return "", false
}

func (s signer) signs(namespace string) bool {
	return len(s.namespaces) == 0 || slices.ContainsFunc(s.namespaces, func(pattern string) bool {
		is, _ := path.Match(pattern, namespace)
		return is
	})
}
