package assessmentfile

import "stalkrisk/assess/strictfile"

// FromNode reads a record from a parsed tree, such as one in a worked example.
func FromNode(root *strictfile.Node) Record { return read(strictfile.Document{Root: root}) }
