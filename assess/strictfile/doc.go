// Package strictfile reads and writes YAML and JSON strictly.
//
// Both languages become the same tree of [Node], each with its line and column.
// A tree is then read into Go types by their json tags ([Decode]), and Go values
// become trees again ([Encode], [AppendJSON], [AppendYAML]).
//
// The rules of this package:
//
//   - Every fault is named, not only the first, each with its place and what to
//     do about it. A fault hides nothing else: what cannot be read is read as
//     absent, and everything else still counts.
//   - Nothing is guessed. A key given twice with different values has none
//     (both libraries would take one of them); true is not an answer; 017 is
//     never 15; a word in other capitals is another word.
//   - A message never quotes a value, and quotes an unknown key only where it is
//     short and plain (see [KeyInMessage]). The messages of the two libraries are
//     not used, because they quote the file.
//   - Hostile files are cheap to refuse: aliases are never followed, and depth,
//     size and the number of values and of problems are limited.
//
// No other package uses yaml.v3 or the JSON library.
package strictfile
