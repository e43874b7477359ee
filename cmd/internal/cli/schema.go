package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess/schema"
)

func newSchema(env Env, _ *globals) *cobra.Command {
	return &cobra.Command{
		Use:       "schema NAME",
		Short:     "Print the JSON Schema of a format",
		Long:      "schema prints the JSON Schema (2020-12) of one of: " + strings.Join(schema.Names(), ", ") + ".",
		Example:   "  stalkrisk schema assessment > assessment.schema.json",
		Args:      args(1, 1, "name one of: "+strings.Join(schema.Names(), ", ")),
		ValidArgs: schema.Names(),
		RunE: func(_ *cobra.Command, names []string) error {
			if !slices.Contains(schema.Names(), names[0]) {
				return usage("no schema of that name; choose one of %s", strings.Join(schema.Names(), ", "))
			}
			b, err := schema.JSON(names[0])
			if err != nil {
				return err
			}
			return env.print(b)
		},
	}
}
