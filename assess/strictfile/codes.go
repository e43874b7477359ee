package strictfile

// The codes of the problems that any strictly read file can have. Programs rely on
// them: a code is never renamed, and never changes its meaning.
const (
	CodeEmpty        = "empty"
	CodeSyntax       = "syntax"
	CodeTrailingText = "trailing-text"
	CodeTooLarge     = "too-large"
	CodeTooDeep      = "too-deep"
	CodeBadUTF8      = "bad-utf8"
	CodeBadCharacter = "bad-character"
	CodeAlias        = "alias"
	CodeMergeKey     = "merge-key"
	CodeTag          = "tag"
	CodeBadKey       = "bad-key"
	CodeDuplicateKey = "duplicate-key"
	CodeUnknownKey   = "unknown-key"
	CodeNull         = "null"
	CodeWrongType    = "wrong-type"
	CodeBoolAnswer   = "bool-answer"
	CodeUnknownWord  = "unknown-word"
	CodeBadNumber    = "bad-number"
	CodeBadDate      = "bad-date"
	CodeBadText      = "bad-text"
	CodeTooLong      = "too-long"
	CodeMoreProblems = "more-problems"
)

// Code is a problem code with a one-line remedy. The manual prints them.
type Code struct{ Name, Remedy string }

// Codes returns the codes of this package, in the order in which a file is read.
func Codes() []Code {
	return []Code{
		{CodeEmpty, "there is nothing to read: if there should be, look for an earlier copy"},
		{CodeSyntax, "it cannot be parsed at this place: look just before it for a missing quote, comma, colon, bracket or indent, or for a file that was cut off"},
		{CodeTrailingText, "there is more text after the JSON value: keep one object, or one on each line"},
		{CodeTooLarge, "too large to be read: divide it"},
		{CodeTooDeep, "lists and objects are nested more than 32 deep: flatten them"},
		{CodeBadUTF8, "bytes that are not UTF-8 were read as U+FFFD: save the file as UTF-8 and look at the text again"},
		{CodeBadCharacter, "a control character was read as U+FFFD: remove it, or write it as an escape in double quotes"},
		{CodeAlias, "YAML aliases are not read: write the value out"},
		{CodeMergeKey, "YAML merge keys are not read: write the keys out"},
		{CodeTag, "YAML tags are not read: remove it, and quote the text if it is text"},
		{CodeBadKey, "a key is not plain text: write it as text"},
		{CodeDuplicateKey, "a key is given more than once: keep one; until then, conflicting values are ignored"},
		{CodeUnknownKey, "not a known key: check the spelling and the capitals"},
		{CodeNull, "null is not a value: leave the key out, or write a value"},
		{CodeWrongType, "a value of another type is needed: write it as the message says"},
		{CodeBoolAnswer, `true and false are not answers: write "yes" or "no"`},
		{CodeUnknownWord, "not an allowed value: write one of those that the message gives, exactly"},
		{CodeBadNumber, "not an allowed number: write one in the range that the message gives"},
		{CodeBadDate, "not a date or time: write it as the message says"},
		{CodeBadText, "text in the wrong form: write it as the message says"},
		{CodeTooLong, "longer than the limit: the text is kept, but shorten it"},
		{CodeMoreProblems, "more problems than are listed: correct the first ones and try again"},
	}
}
