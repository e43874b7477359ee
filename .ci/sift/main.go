// Program sift measures the rules of the sift on a folder of invented logs: logs.csv,
// and groups.csv with what each group is.
//
//	go run ./.ci/sift FOLDER
//
// It prints recall and precision, the same by ten-fold splits (the threshold is chosen
// on nine tenths and tried on the other), and what is missed or listed by mistake.
package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/siftfile"
	"stalkrisk/questionnaires"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "name the folder with logs.csv and groups.csv")
		os.Exit(2)
	}
	if err := measure(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// labelled is a group and what it is.
type labelled struct {
	id, why  string
	stalking bool
	found    sift.Group
}

func measure(folder string) error {
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		return err
	}
	versions, err := questionnairefile.LoadSifts(questionnaires.Files, nil, all)
	if err != nil {
		return err
	}
	rules := versions[len(versions)-1]
	groups, err := read(folder, rules)
	if err != nil {
		return err
	}
	for _, g := range groups {
		if g.found.Listed() != g.stalking {
			what := "missed"
			if g.found.Listed() {
				what = "listed by mistake"
			}
			fmt.Printf("%s %s: %s\n    strength %d: %s\n", g.id, what, g.why, g.found.Strength, ids(g.found.Signs))
		}
	}
	tally(groups)
	for needed := -2; needed <= 3; needed++ {
		fmt.Printf("threshold %+d: %s\n", needed, score(groups, func(g labelled) bool { return margin(g, rules) >= needed }))
	}
	fmt.Printf("\nas shipped: %s\n", score(groups, func(g labelled) bool { return g.found.Listed() }))
	fmt.Printf("by ten-fold splits: %s\n", splits(groups, rules))
	return nil
}

// margin returns by how many signs a group is above the threshold.
func margin(g labelled, r *sift.Rules) int {
	notes, topics := 0, false
	for _, s := range g.found.Signs {
		for _, e := range r.Everyday {
			if s.ID == "note-"+e.ID {
				notes++
			}
		}
		for _, t := range r.Topics {
			topics = topics || t.ID == s.ID
		}
	}
	if !topics {
		return -100
	}
	return g.found.Strength - notes - r.Threshold
}

// splits chooses the threshold on nine tenths of the groups and tries it on the rest.
func splits(groups []labelled, r *sift.Rules) counts {
	var sum counts
	for fold := range 10 {
		var learn, try []labelled
		for i, g := range groups {
			if i%10 == fold {
				try = append(try, g)
			} else {
				learn = append(learn, g)
			}
		}
		best, at := -1.0, 0
		for needed := -3; needed <= 4; needed++ {
			if f := score(learn, func(g labelled) bool { return margin(g, r) >= needed }).f1(); f > best {
				best, at = f, needed
			}
		}
		c := score(try, func(g labelled) bool { return margin(g, r) >= at })
		sum.hit, sum.missed, sum.wrong = sum.hit+c.hit, sum.missed+c.missed, sum.wrong+c.wrong
	}
	return sum
}

type counts struct{ hit, missed, wrong int }

func score(groups []labelled, listed func(labelled) bool) (c counts) {
	for _, g := range groups {
		switch is := listed(g); {
		case is && g.stalking:
			c.hit++
		case is:
			c.wrong++
		case g.stalking:
			c.missed++
		}
	}
	return c
}

func (c counts) recall() float64    { return float64(c.hit) / float64(max(1, c.hit+c.missed)) }
func (c counts) precision() float64 { return float64(c.hit) / float64(max(1, c.hit+c.wrong)) }
func (c counts) f1() float64 {
	return 2 * c.recall() * c.precision() / max(0.001, c.recall()+c.precision())
}

func (c counts) String() string {
	return fmt.Sprintf("recall %.2f, precision %.2f (%d found, %d missed, %d by mistake)", c.recall(), c.precision(), c.hit, c.missed, c.wrong)
}

// tally prints in how many groups of each sort each sign was found.
func tally(groups []labelled) {
	n := map[string][2]int{}
	var order []string
	for _, g := range groups {
		for _, s := range g.found.Signs {
			c, known := n[s.ID]
			if !known {
				order = append(order, s.ID)
			}
			if g.stalking {
				c[0]++
			} else {
				c[1]++
			}
			n[s.ID] = c
		}
	}
	fmt.Println("\nsign: groups of stalking, other groups")
	for _, id := range order {
		fmt.Printf("  %-20s %3d %3d\n", id, n[id][0], n[id][1])
	}
}

func ids(signs []sift.FoundSign) string {
	var out []string
	for _, s := range signs {
		out = append(out, s.ID)
	}
	return strings.Join(out, ", ")
}

func read(folder string, rules *sift.Rules) ([]labelled, error) {
	logs, err := os.Open(filepath.Join(folder, "logs.csv"))
	if err != nil {
		return nil, err
	}
	defer logs.Close()
	s := sift.New(rules, sift.Options{})
	log, err := siftfile.Read(context.Background(), logs, siftfile.Options{}, s)
	if err != nil || len(log.Problems) > 0 {
		return nil, fmt.Errorf("logs.csv: %v %v", err, log.Problems)
	}
	of := map[string]sift.Group{}
	for g := range s.Groups(true) {
		for _, r := range g.References {
			of[r] = g
		}
	}
	truth, err := os.Open(filepath.Join(folder, "groups.csv"))
	if err != nil {
		return nil, err
	}
	defer truth.Close()
	rows, err := csv.NewReader(truth).ReadAll()
	if err != nil {
		return nil, err
	}
	var out []labelled
	for _, row := range rows[1:] {
		g, found := of[strings.Split(row[3], ";")[0]]
		if !found {
			return nil, fmt.Errorf("%s: no group has its first reference", row[0])
		}
		out = append(out, labelled{row[0], row[4], row[1] == "stalking", g})
	}
	return out, nil
}
