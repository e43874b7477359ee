module stalkrisk

go 1.26.0

require (

	// Is it a terminal, and how wide; instead of our own ioctls.
	github.com/charmbracelet/x/term v0.2.2

	// JSON tokens with every duplicate name seen: encoding/json takes the last
	// of two and any letter case, and both would hide a wrong answer.
	github.com/go-json-experiment/json v1.27.2

	// One writer a file, on every system; instead of our own syscalls.
	github.com/gofrs/flock v0.13.1
	// Commands, flags, help and completion: chosen by the user.
	github.com/spf13/cobra v1.10.2

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

	// The program tested whole, by scripts that read as documentation.
	github.com/rogpeppe/go-internal v1.16.0

	// An independent validator of our own schemas.
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3

	// Properties, with counterexamples made small.
	pgregory.net/rapid v1.3.0
)

require (
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
	golang.org/x/sys v0.47.0 // indirect
	golang.org/x/text v0.23.0 // indirect
	golang.org/x/tools v0.26.0 // indirect
)
