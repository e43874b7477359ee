// Package strictfile reads and writes YAML and JSON strictly.
//
// YAML and JSON are parsed into the same tree of [Node], each with its line and
// column. A tree is then decoded into Go types by their json tags ([Decode]), and Go
// values are encoded as trees ([Shapes.Encode]) and written ([AppendJSON],
// [AppendYAML]).
//
// The rules of this package:
//
//   - Every fault is reported, not only the first, with its place and what to do
//     about it. A value that cannot be read is treated as absent; everything else
//     still counts.
//   - Nothing is guessed. A key given twice with different values has no value
//     (both libraries would pick one); true is not an answer; 017 is never 15;
//     words are case-sensitive.
//   - A message never repeats a value or an unknown key: either may be a name. It
//     names the place and the nearest word that is allowed. The libraries' own
//     messages are not used, because they quote the file.
//   - Hostile files are cheap to refuse: aliases are never followed, and depth,
//     size and the number of values and of problems are limited.
//
// No other package uses yaml.v3 or the JSON library.
package strictfile
