package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/handover"
	"stalkrisk/assess/safetext"
)

// The files of a person's own keys. The first two are secret.
const (
	identityFile   = "identity.txt"
	signingKeyFile = "signing-key"
	recipientFile  = "recipient.txt"
	signerFile     = "signer.txt"
)

func newKey(env Env, g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use: "key", SuggestFor: []string{"keys", "keygen"},
		Short: "Make the keys with which files are handed over",
		Long: `key new makes what you need to receive sealed files and to sign your own: an
identity and a signing key. See also: stalkrisk help handover.`,
		Example: "  stalkrisk key new",
		Args:    subcommands,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var folder, assessor string
	make := &cobra.Command{
		Use: "new", Short: "Make an identity and a signing key",
		Long: `key new makes four files. Two are secret, and only you can read them: identity.txt
opens what is sealed for you, and signing-key signs what you hand over. Two are for
the people you exchange files with: recipient.txt and signer.txt.

They go to the folder keys in the program's own folder, where seal and open find
them, or to the folder of -o. Keys that exist are never replaced: without the old
identity nothing that was sealed for it can be opened.`,
		Example: `  stalkrisk key new --assessor H1234
  stalkrisk key new -o keys-of-the-unit`,
		Args: args(0, 0, "key new takes no arguments; name a folder with -o"),
		RunE: func(*cobra.Command, []string) error { return runKeyNew(env, g, folder, assessor) },
	}
	make.Flags().StringVarP(&folder, "out", "o", "", "put the keys into this `folder`")
	make.Flags().StringVar(&assessor, "assessor", "", "your `reference`, which others see beside your signature; never a name")
	cmd.AddCommand(make)
	return cmd
}

// runKeyNew makes the keys of a person.
func runKeyNew(env Env, g *globals, folder, assessor string) error {
	s, err := g.set(env)
	if err != nil {
		return err
	}
	name := cmp.Or(assessor, s.Assessor, "signer")
	if strings.ContainsAny(name, " \t\",#") || safetext.Name(name) != name {
		return usage("--assessor must be one word, such as H1234")
	}
	if folder == "" {
		if folder, err = env.keyFolder(); err != nil {
			return err
		}
	}
	identity, public, err := handover.NewIdentity()
	if err != nil {
		return err
	}
	key := handover.NewSigningKey()
	signer := name + " " + key.Public().String()
	err = env.writeFolder(folder, target{isNew: true}, []handover.File{
		{Name: identityFile, Data: identity},
		{Name: signingKeyFile, Data: key.File(name)},
		{Name: recipientFile, Data: []byte(public + "\n")},
		{Name: signerFile, Data: []byte(signer + "\n")},
	})
	if errors.Is(err, errExists) {
		return fmt.Errorf("%s holds keys already, and they are never replaced; to make others, name another folder with -o", safetext.Name(folder))
	}
	if err != nil {
		return err
	}
	return env.print([]byte(fmt.Sprintf(`Your keys are in %s

Secret, for you alone. Keep a copy in a safe place: without it nothing that was sealed
for you can be opened.
  %-13s  opens what is sealed for you
  %-13s  signs what you hand over

Give these to the people you exchange files with:
  %-13s  %s
  %-13s  %s
Read them your fingerprint by phone: %s
`, safetext.Name(folder), identityFile, signingKeyFile, recipientFile, public, signerFile, signer, key.Public().Fingerprint())))
}

// keyFolder returns the folder of a person's own keys. It need not exist.
func (env Env) keyFolder() (string, error) {
	if env.DataDir == nil { // in tests, which never use a person's own keys
		return "", errors.New("there is no folder for keys; name one with -o")
	}
	dir, err := env.DataDir()
	return filepath.Join(dir, "keys"), err
}

// ownKey returns the file that a flag names, or else the person's own; "" if there is
// none.
func (env Env) ownKey(flag, name string) string {
	folder, err := env.keyFolder()
	if flag != "" || err != nil {
		return flag
	}
	path := filepath.Join(folder, name)
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// mostInKeyFile is the most that a file of keys can have.
const mostInKeyFile = 1 << 20

// readBytes returns the bytes of a file, up to one more than most.
func (env Env) readBytes(name string, most int64) ([]byte, error) {
	*env.read = append(*env.read, name)
	f, err := env.openRaw(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil && !errors.As(err, new(*fs.PathError)) { // which names the file
		err = fmt.Errorf("reading %s: %w", safetext.Name(name), err)
	}
	return b, err
}

// readKeys reads a file of keys with a reader of handover. A fault is an invalid file.
func readKeys[T any](env Env, name string, read func([]byte) (T, error)) (T, error) {
	b, err := env.readBytes(name, mostInKeyFile)
	if err != nil {
		var none T
		return none, err
	}
	keys, err := read(b)
	if err != nil {
		err = invalid(name, []assess.Problem{{Code: handover.CodeBadKey, Message: err.Error()}})
	}
	return keys, err
}
