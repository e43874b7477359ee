package handover

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// Every file that age encrypts begins with this line.
const ageIntro = "age-encryption.org/v1\n"

// MaxSealed is the most bytes that a sealed file can have: what it holds, encrypted and
// written as text.
const MaxSealed = MaxBytes + MaxBytes/2

// IsSealed reports whether a file begins as one that age encrypted, in bytes or as text.
func IsSealed(start []byte) bool {
	return bytes.HasPrefix(start, []byte(ageIntro)) || isText(start)
}

func isText(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(b, " \t\r\n"), []byte(armor.Header))
}

// HasPassphrase reports whether a sealed file is opened with a passphrase.
func HasPassphrase(sealed []byte) bool {
	b, err := unarmoured(sealed)
	return err == nil && bytes.HasPrefix(b, []byte(ageIntro+"-> scrypt "))
}

// unarmoured returns the bytes of a sealed file that may be written as text, as mail
// wants it.
func unarmoured(b []byte) ([]byte, error) {
	if !isText(b) {
		return b, nil
	}
	out, err := io.ReadAll(armor.NewReader(bytes.NewReader(b)))
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return nil, errCutOff
	}
	if err != nil {
		return nil, errChanged
	}
	return out, nil
}

// Seal returns files as one sealed file. key is nil if nobody signs. An error is about
// the names or the size of the files, or the recipients.
func Seal(files []File, key *SigningKey, to *Recipients) ([]byte, error) {
	plain, err := pack(files, key)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to.keys...)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil { // writes the last part, without which the file is cut off
		return nil, err
	}
	return out.Bytes(), nil
}

var (
	errWrongKey        = errors.New("your identity does not open this file: it was sealed for somebody else, or its beginning was changed; send your public key to whoever sealed it, and ask for it again")
	errWrongPassphrase = errors.New("the passphrase is wrong, or its file was changed")
	errNeedsPassphrase = errors.New("this file was sealed with a passphrase and not for an identity; leave out --identity, and the passphrase is asked for")
	errNeedsIdentity   = errors.New("this file was not sealed with a passphrase; name your identity")
	errForeignKey      = errors.New("this file was encrypted for an SSH key or a plugin of age, which stalkrisk does not use, or its beginning was changed; open it with age, or ask for it again")
	errTooMuchWork     = errors.New("opening this file takes more work than stalkrisk allows; ask for one that is sealed for your public key")
)

// Open returns what a sealed file holds, once all of it is decrypted and checked. It
// returns a *FaultError if the file is not as it was sealed; another error if the
// identities do not open it or the signature does not fit.
func Open(sealed []byte, with *Identities) (*Contents, error) {
	b, err := unarmoured(sealed)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(b, []byte(ageIntro)) {
		return nil, errNotSealed
	}
	r, err := age.Decrypt(bytes.NewReader(b), with.keys...)
	if err != nil {
		return nil, with.why(err)
	}
	plain, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case len(plain) > MaxBytes:
		return nil, errTooLarge
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errCutOff
	case err != nil:
		return nil, errChanged
	}
	return unpack(plain)
}

// why returns our own sentence for an error of age.Decrypt.
func (i *Identities) why(err error) error {
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none):
		return i.noMatch(none.StanzaTypes)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(err.Error(), "EOF"):
		return errCutOff
	case strings.Contains(err.Error(), "work factor too large"):
		return errTooMuchWork
	}
	return errChanged
}

// noMatch returns why no identity opens a file that was sealed in these ways.
func (i *Identities) noMatch(ways []string) error {
	const scrypt, x25519, hybrid = "scrypt", "X25519", "mlkem768x25519"
	ours := func(way string) bool { return way == x25519 || way == hybrid }
	switch {
	case slices.Contains(ways, scrypt) && i.passphrase:
		return errWrongPassphrase
	case slices.Contains(ways, scrypt):
		return errNeedsPassphrase
	case i.passphrase:
		return errNeedsIdentity
	case !slices.ContainsFunc(ways, ours):
		return errForeignKey
	}
	return errWrongKey
}
