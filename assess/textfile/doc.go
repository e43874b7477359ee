// Package textfile opens a file as UTF-8 text, whatever its name. It takes off gzip
// compression and a byte order mark, decodes UTF-16, and turns the line ends of old
// Macintosh programs into ours. A file that is not text is named, with what to do.
//
// Every command that reads a file reads it through Open, so that a file is read, or
// refused, in the same way everywhere.
package textfile
