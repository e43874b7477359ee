package present

import "stalkrisk/assess/conversation"

// The options of the two questions of a read-back: before it, and after it.
var (
	ReadBackConfirmed = []conversation.Option{{Key: "y", Value: "yes", Label: "yes: show it"}, {Key: "n", Value: "no", Label: "no: read nothing back"}}
	ReadBackRight     = []conversation.Option{{Key: "y", Value: "yes", Label: "yes, that is right"}, {Key: "n", Value: "no", Label: "no: write down what they correct"}}
)

// What is said after a read-back.
const (
	ReadBackAgreed    = "Read back, and they agreed. Recorded."
	ReadBackCorrected = "Read back, and what they corrected is recorded."
	ReadBackNotNow    = "Nothing was read back."
)
