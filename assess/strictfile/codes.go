package strictfile

import "slices"

// Code is a problem's code with what to do about it, in one line. The manual
// prints them.
type Code struct{ Name, Remedy string }

// CodeList is a list of codes, in the order in which a file is read.
type CodeList []Code

// Add adds a code, and returns its name.
func (l *CodeList) Add(name, remedy string) string {
	*l = append(*l, Code{name, remedy})
	return name
}

var codes CodeList

// Codes returns the codes of this package.
func Codes() CodeList { return slices.Clone(codes) }

// The codes of the problems that any strictly read file can have. Programs rely on
// them: a code is never renamed, and never changes its meaning.
var (
	CodeEmpty        = codes.Add("empty", "there is nothing to read: if there should be, look for an earlier copy")
	CodeSyntax       = codes.Add("syntax", "it cannot be parsed at this place: look just before it for a missing quote, comma, colon, bracket or indent, or for a file that was cut off")
	CodeTrailingText = codes.Add("trailing-text", "there is more text after the JSON value: keep one object, or one on each line")
	CodeTooLarge     = codes.Add("too-large", "too large to be read: divide it")
	codeTooDeep      = codes.Add("too-deep", "lists and objects are nested more than 32 deep: flatten them")
	CodeBadUTF8      = codes.Add("bad-utf8", "bytes that are not UTF-8 were read as U+FFFD: save the file as UTF-8 and look at the text again")
	codeBadCharacter = codes.Add("bad-character", "a control character was read as U+FFFD: remove it, or write it as an escape in double quotes")
	codeAlias        = codes.Add("alias", "YAML aliases are not read: write the value out")
	codeMergeKey     = codes.Add("merge-key", "YAML merge keys are not read: write the keys out")
	codeTag          = codes.Add("tag", "YAML tags are not read: remove it, and quote the text if it is text")
	codeBadKey       = codes.Add("bad-key", "a key is not plain text: write it as text")
	CodeDuplicateKey = codes.Add("duplicate-key", "a key is given more than once: keep one; until then, conflicting values are ignored")
	CodeUnknownKey   = codes.Add("unknown-key", "not a known key: check the spelling and the capitals")
	codeNull         = codes.Add("null", "null is not a value: leave the key out, or write a value")
	codeWrongType    = codes.Add("wrong-type", "a value of another type is needed: write it as the message says")
	CodeBoolAnswer   = codes.Add("bool-answer", `true and false are not answers: write "yes" or "no"`)
	CodeUnknownWord  = codes.Add("unknown-word", "not an allowed value: write one of those that the message gives, exactly")
	CodeBadNumber    = codes.Add("bad-number", "not an allowed number: write one in the range that the message gives")
	CodeBadDate      = codes.Add("bad-date", "not a date or time: write it as the message says")
	CodeBadText      = codes.Add("bad-text", "text in the wrong form: write it as the message says")
	CodeTooLong      = codes.Add("too-long", "longer than the limit: the text is kept, but shorten it")
)
