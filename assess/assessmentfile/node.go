package assessmentfile

import "stalkrisk/assess/strictfile"

// FromNode reads a record of a tree that has been parsed already: a worked case
// holds one among its own keys.
func FromNode(root *strictfile.Node) Record { return read(strictfile.Document{Root: root}) }
