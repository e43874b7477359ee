package strictfile

// The codes of the problems that any strictly read file can have. Programs rely on
// them: a code is never renamed, and never changes its meaning.
const (
	CodeEmpty        = "empty"
	CodeSyntax       = "syntax"
	CodeTrailingText = "trailing-text"
	CodeTooLarge     = "too-large"
	codeTooDeep      = "too-deep"
	CodeBadUTF8      = "bad-utf8"
	codeBadCharacter = "bad-character"
	codeAlias        = "alias"
	codeMergeKey     = "merge-key"
	codeTag          = "tag"
	codeBadKey       = "bad-key"
	CodeDuplicateKey = "duplicate-key"
	CodeUnknownKey   = "unknown-key"
	codeNull         = "null"
	codeWrongType    = "wrong-type"
	CodeBoolAnswer   = "bool-answer"
	CodeUnknownWord  = "unknown-word"
	CodeBadNumber    = "bad-number"
	CodeBadDate      = "bad-date"
	CodeBadText      = "bad-text"
	CodeTooLong      = "too-long"
)

// Codes returns the codes above, each with what to do about it in one line. The manual
// prints them.
func Codes() [][2]string {
	return [][2]string{
		{CodeEmpty, "there is nothing to read: if there should be, look for an earlier copy"},
		{CodeSyntax, "it cannot be parsed at this place: look just before it for a missing quote, comma, colon, bracket or indent, or for a file that was cut off"},
		{CodeTrailingText, "there is more text after the JSON value: keep one object, or one on each line"},
		{CodeTooLarge, "too large to be read: divide it"},
		{codeTooDeep, "lists and objects are nested more than 32 deep: flatten them"},
		{CodeBadUTF8, "bytes that are not UTF-8 were read as U+FFFD: save the file as UTF-8 and look at the text again"},
		{codeBadCharacter, "a control character was read as U+FFFD: remove it, or write it as an escape in double quotes"},
		{codeAlias, "YAML aliases are not read: write the value out"},
		{codeMergeKey, "YAML merge keys are not read: write the keys out"},
		{codeTag, "YAML tags are not read: remove it, and quote the text if it is text"},
		{codeBadKey, "a key is not plain text: write it as text"},
		{CodeDuplicateKey, "a key is given more than once: keep one; until then, conflicting values are ignored"},
		{CodeUnknownKey, "not a known key: check the spelling and the capitals"},
		{codeNull, "null is not a value: leave the key out, or write a value"},
		{codeWrongType, "a value of another type is needed: write it as the message says"},
		{CodeBoolAnswer, `true and false are not answers: write "yes" or "no"`},
		{CodeUnknownWord, "not an allowed value: write one of those that the message gives, exactly"},
		{CodeBadNumber, "not an allowed number: write one in the range that the message gives"},
		{CodeBadDate, "not a date or time: write it as the message says"},
		{CodeBadText, "text in the wrong form: write it as the message says"},
		{CodeTooLong, "longer than the limit: the text is kept, but shorten it"},
	}
}
