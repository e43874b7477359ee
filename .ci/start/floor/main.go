// Floor imports the four libraries that the user chose for stalkrisk and prints a line:
// no program that uses them can start faster.
package main

import (
	"fmt"

	_ "github.com/charmbracelet/huh"
	_ "github.com/charmbracelet/lipgloss"
	_ "github.com/spf13/cobra"
	_ "gopkg.in/yaml.v3"
)

func main() { fmt.Println("floor") }
