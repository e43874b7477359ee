package assessmentfile

import "stalkrisk/assess/strictfile"

// FromNode reads a record from a tree that has been parsed already, such as the one
// in a worked case.
func FromNode(root *strictfile.Node) Record { return read(strictfile.Document{Root: root}) }
