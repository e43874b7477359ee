module stalkrisk

go 1.26.0

require (
	// The full screen: huh and lipgloss were chosen by the user; bubbletea is
	// the loop beneath them. They stay together on v1 (decision 0003).
	github.com/charmbracelet/bubbletea v1.3.10
	github.com/charmbracelet/huh v1.0.0
	github.com/charmbracelet/lipgloss v1.1.0

	// How wide text is on a terminal, and where to cut it; instead of our own
	// tables of wide characters. lipgloss, which links it, counts by it too.
	github.com/charmbracelet/x/ansi v0.10.1

	// Is it a terminal, and how wide; instead of our own ioctls.
	github.com/charmbracelet/x/term v0.2.2

	// JSON tokens with every duplicate name seen: encoding/json takes the last
	// of two and any letter case, and both would hide a wrong answer.
	github.com/go-json-experiment/json v1.27.2

	// One writer a file, on every system; instead of our own syscalls.
	github.com/gofrs/flock v0.13.1

	// Says lipgloss's colours instead of asking the terminal for them, which
	// waits where nothing answers.
	github.com/muesli/termenv v0.16.0

	// Commands, flags, help and completion: chosen by the user.
	github.com/spf13/cobra v1.10.2

	// cobra's flags: which of them was mistyped.
	github.com/spf13/pflag v1.0.9

	// Questionnaires and assessments are YAML: chosen by the user. Archived
	// upstream, so it lives in assess/strictfile alone; not goccy/go-yaml, which
	// has no limit on aliases and reads "012" as "10".
	gopkg.in/yaml.v3 v3.0.1
)

// For tests alone.
require (
	// A pseudo-terminal, to see the program as a person does.
	github.com/creack/pty v1.1.24

	// Differences that can be read.
	github.com/google/go-cmp v0.7.0

	// What the pseudo-terminal shows, as a person sees it, instead of the bytes
	// that were written; not teatest, which sees differences of lines.
	github.com/hinshun/vt10x v0.0.0-20220301184237-5011da428d02

	// The program tested whole, by scripts that read as documentation.
	github.com/rogpeppe/go-internal v1.16.0

	// An independent validator of our own schemas.
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3

	// Properties, with counterexamples made small.
	pgregory.net/rapid v1.3.0
)

require (
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
	golang.org/x/sys v0.47.0 // indirect
	golang.org/x/text v0.23.0 // indirect
	golang.org/x/tools v0.26.0 // indirect
)
