package cli

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// paged is what every command takes that writes a page: where to, and in which
// format.
type paged struct{ format, out string }

func (p *paged) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&p.format, "format", "", "`format`: markdown, json or text (otherwise by the name of -o; text on a terminal; else markdown)")
	f.StringVarP(&p.out, "output", "o", "", "write to this `file`, whole or not at all")
}

// settle finds the format where none was named, and refuses one that is none.
func (p *paged) settle(env Env) error {
	if p.format == "" {
		p.format = formatFor(p.out, env.Term.Out)
	}
	if _, ok := reportSuffix[p.format]; !ok {
		return usage("--format is markdown, json or text")
	}
	return nil
}

// reportSuffix is how a report's file is called after the assessment it is of.
var reportSuffix = map[string]string{"markdown": ".report.md", "json": ".report.json", "text": ".report.txt"}

// formatFor gives the format where none was named.
func formatFor(out string, terminal bool) string {
	switch strings.ToLower(filepath.Ext(out)) {
	case ".json":
		return "json"
	case ".txt":
		return "text"
	case ".md", ".markdown":
		return "markdown"
	}
	if terminal && out == "" {
		return "text"
	}
	return "markdown"
}
