module stalkrisk

go 1.26.0

require (
	// Encryption of what is handed over, in a format that other programs read; instead
	// of our own use of a cipher. GPG needs a program and a folder of keys. Signatures
	// are our own 100 lines on crypto/ed25519: the libraries for SSHSIG bring
	// x/crypto/ssh, which opens connections.
	filippo.io/age v1.3.2

	// The full screen: the user chose huh and lipgloss; both run on bubbletea.
	// All three stay on v1 (decision 0003).
	github.com/charmbracelet/bubbletea v1.3.10
	github.com/charmbracelet/huh v1.0.0
	github.com/charmbracelet/lipgloss v1.1.0

	// How wide text is on a terminal, and where to cut it; instead of our own
	// tables of wide characters. lipgloss needs it too.
	github.com/charmbracelet/x/ansi v0.10.1

	// Whether a stream is a terminal, and how wide; instead of our own ioctls.
	github.com/charmbracelet/x/term v0.2.2

	// JSON tokens, duplicate names included; instead of encoding/json, which
	// takes the last of two and ignores letter case: both could hide an answer.
	github.com/go-json-experiment/json v1.27.2

	// Locks, so that a file has one writer; instead of our own syscalls.
	github.com/gofrs/flock v0.13.1

	// Sets lipgloss's colours; instead of asking the terminal, which may never
	// answer.
	github.com/muesli/termenv v0.16.0

	// Commands, flags, help and completion: the user's choice.
	github.com/spf13/cobra v1.10.2

	// cobra's flags: needed to say which flag was mistyped.
	github.com/spf13/pflag v1.0.9

	// The session of a process, which syscall does not have on every system: whether a
	// shell can continue the program if it is suspended.
	golang.org/x/sys v0.47.0

	// UTF-16 and Windows-1252, which spreadsheets write, and Unicode forms, to compare
	// references; instead of our own tables.
	golang.org/x/text v0.41.0

	// YAML for questionnaires and assessments: the user's choice. It is archived
	// upstream, so only assess/strictfile uses it. goccy/go-yaml has no limit on
	// aliases and reads "012" as "10".
	gopkg.in/yaml.v3 v3.0.1
)

// For tests only.
require (
	// A pseudo-terminal, to test the full screen.
	github.com/creack/pty v1.1.24

	// Readable differences in failed tests.
	github.com/google/go-cmp v0.7.0

	// The screen that a person sees in the pseudo-terminal; instead of teatest,
	// which compares lines of output.
	github.com/hinshun/vt10x v0.0.0-20220301184237-5011da428d02

	// Tests of the whole program, by scripts that are easy to read.
	github.com/rogpeppe/go-internal v1.16.0

	// An independent validator of our own schemas.
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3

	// What a browser makes of a page in HTML; instead of a reader of our own, which would
	// share the mistakes of our writer.
	golang.org/x/net v0.58.0

	// Property tests that reduce a counterexample to a small one.
	pgregory.net/rapid v1.3.0
)

require (
	filippo.io/hpke v0.4.0 // indirect
	github.com/atotto/clipboard v0.1.4 // indirect
	github.com/aymanbagabas/go-osc52/v2 v2.0.1 // indirect
	github.com/catppuccin/go v0.3.0 // indirect
	github.com/charmbracelet/bubbles v0.21.1-0.20250623103423-23b8fd6302d7 // indirect
	github.com/charmbracelet/colorprofile v0.2.3-0.20250311203215-f60798e515dc // indirect
	github.com/charmbracelet/x/cellbuf v0.0.13 // indirect
	github.com/charmbracelet/x/exp/strings v0.0.0-20240722160745-212f7b056ed0 // indirect
	github.com/dustin/go-humanize v1.0.1 // indirect
	github.com/erikgeiser/coninput v0.0.0-20211004153227-1c3628e74d0f // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/lucasb-eyer/go-colorful v1.2.0 // indirect
	github.com/mattn/go-isatty v0.0.20 // indirect
	github.com/mattn/go-localereader v0.0.1 // indirect
	github.com/mattn/go-runewidth v0.0.16 // indirect
	github.com/mitchellh/hashstructure/v2 v2.0.2 // indirect
	github.com/muesli/ansi v0.0.0-20230316100256-276c6243b2f6 // indirect
	github.com/muesli/cancelreader v0.2.2 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/xo/terminfo v0.0.0-20220910002029-abceb7e1c41e // indirect
	golang.org/x/crypto v0.55.0 // indirect
	golang.org/x/tools v0.49.0 // indirect
)
