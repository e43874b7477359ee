package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess/handover"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
)

// sealOptions are the flags of seal.
type sealOptions struct {
	output
	to                   []string
	sign                 string
	unsigned, passphrase bool
}

var sealed = choice{[]report.Format{{Name: "age"}}, "age", "age"}

func newSeal(env Env, g *globals) *cobra.Command {
	var o sealOptions
	cmd := &cobra.Command{
		Use: "seal FILE...", SuggestFor: []string{"encrypt", "handover", "send"},
		Short: "Encrypt and sign files for the person who receives them",
		Long: `seal puts files into one encrypted file that only its recipient can open, with a
signature inside that shows who sealed it. Any file can be sealed.

--to is the public key of the recipient (age1…), or a file that holds it, such as
the recipient.txt they gave you; otherwise it is the recipient of the settings.
Your own signing key signs if there is one; --sign names another.

--passphrase makes a passphrase instead, and prints it once. Tell it by phone, never
by the way the file goes.

Send the file by your force's approved channel. See also: stalkrisk help handover.`,
		Example: `  stalkrisk seal case.yaml case.report.json --to recipient.txt -o handover.age
  stalkrisk seal case.yaml --to age1… --sign signing-key -o handover.age
  stalkrisk seal case.yaml --passphrase -o handover.age`,
		Args: args(1, -1, "name the files to seal"),
		RunE: func(_ *cobra.Command, files []string) error { return runSeal(env, g, files, o) },
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.to, "to", nil, "the recipient's public `key` (age1…), or a file with it; can be repeated")
	f.StringVar(&o.sign, "sign", "", "sign with the key in this `file` (otherwise with your own)")
	f.BoolVar(&o.unsigned, "unsigned", false, "do not sign")
	f.BoolVar(&o.passphrase, "passphrase", false, "make a passphrase instead of using a public key")
	f.StringVarP(&o.out, "output", "o", "", "write to this `file`, whole or not at all")
	o.forceFlag(cmd)
	cmd.PreRunE = func(*cobra.Command, []string) error { return o.check() }
	return cmd
}

// check returns a usage error if the flags do not fit together.
func (o *sealOptions) check() error {
	switch {
	case o.out == "":
		return usage("name the sealed file with -o, such as -o handover.age")
	case o.passphrase && len(o.to) > 0:
		return usage("a passphrase cannot be joined with a public key; leave out --passphrase or --to")
	case o.unsigned && o.sign != "":
		return usage("leave out --unsigned or --sign")
	}
	return unwritable("-o", o.out, sealed)
}

func runSeal(env Env, g *globals, files []string, o sealOptions) error {
	to, passphrase, err := o.recipients(env, g)
	if err != nil {
		return err
	}
	key, err := o.key(env)
	if err != nil {
		return err
	}
	all, err := env.filesToSeal(files)
	if err != nil {
		return err
	}
	b, err := handover.Seal(all, key, to)
	if err != nil {
		return usage("%w", err)
	}
	t := o.target(files)
	t.holds = b
	if err := env.notRead(files); err != nil {
		return err
	}
	if err := env.put(t, b, func() error { return env.showPassphrase(passphrase) }); err != nil {
		return err
	}
	if to.Hybrid {
		fmt.Fprintln(env.Err, "stalkrisk: this public key (age1pq1…) is of a new kind; age before 1.3, such as Debian's 1.1, cannot open the file")
	}
	said := fmt.Sprintf("%s sealed in %s, %s. Send it by your force's approved channel.\n", counted(len(all), "file"), safetext.Name(o.out), signedBy(key))
	return env.print([]byte(said))
}

// showPassphrase prints a passphrase, if there is one, before its file is in its place:
// without it the file is of no use.
func (env Env) showPassphrase(passphrase string) error {
	if passphrase == "" {
		return nil
	}
	fmt.Fprintln(env.Err, "This passphrase opens the file, and is not shown again. Tell it by phone:")
	return env.printPart([]byte(passphrase + "\n"))
}

func signedBy(key *handover.SigningKey) string {
	if key == nil {
		return "not signed"
	}
	return "signed with the key " + key.Public().Fingerprint()
}

// recipients returns whom the file is sealed for, and the passphrase if there is one.
func (o *sealOptions) recipients(env Env, g *globals) (to *handover.Recipients, passphrase string, err error) {
	if o.passphrase {
		passphrase = handover.NewPassphrase()
		to, err = handover.WithPassphrase(passphrase)
		return to, passphrase, err
	}
	to = &handover.Recipients{}
	for _, word := range o.to {
		text, what := word, "--to"
		if !strings.HasPrefix(word, "age1") && !strings.HasPrefix(word, "AGE-") && !strings.HasPrefix(word, "ssh-") {
			b, err := env.readBytes(word, mostInKeyFile)
			if err != nil {
				return nil, "", err
			}
			text, what = string(b), safetext.Name(word)
		}
		if err := to.Add(text); err != nil {
			return nil, "", usage("%s: %w", what, err)
		}
	}
	if to.Len() > 0 {
		return to, "", nil
	}
	s, err := g.set(env)
	switch {
	case err != nil:
		return nil, "", err
	case s.Recipient == "":
		return nil, "", usage("say who can open it: --to with their public key (age1…), or --passphrase")
	}
	if err := to.Add(s.Recipient); err != nil {
		return nil, "", fmt.Errorf("recipient in %s: %w", safetext.Name(s.path), err)
	}
	return to, "", nil
}

// key returns the key that signs; nil if nobody does.
func (o *sealOptions) key(env Env) (*handover.SigningKey, error) {
	name := env.ownKey(o.sign, signingKeyFile)
	if o.unsigned || name == "" {
		return nil, nil
	}
	key, err := readKeys(env, name, handover.ReadSigningKey)
	return &key, err
}

// filesToSeal reads the files to seal.
func (env Env) filesToSeal(names []string) (all []handover.File, err error) {
	left := int64(handover.MaxBytes)
	for _, name := range names {
		if name == "-" {
			return nil, usage("name the files to seal; standard input has no name")
		}
		b, err := env.readBytes(name, left)
		if err != nil {
			return nil, err
		}
		if left -= int64(len(b)); left < 0 {
			return nil, usage("the files have more than 32 MiB; seal fewer at a time")
		}
		all = append(all, handover.File{Name: filepath.Base(name), Data: b})
	}
	return all, nil
}
