package present

// Words about what to say to the caller.
const (
	TellThem       = "Tell them: "
	NotThis        = "Not: "
	NoAdvice       = "There is nothing to tell them now."
	ReadAdvice     = "Read it first: ? shows what to tell them. Nothing was recorded."
	AdviceRecorded = "Recorded: you told them."
)
