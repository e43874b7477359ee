//go:build !unix

package cli

import (
	"context"
	"os"

	"stalkrisk/cmd/internal/screen"
)

// jobs does nothing: this system suspends no programs.
func jobs(context.Context) screen.Jobs { return screen.Jobs{} }

// takesALine returns false: on this system it is not known without writing.
func takesALine(*os.File) bool { return false }

// dropTyped does nothing: on this system no shell reads what was typed to a program.
func dropTyped(Env) {}
