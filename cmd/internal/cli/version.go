package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

func newVersion(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Say which version this is", Example: "  stalkrisk version",
		Args: args(0, 0, "version takes no arguments"),
		RunE: func(*cobra.Command, []string) error { return printVersion(env) },
	}
}

func printVersion(env Env) error {
	_, err := fmt.Fprintf(env.Out, "stalkrisk %s\n", programVersion)
	return err
}
