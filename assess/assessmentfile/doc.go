// Package assessmentfile reads and writes saved assessments (stalkrisk.assessment/1)
// in JSON and YAML. It saves a file whole or not at all, prevents two people from
// writing the same file, and keeps what another program has written into it.
//
// A record that can be parsed is read as far as possible. A value that is wrong is
// reported and read as absent; everything else still counts. A record cannot be
// scored only if it cannot be parsed or has no format or time. Checks that need the
// questionnaire (unknown items, answers and kinds) are not made here.
package assessmentfile
