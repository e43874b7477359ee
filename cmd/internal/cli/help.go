package cli

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/handover"
	"stalkrisk/assess/late"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/termtext"
)

// helpFiles holds the help topics. Every file is a topic: its name is the name of the
// topic, and its first line, after "# ", is the title.
//
//go:embed help/*.md
var helpFiles embed.FS

// topicNames returns the names of the topics, in alphabetical order.
func topicNames() (names []string) {
	files, _ := fs.Glob(helpFiles, "help/*.md") // the pattern is valid
	for _, f := range files {
		names = append(names, strings.TrimSuffix(path.Base(f), ".md"))
	}
	return names
}

// topicText returns the Markdown of a topic that exists.
func topicText(name string) string {
	b, _ := helpFiles.ReadFile("help/" + name + ".md")
	return string(b)
}

// topicList returns the list of topics that is printed below the commands.
func topicList() string {
	var b strings.Builder
	b.WriteString("\nHelp topics (stalkrisk help TOPIC):\n")
	for _, name := range topicNames() {
		title, _, _ := strings.Cut(topicText(name), "\n")
		fmt.Fprintf(&b, "  %-13s %s\n", name, strings.TrimPrefix(title, "# "))
	}
	return b.String()
}

func newHelp(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND, TOPIC or CODE]",
		Short: "Help about a command, a topic or the code of a problem",
		Example: `  stalkrisk help
  stalkrisk help score
  stalkrisk help levels
  stalkrisk help unknown-item`,
		// A function, so that other commands do not spend time reading the topics.
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return topicNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, words []string) error { return runHelp(env, cmd.Root(), words) },
	}
}

func runHelp(env Env, root *cobra.Command, words []string) error {
	if len(words) == 1 && slices.Contains(topicNames(), words[0]) {
		text := topicText(words[0])
		if env.Term.Out {
			text = plainMarkdown(text, env.Term.Width)
		}
		return env.print([]byte(text))
	}
	assessment, questionnaire := problemCodes()
	for _, c := range append(assessment, questionnaire...) {
		if len(words) == 1 && c[0] == words[0] {
			return env.print([]byte(strings.Join(termtext.Wrap(c[0]+": "+c[1], env.Term.Width), "\n") + "\n"))
		}
	}
	cmd, rest, err := root.Find(words)
	if err == nil && len(rest) == 0 {
		cmd.InitDefaultHelpFlag()
		return cmd.Help()
	}
	return unknown("no command or topic of that name", words[0], append(topicNames(), commandNames(root)...), "; stalkrisk help lists them")
}

// problemCodes returns the problem codes with their remedies: those that an
// assessment can have, and those that only a questionnaire or guidance can have.
func problemCodes() (assessment, questionnaire [][2]string) {
	assessment = slices.Concat(assessmentfile.Codes(), handover.Codes(), assess.Codes())
	questionnaire = slices.DeleteFunc(questionnairefile.Codes(), func(c [2]string) bool { return c[0] == questionnairefile.CodeUnknownFormat })
	return assessment, questionnaire
}

// listMark matches the mark that begins a list item.
var listMark = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`^(-|[0-9]+\.) `) }}

// plainMarkdown lays out Markdown for a terminal, width cells wide. It handles only
// what the topics use: headings, paragraphs, lists, tables and fenced blocks.
func plainMarkdown(text string, width int) string {
	var out []string
	var para string // the paragraph, list item or row that is being read
	flush := func() {
		if para != "" {
			mark := listMark.Get().FindString(para)
			said := strings.NewReplacer("`", "", "**", "").Replace(para[len(mark):])
			out = append(out, termtext.Hang(mark, strings.Repeat(" ", len(mark)), said, width)...)
		}
		para = ""
	}
	fenced, row := false, 0
	for line := range strings.Lines(text) {
		whole := strings.TrimRight(line, "\n")
		line = strings.TrimSpace(line)
		fence := strings.HasPrefix(line, "```")
		if fence || line == "" || line[0] == '#' || line[0] == '|' || listMark.Get().MatchString(line) {
			flush()
		}
		switch {
		case fence:
			fenced = !fenced
		case fenced:
			out = append(out, "    "+whole)
		case line == "":
			out = append(out, "")
		case line[0] == '#':
			title := strings.TrimLeft(line, "# ")
			out = append(out, title, strings.Repeat("-", termtext.Width(title)))
		case strings.HasPrefix(line, "| -"): // remove the row above it, the head of a table
			out = out[:row]
		case line[0] == '|':
			row = len(out)
			para = "- " + strings.ReplaceAll(strings.Trim(line, "| "), " | ", ": ")
			flush()
		default:
			para = strings.TrimSpace(para + " " + line)
		}
	}
	flush()
	return strings.Join(out, "\n") + "\n"
}
