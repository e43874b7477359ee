package session

// Practice is an invented case beside the conversation: a caller who says more
// when asked, and systems that hold something if anyone looks. Nothing of the
// model answer can be had from it.
type Practice interface {
	Title() string
	Account() string
	// Ask gives what the caller says when a question is asked.
	Ask(instrument, item string) string
	// Topics lists what else they can be asked about, and AskAbout what they say.
	Topics() []string
	AskAbout(i int) string
	// Places lists where one can look, and Look what stands there.
	Places() []string
	Look(i int) string
}
