package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stalkrisk/assess"
	"stalkrisk/assess/report"
)

// flagValues is the annotation of a flag that lists its allowed values, for completion.
const flagValues = "values"

// valuesOf returns the allowed values of flags that have the same in every command.
func valuesOf(flag string) []string {
	switch flag {
	case "role":
		return assess.Role("").Words()
	case "stage":
		return assess.Stage("").Words()
	case "dash":
		return assess.DashAsked("").Words()
	case "for":
		return report.Audiences()
	case "report":
		return reports().names()
	case "dates":
		return []string{"dmy", "mdy", "ymd", "excel"}
	}
	return nil
}

// completeFlags lets a shell complete the values of flags. It is called only when a
// shell asks, since every command would start later otherwise.
func completeFlags(env Env, cmd *cobra.Command) {
	for _, c := range cmd.Commands() {
		completeFlags(env, c)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		values := f.Annotations[flagValues]
		if values == nil {
			values = valuesOf(f.Name)
		}
		if f.Name == "language" {
			cmd.RegisterFlagCompletionFunc(f.Name, func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
				folder, _ := cmd.Flags().GetString("questionnaires")
				return (&globals{folder: folder}).languages(env), cobra.ShellCompDirectiveNoFileComp
			})
		}
		if values != nil {
			cmd.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		}
	})
}
