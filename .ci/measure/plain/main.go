// Program plain counts the records of a file of assessments, one a line, and their
// answers that are yes, as one would write it with encoding/json. It checks nothing else.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
)

func main() {
	f, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	records, yes := 0, 0
	for in := json.NewDecoder(bufio.NewReaderSize(f, 1<<20)); ; records++ {
		var r struct{ Responses map[string]map[string]any }
		if err := in.Decode(&r); err == io.EOF {
			break
		} else if err != nil {
			log.Fatal(err)
		}
		for _, answers := range r.Responses {
			for _, a := range answers {
				if all, is := a.(map[string]any); is {
					a = all["answer"]
				}
				if a == "yes" {
					yes++
				}
			}
		}
	}
	fmt.Println(records, yes)
}
