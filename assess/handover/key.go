package handover

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"strings"
)

const (
	keyType    = "ssh-ed25519"
	privatePEM = "OPENSSH PRIVATE KEY"
	privateMan = "openssh-key-v1\x00"
)

// PublicKey is the public half of a key that signs.
type PublicKey struct{ key ed25519.PublicKey }

// String returns the key as OpenSSH writes it: ssh-ed25519 AAAA….
func (k PublicKey) String() string {
	return keyType + " " + base64.StdEncoding.EncodeToString(k.blob())
}

// Fingerprint returns what people compare: SHA256:… as ssh-keygen -l shows it.
func (k PublicKey) Fingerprint() string {
	sum := sha256.Sum256(k.blob())
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

func (k PublicKey) equal(other PublicKey) bool { return bytes.Equal(k.key, other.key) }

// blob returns the key as it is in signatures and in files of keys.
func (k PublicKey) blob() []byte { return appendString(appendString(nil, keyType), k.key) }

// readBlob reads a public key. It is false if the key is not an ed25519 key.
func readBlob(b []byte) (PublicKey, bool) {
	w := wire{b: b}
	kind, key := w.string(), w.string()
	ok := w.ended() && string(kind) == keyType && len(key) == ed25519.PublicKeySize
	return PublicKey{key}, ok
}

// SigningKey is a key that signs.
type SigningKey struct{ key ed25519.PrivateKey }

// NewSigningKey makes a key.
func NewSigningKey() SigningKey {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err) // the system's source of random numbers never fails
	}
	return SigningKey{key}
}

// Public returns the public half.
func (k SigningKey) Public() PublicKey { return PublicKey{k.key.Public().(ed25519.PublicKey)} }

// File returns the file of the key, as ssh-keygen writes and reads it.
func (k SigningKey) File(comment string) []byte {
	var check [4]byte
	rand.Read(check[:]) // this never fails
	private := append(check[:], check[:]...)
	private = appendString(private, keyType)
	private = appendString(private, k.Public().key)
	private = appendString(private, k.key)
	private = appendString(private, comment)
	for i := byte(1); len(private)%8 != 0; i++ {
		private = append(private, i)
	}
	b := []byte(privateMan)
	b = appendString(b, "none") // no cipher
	b = appendString(b, "none") // no passphrase
	b = appendString(b, "")
	b = binary.BigEndian.AppendUint32(b, 1)
	b = appendString(b, k.Public().blob())
	return pem.EncodeToMemory(&pem.Block{Type: privatePEM, Bytes: appendString(b, private)})
}

var (
	errNoSigningKey = errors.New("this is not a signing key; name the file signing-key that `stalkrisk key new` made, or a key of ssh-keygen -t ed25519")
	errPublicKey    = errors.New("this is the public half of a key; name the file without .pub, which is secret")
	errLockedKey    = errors.New("this key has a passphrase, which stalkrisk does not ask for; make a key of its own with `stalkrisk key new`")
	errOtherKey     = errors.New("this key is not an ed25519 key; make one with `stalkrisk key new`")
)

// ReadSigningKey reads the file of a key. No error repeats anything of the file.
func ReadSigningKey(b []byte) (SigningKey, error) {
	if strings.HasPrefix(string(b), "ssh-") {
		return SigningKey{}, errPublicKey
	}
	block, _ := pem.Decode(b)
	if block == nil || block.Type != privatePEM || !bytes.HasPrefix(block.Bytes, []byte(privateMan)) {
		return SigningKey{}, errNoSigningKey
	}
	w := wire{b: block.Bytes[len(privateMan):]}
	cipher := w.string()
	w.string() // how the cipher's key is made
	w.string()
	count, public, private := w.number(), w.string(), w.string()
	switch {
	case !w.ended() || count != 1:
		return SigningKey{}, errNoSigningKey
	case string(cipher) != "none":
		return SigningKey{}, errLockedKey
	}
	if _, ok := readBlob(public); !ok {
		return SigningKey{}, errOtherKey
	}
	return readPrivate(private, public)
}

// readPrivate reads the secret part of a file, which repeats the public key.
func readPrivate(b, public []byte) (SigningKey, error) {
	w := wire{b: b}
	first, second := w.number(), w.number()
	w.string() // the type, which public has
	w.string()
	key := w.string()
	if w.short || first != second || len(key) != ed25519.PrivateKeySize {
		return SigningKey{}, errNoSigningKey
	}
	k := SigningKey{ed25519.NewKeyFromSeed(ed25519.PrivateKey(key).Seed())}
	if !bytes.Equal(k.Public().blob(), public) {
		return SigningKey{}, errNoSigningKey
	}
	return k, nil
}
