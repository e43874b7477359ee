// Package handover seals files for one person or team, and opens them again.
//
// Seal puts files, a list of them (manifest.json) and a signature of that list
// (manifest.json.sig) into a tar, and encrypts it with age. Open decrypts the whole
// into memory, checks all of it, and only then returns anything: age decrypts a file
// that was cut off up to the cut.
//
// Encryption does not show who sent a file, so the signature is inside. It is an SSHSIG
// by an ed25519 key, which ssh-keygen -Y verify can check as well. It shows that the
// holder of a key signed these bytes; not when, not for whom, and not that they are
// true.
//
// The package reads and writes bytes. Files and flags are cli's.
package handover
