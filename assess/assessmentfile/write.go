package assessmentfile

import (
	"path"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// AppendJSON appends the assessment as JSON on one line, without a line feed.
func AppendJSON(dst []byte, a *assess.Assessment) []byte {
	return strictfile.AppendJSON(dst, shapes.Get().Encode(a))
}

// Encode returns the content of a file of that name: indented JSON for .json,
// otherwise YAML. A version that was kept (OtherSuffix) stays what it was. Read reads it back without loss.
func Encode(name string, a *assess.Assessment) []byte {
	n := shapes.Get().Encode(a)
	if strings.ToLower(path.Ext(strings.TrimSuffix(name, OtherSuffix))) == ".json" {
		return strictfile.IndentedJSON(n)
	}
	return strictfile.AppendYAML(nil, n)
}
