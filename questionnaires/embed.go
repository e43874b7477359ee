// Package questionnaires holds the shipped questionnaires as data: one folder
// for each, with a file for each version and its worked cases beside it, and the
// practice cases of trainers. It has no logic; questionnairefile reads them.
package questionnaires

import "embed"

// Files holds the shipped questionnaires, as stalking/1.0.0.yaml and its like,
// the guidance files, as guidance/scotland/1.0.0.yaml, and the rules of the sift,
// as sift/1.0.0.yaml.
//
//go:embed stalking dash guidance practice sift/*.yaml
var Files embed.FS
