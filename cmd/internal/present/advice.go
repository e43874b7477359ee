package present

// Words about what to say to the caller.
const (
	TellThem       = "Tell them: "
	NotThis        = "Not: "
	NoAdvice       = "There is nothing to tell them now."
	AdviceRecorded = "Recorded: you told them."
)
