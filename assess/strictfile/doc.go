// Package strictfile reads and writes what people and programs keep in YAML and
// JSON, and takes nothing for granted.
//
// Both languages become the same tree of [Node], each with its line and column.
// A tree is then read into Go types by their json tags ([Decode]), and Go values
// become trees again ([Encode], [AppendJSON], [AppendYAML]).
//
// The rules of the room:
//
//   - Every fault is named, not only the first, each with its place and what to
//     do about it. A fault hides nothing else: what cannot be read is read as
//     absent, and all beside it still counts.
//   - Nothing is guessed. A key given twice with different values has none
//     (both libraries would take one of them); true is no answer; 017 is never
//     15; other capitals make another word.
//   - A message never holds a value, and holds an unknown key only where it is
//     short and plain (see [KeyInMessage]). What the two libraries say is never
//     passed on, since it quotes the file.
//   - Hostile files are cheap to refuse: aliases are never followed, and depth,
//     size and the number of values and of problems are limited.
//
// It is the only home of yaml.v3 and of the JSON library.
package strictfile
