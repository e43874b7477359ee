package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess/safetext"
)

func newConfig(env Env, g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use: "config [list|path]", SuggestFor: []string{"settings", "options", "preferences"},
		Short: "Show the settings in force, and where each comes from",
		Long: `config shows every setting, its value, and where that comes from: a flag, the
settings file, a variable of the environment, or the program itself. config path
prints only where the file is. A flag wins over the file, and the file over the
rest. See also: stalkrisk help settings.`,
		Example: `  stalkrisk config
  stalkrisk config path
  STALKRISK_CONFIG=force.yaml stalkrisk config list`,
		Args: subcommands,
		RunE: func(*cobra.Command, []string) error { return runConfig(env, g) },
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "Show the settings in force", Example: "  stalkrisk config list",
			Args: args(0, 0, "config list takes no arguments"),
			RunE: func(*cobra.Command, []string) error { return runConfig(env, g) },
		},
		&cobra.Command{
			Use: "path", Short: "Print where the settings file is", Example: "  stalkrisk config path",
			Args: args(0, 0, "config path takes no arguments"),
			RunE: func(*cobra.Command, []string) error {
				s := &settings{}
				if env.settings != nil {
					s.path, s.named = env.settings()
				}
				return env.print([]byte(cmp.Or(s.path, "none: your home folder was not found") + "\n"))
			},
		},
	)
	return cmd
}

// runConfig prints the settings.
func runConfig(env Env, g *globals) error {
	flag := g.folder
	s, err := g.set(env)
	if err != nil {
		return err
	}
	zone, err := g.zone(env, nil)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "file: %s\n\n", s.where())
	line := func(name, value, from string) {
		if value == "" {
			value, from = "-", "not set"
		}
		fmt.Fprintf(&b, "%-21s %-24s %s\n", name, safetext.Name(value), from)
	}
	const file = "file"
	if flag != "" {
		line("questionnaires", flag, "--questionnaires")
	} else {
		line("questionnaires", s.Questionnaires, file)
	}
	line("area", s.Area, file)
	line("areas", areasInWords(s.Areas), file)
	line("role", cmp.Or(string(s.Role), "call_handler"), from(s.Role != "", file, "built in"))
	line("assessor", s.Assessor, file)
	line("timezone", from(zone.fault == "", zone.place.String(), "not known"), from(zone.fault == "", from(s.Timezone != "", file, zone.from), zone.fault))
	line("dates", cmp.Or(string(s.Dates), "never guessed"), from(s.Dates != "", file, "built in"))
	line("recipient", s.Recipient, file)
	var services []string
	for _, service := range s.Local.Services {
		services = append(services, service.String())
	}
	line("local.services", strings.Join(services, "; "), file)
	line("local.forms", strings.Join(s.Local.Forms, "; "), file)
	line("local.crisis_route", s.Local.CrisisRoute, file)
	line("local.grades.act_now", s.Local.Grades.ActNow, file)
	line("local.grades.imminent", s.Local.Grades.Imminent, file)
	line("local.grades.high", s.Local.Grades.High, file)
	line("local.grades.moderate", s.Local.Grades.Moderate, file)
	return env.print(b.Bytes())
}

func from(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// where says where the settings file is.
func (s *settings) where() string {
	switch {
	case s.path == "":
		return "none"
	case !s.found:
		return s.path + " (does not exist)"
	case s.named:
		return s.path + " (STALKRISK_CONFIG)"
	}
	return s.path
}

// areasInWords lists areas with their other spellings.
func areasInWords(areas map[string][]string) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(areas)) {
		if other := areas[name]; len(other) > 0 {
			name += " (" + strings.Join(other, ", ") + ")"
		}
		out = append(out, name)
	}
	return strings.Join(out, "; ")
}
