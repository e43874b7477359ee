package handover

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
)

// Recipients are those whom a file is sealed for: public keys, or a passphrase alone.
type Recipients struct {
	keys            []age.Recipient
	Hybrid, classic bool
}

var (
	errNoRecipient   = errors.New("this is not a public key of age; it begins with age1 and is copied whole")
	errSecretKey     = errors.New("this is a secret identity, which nobody else may see; give the public key, which begins with age1")
	errSSHRecipient  = errors.New("SSH keys are not used to seal; ask for a public key that begins with age1")
	errPlugin        = errors.New("this key belongs to a plugin of age, which stalkrisk does not run; ask for one that begins with age1 or age1pq1")
	errMixed         = errors.New("age1… and age1pq1… keys cannot be mixed in one file; seal a file for each kind")
	errNoIdentity    = errors.New("this is not an identity; name the file identity.txt that `stalkrisk key new` made, or one of age-keygen")
	errLocked        = errors.New("this identity is encrypted, which stalkrisk cannot read; decrypt it with age first")
	errSSHIdentity   = errors.New("SSH keys are not used to open; make an identity with `stalkrisk key new`")
	errSigningKeyNot = errors.New("this is a signing key; name the file identity.txt beside it")
)

// Add adds the public keys in a text, one on each line. No error repeats the text.
func (r *Recipients) Add(text string) error {
	some := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		some = true
		if err := r.add(line); err != nil {
			return err
		}
	}
	if !some {
		return errNoRecipient
	}
	if r.Hybrid && r.classic {
		return errMixed
	}
	return nil
}

func (r *Recipients) add(key string) error {
	one, err := age.ParseRecipients(strings.NewReader(key))
	switch {
	case err == nil:
		_, hybrid := one[0].(*age.HybridRecipient)
		r.keys, r.Hybrid, r.classic = append(r.keys, one...), r.Hybrid || hybrid, r.classic || !hybrid
		return nil
	case strings.HasPrefix(key, "AGE-SECRET-KEY-"):
		return errSecretKey
	case strings.HasPrefix(key, "ssh-"):
		return errSSHRecipient
	case strings.HasPrefix(key, "age1") && strings.Count(key, "1") > 1 && !strings.HasPrefix(key, "age1pq1"):
		// A name of a plugin is between the first 1 and the last.
		return errPlugin
	}
	return errNoRecipient
}

// Len returns how many public keys there are.
func (r *Recipients) Len() int { return len(r.keys) }

// WithPassphrase returns the recipient that has the passphrase.
func WithPassphrase(passphrase string) (*Recipients, error) {
	key, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	return &Recipients{keys: []age.Recipient{key}}, nil
}

// Identities are what opens a sealed file.
type Identities struct {
	keys       []age.Identity
	passphrase bool
}

// mostWork is the most work that a received file may ask for, as a power of two: 1 GiB
// of memory and a few seconds.
const mostWork = 20

// KnowsPassphrase returns the identity of whoever knows a passphrase. Spaces count as
// hyphens, and capitals do not count, if the passphrase does not fit as it was typed.
func KnowsPassphrase(typed string) (*Identities, error) {
	i := &Identities{passphrase: true}
	for _, p := range spellings(typed) {
		key, err := age.NewScryptIdentity(p)
		if err != nil {
			return nil, errors.New("no passphrase was given")
		}
		key.SetMaxWorkFactor(mostWork)
		i.keys = append(i.keys, key)
	}
	return i, nil
}

// ReadIdentities reads a file of identities, one on each line. No error repeats
// anything of the file.
func ReadIdentities(b []byte) (*Identities, error) {
	keys, err := age.ParseIdentities(bytes.NewReader(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))))
	text := string(b)
	switch {
	case err == nil:
		return &Identities{keys: keys}, nil
	case IsSealed(b):
		return nil, errLocked
	case strings.Contains(text, privatePEM):
		return nil, errSigningKeyNot
	case strings.Contains(text, "PRIVATE KEY"):
		return nil, errSSHIdentity
	case strings.Contains(text, "AGE-PLUGIN-"):
		return nil, errPlugin
	}
	return nil, errNoIdentity
}

// NewIdentity makes an identity. It returns the file, which is secret, and its public
// key.
func NewIdentity() (file []byte, public string, err error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, "", err
	}
	public = key.Recipient().String()
	return fmt.Appendf(nil, "# Secret. Whoever has this file can open what is sealed for its public key.\n# public key: %s\n%s\n", public, key), public, nil
}
