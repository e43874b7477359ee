//go:build !unix

package assessmentfile

// noFollow does nothing where there is no such flag; inPlace finds links all
// the same.
const noFollow = 0
