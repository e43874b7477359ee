// Manual writes the manual pages (man1) and the completions for shells of stalkrisk into
// a folder, for a package. It is a command of its own so that the program does not hold
// what only a package needs.
//
//	go run ./cmd/manual FOLDER
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stalkrisk/cmd/internal/cli"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./cmd/manual FOLDER")
		os.Exit(2)
	}
	if err := write(cli.Root(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write writes every page and every completion below a folder.
func write(root *cobra.Command, folder string) error {
	root.InitDefaultCompletionCmd()
	man, shells := filepath.Join(folder, "man1"), filepath.Join(folder, "completions")
	if err := errors.Join(os.MkdirAll(man, 0o755), os.MkdirAll(shells, 0o755), pages(root, man)); err != nil {
		return err
	}
	return errors.Join(
		root.GenBashCompletionFileV2(filepath.Join(shells, "stalkrisk.bash"), true),
		root.GenZshCompletionFile(filepath.Join(shells, "_stalkrisk")),
		root.GenFishCompletionFile(filepath.Join(shells, "stalkrisk.fish"), true),
		root.GenPowerShellCompletionFileWithDesc(filepath.Join(shells, "stalkrisk.ps1")),
	)
}

// pages writes the page of a command and of those below it.
func pages(cmd *cobra.Command, folder string) error {
	if cmd.Hidden {
		return nil
	}
	err := os.WriteFile(filepath.Join(folder, pageName(cmd)+".1"), []byte(page(cmd)), 0o644)
	for _, c := range cmd.Commands() {
		err = errors.Join(err, pages(c, folder))
	}
	return err
}

func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// page returns a manual page in roff.
func page(cmd *cobra.Command) string {
	cmd.InitDefaultHelpFlag()
	var b strings.Builder
	section := func(title, text string) {
		if text = strings.TrimSpace(text); text != "" {
			fmt.Fprintf(&b, ".SH %s\n%s\n", title, text)
		}
	}
	fmt.Fprintf(&b, ".TH %s 1 \"\" stalkrisk stalkrisk\n.nh\n.ad l\n", strings.ToUpper(strings.ReplaceAll(pageName(cmd), "-", `\-`)))
	section("NAME", roff(pageName(cmd))+` \- `+roff(cmd.Short))
	section("SYNOPSIS", ".B "+roff(cmd.UseLine()))
	section("DESCRIPTION", strings.ReplaceAll(roff(cmd.Long), "\n\n", "\n.PP\n"))
	section("OPTIONS", options(cmd.NonInheritedFlags())+options(cmd.InheritedFlags()))
	if cmd.Example != "" {
		section("EXAMPLES", ".nf\n"+roff(cmd.Example)+"\n.fi")
	}
	see := ".BR stalkrisk (1)"
	if !cmd.HasParent() {
		see = ""
	}
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			see += "\n.BR " + roff(pageName(c)) + " (1)"
		}
	}
	section("SEE ALSO", see)
	return b.String()
}

// options returns the flags of a command.
func options(flags *pflag.FlagSet) string {
	var b strings.Builder
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		value, usage := pflag.UnquoteUsage(f)
		if value != "" {
			name += " " + value
		}
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(name), roff(usage))
	})
	return b.String()
}

// roff returns text so that it is shown as it is.
func roff(text string) string {
	lines := strings.Split(strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
