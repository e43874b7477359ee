//go:build !unix

package assessmentfile

// noFollow does nothing where there is no such flag; inPlace finds links anyway.
const noFollow = 0
