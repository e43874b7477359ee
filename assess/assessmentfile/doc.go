// Package assessmentfile reads and writes saved assessments
// (stalkrisk.assessment/1) in JSON and YAML, saves a file whole or not at all,
// and keeps two people from writing the same one.
//
// A record that can be parsed is read as far as it can be: what is wrong with it
// is named in its problems, reads as absent, and hides nothing else. Only a
// record without a format or a time, or one that cannot be parsed, cannot be
// scored. What needs the questionnaire (unknown items, answers and kinds) is not
// checked here.
package assessmentfile
