package handover

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"encoding/pem"
	"errors"
)

// A namespace says what a signature is for, so that a signature of one kind of file is
// never taken for that of another.
const (
	SealedNamespace = "stalkrisk-handover" // of the list of files in a hand-over
	ReportNamespace = "stalkrisk-report"   // of a JSON report
)

const (
	signaturePEM = "SSH SIGNATURE"
	signatureMan = "SSHSIG"
	hashName     = "sha512"
)

// Sign returns the signature of a message, as ssh-keygen -Y sign writes it.
func (k SigningKey) Sign(namespace string, message []byte) []byte {
	b := binary.BigEndian.AppendUint32([]byte(signatureMan), 1)
	b = appendString(b, k.Public().blob())
	b = appendString(b, namespace)
	b = appendString(b, "") // reserved
	b = appendString(b, hashName)
	signature := ed25519.Sign(k.key, signed(namespace, hashName, message))
	b = appendString(b, appendString(appendString(nil, keyType), signature))
	return pem.EncodeToMemory(&pem.Block{Type: signaturePEM, Bytes: b})
}

// signed returns the bytes that a key signs for a message.
func signed(namespace, hash string, message []byte) []byte {
	b := appendString([]byte(signatureMan), namespace)
	b = appendString(b, "") // reserved
	b = appendString(b, hash)
	if hash == "sha256" {
		sum := sha256.Sum256(message)
		return appendString(b, sum[:])
	}
	sum := sha512.Sum512(message)
	return appendString(b, sum[:])
}

var (
	errNoSignature    = errors.New("the signature is damaged, or it is not one of ssh-keygen's")
	errOtherSignature = errors.New("the signature is by a kind of key that is not read here; only ed25519 is")
	errOtherNamespace = errors.New("the signature is for another kind of file")
	errWrongSignature = errors.New("the signature does not fit: what it signs was changed, or another file was signed")
)

// CheckSignature returns the key that signed a message for a namespace.
func CheckSignature(namespace string, message, signature []byte) (PublicKey, error) {
	block, _ := pem.Decode(signature)
	if block == nil || block.Type != signaturePEM {
		return PublicKey{}, errNoSignature
	}
	w := wire{b: block.Bytes}
	man, version := w.take(len(signatureMan)), w.number()
	public, space, reserved, hash, made := w.string(), w.string(), w.string(), w.string(), wire{b: w.string()}
	if !w.ended() || string(man) != signatureMan || version != 1 || len(reserved) > 0 {
		return PublicKey{}, errNoSignature
	}
	key, ok := readBlob(public)
	kind, bytes := made.string(), made.string()
	switch {
	case !ok || string(kind) != keyType || !made.ended():
		return PublicKey{}, errOtherSignature
	case string(space) != namespace:
		return PublicKey{}, errOtherNamespace
	case string(hash) != hashName && string(hash) != "sha256":
		return PublicKey{}, errNoSignature
	case !ed25519.Verify(key.key, signed(namespace, string(hash), message), bytes):
		return PublicKey{}, errWrongSignature
	}
	return key, nil
}
