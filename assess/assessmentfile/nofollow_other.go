//go:build !unix

package assessmentfile

// noFollow does nothing on systems without such a flag; inPlace detects links anyway.
const noFollow = 0
