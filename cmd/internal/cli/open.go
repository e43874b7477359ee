package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/handover"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/textfile"
)

// opener says how a sealed file is opened, and who may have signed it.
type opener struct{ identity, from string }

func newOpen(env Env, _ *globals) *cobra.Command {
	var o opener
	var folder string
	var force bool
	cmd := &cobra.Command{
		Use: "open FILE", SuggestFor: []string{"unseal", "decrypt", "receive"},
		Short: "Open a sealed file, after checking who signed it",
		Long: `open decrypts a sealed file, checks that it is whole and unchanged, says who signed
it and lists what it holds. With -o it then writes the files into a folder, readable
only by you. Without -o it writes nothing.

Your own identity opens the file; --identity names another. A file with a passphrase
asks for it. --from names a list of the people you expect files from, such as the
signer.txt one of them gave you: a file of anybody else is refused.

A signature shows who sealed the files and that they are unchanged. It does not show
when, nor that what they say is true. report and assess --from read a sealed file
without writing it out. See also: stalkrisk help handover.`,
		Example: `  stalkrisk open handover.age --from signer.txt
  stalkrisk open handover.age --identity identity.txt -o case-folder
  stalkrisk report handover.age`,
		Args: args(1, 1, "open takes one file"),
		RunE: func(_ *cobra.Command, files []string) error { return runOpen(env, files[0], o, folder, force) },
	}
	o.identityFlag(cmd)
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "", "accept it only from the people in this `file`: a name, ssh-ed25519 and the key on each line")
	f.StringVarP(&folder, "out", "o", "", "write the files into this `folder`")
	f.BoolVar(&force, "force", false, "replace files of the same names")
	return cmd
}

func (o *opener) identityFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.identity, "identity", "", "open a sealed file with the identity in this `file` (otherwise with your own)")
}

func runOpen(env Env, name string, o opener, folder string, force bool) error {
	c, said, err := env.opened(name, o)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, said)
	for _, f := range c.Files {
		fmt.Fprintf(&b, "  %-30s %10d bytes\n", f.Name, len(f.Data))
	}
	if folder != "" {
		t := target{flag: "-o", inputs: []string{name}, isNew: true, force: force}
		if err := env.writeFolder(folder, t, slices.Concat(c.Files, c.List)); err != nil {
			return err
		}
		fmt.Fprintf(&b, "Written to %s\n", safetext.Name(folder))
	} else {
		fmt.Fprintln(&b, "Nothing was written. To write them: add -o and a folder.")
	}
	return env.put(target{inputs: []string{name}}, b.Bytes(), nothingElse)
}

// opened returns what a sealed file holds, and a sentence about who signed it.
func (env Env) opened(name string, o opener) (c *handover.Contents, said string, err error) {
	b, err := env.readBytes(name, handover.MaxSealed)
	if err != nil {
		return nil, "", err
	}
	with, err := env.identities(name, b, o)
	if err != nil {
		return nil, "", err
	}
	c, err = handover.Open(b, with)
	var fault *handover.FaultError
	switch {
	case errors.As(err, &fault):
		return nil, "", invalid(name, []assess.Problem{fault.Problem})
	case err != nil:
		return nil, "", fmt.Errorf("%s: %w", safetext.Name(name), err)
	}
	said, err = env.signer(name, o.from, handover.SealedNamespace, c.Signer)
	return c, said, err
}

// identities returns what may open a sealed file.
func (env Env) identities(name string, sealed []byte, o opener) (*handover.Identities, error) {
	if o.identity == "" && handover.HasPassphrase(sealed) {
		return env.askPassphrase(name)
	}
	own := env.ownKey(o.identity, identityFile)
	switch {
	case own != "":
		return readKeys(env, own, handover.ReadIdentities)
	case handover.IsSealed(sealed):
		return nil, usage("%s is sealed; name your identity with --identity", safetext.Name(name))
	}
	return &handover.Identities{}, nil // handover.Open says what is wrong
}

// askPassphrase asks for the passphrase of a sealed file: on a terminal without showing
// it, otherwise as a line of standard input.
func (env Env) askPassphrase(name string) (*handover.Identities, error) {
	if name == "-" {
		return nil, usage("the passphrase is read from standard input; name the sealed file")
	}
	var typed []byte
	var err error
	if f, ok := env.In.(*os.File); ok && env.Term.In {
		fmt.Fprint(env.Err, "Passphrase (not shown while you type): ")
		typed, err = term.ReadPassword(f.Fd())
		fmt.Fprintln(env.Err)
	} else {
		typed, err = firstLine(env.In)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the passphrase: %w", err)
	}
	return handover.KnowsPassphrase(strings.TrimSpace(string(typed)))
}

// firstLine reads a line and nothing after it, which may be answers.
func firstLine(in io.Reader) (line []byte, err error) {
	var b [1]byte
	for len(line) < 1000 {
		n, err := in.Read(b[:])
		if n > 0 && b[0] == '\n' || err == io.EOF {
			return line, nil
		}
		if err != nil {
			return nil, err
		}
		line = append(line, b[:n]...)
	}
	return line, nil
}

// signer returns a sentence about who signed a file. key is nil if nobody did. If from
// names a list of signers and nobody in it signed, it returns an error.
func (env Env) signer(name, from, namespace string, key *handover.PublicKey) (string, error) {
	if from == "" {
		if key == nil {
			return "Not signed: nothing shows who sent it.", nil
		}
		return "Signed with the key " + key.Fingerprint() + ".\nNobody has checked whose key that is: compare it by phone, or use `open --from`.", nil
	}
	list, err := readKeys(env, from, handover.ReadSigners)
	if err != nil {
		return "", err
	}
	if key == nil {
		return "", fmt.Errorf("%s: not signed, so nothing shows that it is from the people of --from; ask for a signed file", safetext.Name(name))
	}
	who, known := list.Name(*key, namespace)
	if !known {
		return "", fmt.Errorf("%s: signed with the key %s, which is not in the list of --from; ask the sender by phone before you use it", safetext.Name(name), key.Fingerprint())
	}
	return fmt.Sprintf("Signed by %s, with the key %s.", safetext.Name(who), key.Fingerprint()), nil
}

// readOne reads a file that holds one assessment, as the function of that name does,
// also from a sealed file.
func (o *opener) readOne(env Env, questionnaires assess.Questionnaires, name string) (record, error) {
	if !sealedFile(name) {
		if o.identity != "" {
			return record{}, usage("%s is not sealed; leave out --identity", safetext.Name(name))
		}
		return readOne(env, questionnaires, name)
	}
	c, said, err := env.opened(name, *o)
	if err != nil {
		return record{}, err
	}
	r, err := assessmentIn(env, questionnaires, name, c.Files)
	if err == nil {
		fmt.Fprintf(env.Err, "stalkrisk: %s: %s\n", safetext.Name(r.file), strings.ReplaceAll(said, "\n", " "))
	}
	return r, err
}

// sealedFile reports whether a file begins as a sealed one. A pipe does not.
func sealedFile(name string) bool {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	start, _ := io.ReadAll(io.LimitReader(f, 100))
	return handover.IsSealed(start)
}

// assessmentIn reads the assessment in a hand-over: that of the first file that holds
// one, or a report of one. It refuses several different ones: nobody may act on the
// wrong case.
func assessmentIn(env Env, questionnaires assess.Questionnaires, name string, files []handover.File) (found record, err error) {
	for _, f := range files {
		if !supported(f.Name) {
			continue
		}
		in, err := textfile.Open(bytes.NewReader(f.Data))
		if err != nil {
			continue // not text, whatever its name
		}
		b, err := readSome(f.Name, bufio.NewReader(in))
		if err != nil {
			continue
		}
		r, err := oneIn(env, questionnaires, filepath.Join(name, f.Name), b)
		isOne := err == nil && (r.saved != nil || strings.HasPrefix(r.Assessment.Format, "stalkrisk.assessment/"))
		switch {
		case !isOne:
		case found.file == "":
			found = r
		case r.Assessment.ID != found.Assessment.ID || !assess.SameCase(&r.Assessment, &found.Assessment):
			return record{}, fmt.Errorf("%s holds several assessments; write them to a folder with `stalkrisk open`, and name one", safetext.Name(name))
		}
	}
	if found.file == "" {
		return record{}, fmt.Errorf("%s holds no assessment and no JSON report; see what it holds with `stalkrisk open`", safetext.Name(name))
	}
	return found, nil
}
