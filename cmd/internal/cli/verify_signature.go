package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"stalkrisk/assess/handover"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/strictfile"
)

// signature checks the signature beside a file, if there is one, and prints whose key
// made it. With from, a file that nobody in that list signed does not verify.
func (v *verifier) signature(name, from string) {
	said, err := v.env.signatureOf(name, from)
	if v.print(v.env, err) || said == "" {
		return
	}
	fmt.Fprintf(v.env.Out, "%s: %s\n", safetext.Name(name), strings.ReplaceAll(said, "\n", " "))
}

// signatureOf returns a sentence about who signed a file; "" if nobody did and nobody
// has to.
func (env Env) signatureOf(name, from string) (string, error) {
	if name == "-" {
		if from == "" {
			return "", nil
		}
		return "", usage("--from needs a file with its signature beside it; standard input has none")
	}
	signature, err := env.readBytes(name+signatureSuffix, mostInKeyFile)
	if errors.Is(err, fs.ErrNotExist) {
		if from == "" {
			return "", nil
		}
		return env.signer(name, from, handover.ReportNamespace, nil)
	}
	if err != nil {
		return "", err
	}
	message, err := env.readBytes(name, strictfile.MaxBytes)
	if err != nil {
		return "", err
	}
	key, err := handover.CheckSignature(handover.ReportNamespace, message, signature)
	if err != nil {
		return "", fmt.Errorf("%s: %w", safetext.Name(name), err)
	}
	return env.signer(name, from, handover.ReportNamespace, &key)
}
