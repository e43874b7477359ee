//go:build !unix

package cli

import (
	"context"

	"stalkrisk/cmd/internal/screen"
)

// jobs does nothing: this system suspends no programs.
func jobs(context.Context) screen.Jobs { return screen.Jobs{} }

// dropTyped does nothing: on this system no shell reads what was typed to a program.
func dropTyped(Env) {}
