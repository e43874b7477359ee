package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/safetext"
)

// Run runs one command line in env and returns its exit code. Everything printed, by
// whatever command, passes termtext.Writer. Only what moves the cursor writes past it,
// and rows of results for another program, which their encoder has made safe.
func Run(env Env, args []string) int {
	out, said := &results{Writer: env.Out}, &messages{Writer: env.Err}
	env.console, env.rows, env.out, env.ending = env.Err, out, out, &ending{undo: map[int]func(){}}
	env.Out, env.Err = env.Term.writer(out, env.Term.Out), env.Term.writer(said, env.Term.Err)
	env.keep, env.read = new([]string), new([]string)
	if env.Term.Out {
		env.rows = env.Out
	}
	return env.watch(func() int {
		root := newRoot(env, args...)
		root.SetArgs(args)
		if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
			completeFlags(env, root)
		}
		code := printError(env.Err, root.ExecuteContext(env.Context))
		return env.lastCode(code, said.failed != nil)
	})
}

// globals holds the flags that every command has.
type globals struct {
	folder   string    // of --questionnaires, or once loaded that of the settings
	settings *settings // nil until they are read
}

// maker makes the command with that name.
type maker struct {
	name    string
	command func(Env, *globals) *cobra.Command
}

var makers = []maker{
	{"screen", newScreen},
	{"assess", newAssess},
	{"score", newScore},
	{"due", newDue},
	{"audit", newAudit},
	{"report", newReport},
	{"compare", newCompare},
	{"explore", newExplore},
	{"timeline", func(env Env, g *globals) *cobra.Command { return newTimeline(env, g, runTimeline) }},
	{"sift", newSift},
	{"verify", newVerify},
	{"seal", newSeal},
	{"open", newOpen},
	{"key", newKey},
	{"check", newCheck},
	{"questionnaire", newQuestionnaire},
	{"train", newTrain},
	{"config", newConfig},
	{"schema", newSchema},
	{"version", newVersion},
}

// newRoot returns the tree of commands for the words of a command line. If the first one
// names a command, the tree has no others: to make them all takes longer than to print
// the version.
func newRoot(env Env, words ...string) *cobra.Command {
	g := &globals{}
	sayVersion := false
	root := &cobra.Command{
		Use:   "stalkrisk",
		Short: "Assess reports of stalking: baseline and escalation, beside DASH",
		Long: `stalkrisk helps call handlers and officers assess a report of stalking. It asks
stalking-specific questions beside DASH, works out baseline and escalation levels,
says why, and writes a report that the next officer reads instead of asking again.
It works offline and opens no network connection.

It supports judgement and does not replace it. Its rules are the project's own
and are not validated against outcomes. It is neither SASH nor the authorised
DASH form.`,
		Example: `  stalkrisk assess                       begin a guided assessment
  stalkrisk assess case.yaml             begin one in that file, or continue it
  stalkrisk report case.yaml             one page: what to do, why, and what is overdue
  stalkrisk score case.yaml              one line of JSON for a program`,
		SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(cmd *cobra.Command, words []string) error {
			if g.folder != "" && env.keep != nil {
				*env.keep = []string{"--questionnaires", g.folder}
			}
			return utf8Flags(cmd, words)
		},
		Args: subcommands,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if sayVersion {
				return printVersion(env)
			}
			return cmd.Help()
		},
	}
	root.SetIn(env.In)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	root.PersistentFlags().StringVar(&g.folder, "questionnaires", "", "a `folder` with more questionnaires (ID/VERSION.yaml)")
	root.Flags().BoolVarP(&sayVersion, "version", "v", false, "show the version")
	root.SetFlagErrorFunc(flagError)
	made := slices.Clone(makers)
	if one := slices.IndexFunc(made, func(m maker) bool { return len(words) > 0 && m.name == words[0] }); one >= 0 {
		made = made[one : one+1]
		root.CompletionOptions.DisableDefaultCmd = true
	}
	for _, m := range made {
		root.AddCommand(m.command(env, g))
	}
	root.SetHelpCommand(newHelp(env))
	root.InitDefaultHelpCmd()
	// cobra's templates would make the program a fifth larger and slower to start.
	help := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, words []string) {
		help(cmd, words)
		if cmd == root {
			io.WriteString(cmd.OutOrStdout(), topicList())
		}
	})
	return root
}

// flagError returns a usage error for a wrong flag, and suggests the flag that may
// have been meant. It never repeats a value, which may be about a case.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var bad *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &bad) && bad.GetFlag().Value.Type() == "int":
		return usage("--%s must be a whole number", bad.GetFlag().Name)
	case errors.As(err, &bad):
		return usage("--%s cannot have that value", bad.GetFlag().Name)
	case errors.As(err, &missing):
		return usage("--%s needs a value", missing.GetFlag().Name)
	case !errors.As(err, &unknown):
		return usage("write flags as --name or --name=value")
	}
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return usage("unknown flag%s", repeated(" -", name, ""))
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	otherwise := ""
	if near := assess.Nearest(name, names); near != "" {
		otherwise = "; did you mean --" + near + "?"
	}
	return usage("unknown flag%s%s", repeated(" --", name, ""), otherwise)
}

// repeated returns a word of the command line between before and after, or "" for one
// that looks like text of a case rather than a mistyped name.
func repeated(before, word, after string) string {
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)
	}
	if len(word) > 38 || strings.ContainsFunc(word, odd) {
		return ""
	}
	return before + word + after
}

// utf8Flags returns a usage error that names every flag whose value is not UTF-8. Two
// references that differ only in such bytes would become one.
func utf8Flags(cmd *cobra.Command, _ []string) error {
	var faults []string
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if !utf8.ValidString(f.Value.String()) {
			faults = append(faults, "--"+f.Name+" is not UTF-8; set the terminal to UTF-8 and write it again")
		}
	})
	if faults != nil {
		return usage("%s", strings.Join(faults, "\nstalkrisk: "))
	}
	return nil
}

// subcommands returns a usage error if the first word is not one of cmd's commands,
// and suggests the one that may have been meant.
func subcommands(cmd *cobra.Command, words []string) error {
	if len(words) == 0 {
		return nil
	}
	name := cmp.Or(repeated(`"`, words[0], `"`), "of that name")
	for _, c := range cmd.Commands() {
		if slices.Contains(c.SuggestFor, words[0]) {
			return usage("no command %s; did you mean %q?", name, c.Name())
		}
	}
	names, otherwise := commandNames(cmd), ""
	if cmd.HasParent() {
		otherwise = "; the commands of " + cmd.Name() + " are " + strings.Join(names, ", ")
	}
	return unknown("no command "+name, words[0], names, otherwise)
}

// commandNames returns the names of the commands below cmd.
func commandNames(cmd *cobra.Command) (names []string) {
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// unknown returns a usage error for a word that is not in known. It says what is
// wrong and suggests the word that may have been meant; see suggestion.
func unknown(what, word string, known []string, otherwise string) error {
	return usage("%s%s", what, suggestion(word, known, otherwise))
}

// suggestion returns the end of a message: it suggests the known word that is most
// like word. If none is similar it returns otherwise.
func suggestion(word string, known []string, otherwise string) string {
	if near := assess.Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return otherwise
}

// oneOf returns a usage error if the value of a flag is set and is not one of words.
func oneOf(flag, value string, words []string) error {
	if value == "" || slices.Contains(words, value) {
		return nil
	}
	return usage("--%s must be one of %s", flag, strings.Join(words, ", "))
}

// args returns a check that there are least to most arguments; a negative most sets
// no limit. Its usage error has the message what.
func args(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, given []string) error {
		if len(given) < least || most >= 0 && len(given) > most {
			return usage("%s", what)
		}
		return nil
	}
}

// load loads the shipped questionnaires and those of --questionnaires or the settings,
// with what the settings say of the force and of the names of others.
func (g *globals) load(env Env) (assess.Questionnaires, error) {
	s, err := g.set(env)
	if err != nil {
		return assess.Questionnaires{}, err
	}
	g.folder = cmp.Or(g.folder, s.Questionnaires)
	questionnaires, err := questionnairefile.LoadAll(env.Shipped)
	if err != nil {
		return questionnaires, fmt.Errorf("loading the shipped questionnaires: %w", err)
	}
	questionnaires.Forces, questionnaires.Local = fold.NewForces(s.Areas), s.Local
	questionnaires.Local.Area = s.Area
	if g.folder == "" {
		return questionnaires, nil
	}
	info, err := os.Stat(g.folder)
	switch {
	case err != nil && g.folder == s.Questionnaires:
		return questionnaires, fmt.Errorf("the settings name a folder of questionnaires that cannot be read; correct questionnaires in %s", safetext.Name(s.path))
	case err != nil:
		return questionnaires, fmt.Errorf("loading questionnaires: %w", err)
	case !info.IsDir():
		return questionnaires, usage("--questionnaires needs a folder that holds ID/VERSION.yaml")
	}
	return questionnairefile.Add(questionnaires, os.DirFS(g.folder))
}

// loadAll loads the questionnaires and the guidance.
func (g *globals) loadAll(env Env) (assess.Questionnaires, guidance.Guides, error) {
	questionnaires, err := g.load(env)
	if err != nil {
		return questionnaires, nil, err
	}
	guides, err := g.guides(env, questionnaires)
	return questionnaires, guides, err
}

// guides loads the shipped guidance and that of --questionnaires.
func (g *globals) guides(env Env, questionnaires assess.Questionnaires) (guidance.Guides, error) {
	guides, err := questionnairefile.LoadGuides(env.Shipped, questionnaires)
	if err != nil {
		return nil, fmt.Errorf("loading the shipped guidance: %w", err)
	}
	if g.folder == "" {
		return guides, nil
	}
	return questionnairefile.AddGuides(guides, os.DirFS(g.folder), questionnaires)
}

// guidesOf loads the guidance for one case. A folder may have guides of any name, so
// those are all read, and compared with all that are shipped.
func (g *globals) guidesOf(env Env, questionnaires assess.Questionnaires, of *assess.Case) (guidance.Guides, error) {
	if g.folder != "" {
		return g.guides(env, questionnaires)
	}
	guides, err := questionnairefile.LoadGuidesOf(env.Shipped, questionnaires, cmp.Or(of.Jurisdiction, assess.EnglandWales))
	if err != nil {
		return nil, fmt.Errorf("loading the shipped guidance: %w", err)
	}
	return guides, nil
}

func newVersion(env Env, _ *globals) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Show the version", Example: "  stalkrisk version",
		Args: args(0, 0, "version takes no arguments"),
		RunE: func(*cobra.Command, []string) error { return printVersion(env) },
	}
}

func printVersion(env Env) error {
	said := "stalkrisk " + programVersion
	if c := builtFrom(); c != "" {
		said += " (" + c + ")"
	}
	_, err := fmt.Fprintln(env.Out, said)
	return err
}

// commit is set when a release is built.
var commit string

// builtFrom returns the commit that the program was built from; "" if it is not known.
// Results do not name it: the same source always writes the same bytes.
func builtFrom() string {
	if commit != "" {
		return commit
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}

// Root returns the tree of commands, for their manual pages and completions.
func Root() *cobra.Command { return newRoot(Env{}) }

func tool() assess.Tool { return assess.Tool{Name: "stalkrisk", Version: programVersion} }
