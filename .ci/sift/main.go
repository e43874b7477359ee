// Program sift measures the rules of the sift on a folder of invented logs: logs.csv,
// and groups.csv with what each group is.
//
//	go run ./.ci/sift FOLDER
//
// It prints recall and precision, the same by ten-fold splits, and what is missed or
// listed by mistake. It fails if a reference, a name or a whole sentence of the logs is in
// the rules or their worked cases.
package main

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/siftfile"
	"stalkrisk/assess/timeline"
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
	groups, reports, err := read(folder, rules)
	if err != nil {
		return err
	}
	if found, err := copied(reports); err != nil || len(found) > 0 {
		return fmt.Errorf("the rules have words of these logs: %v %v", strings.Join(found, "; "), err)
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
	for more := -2; more <= 2; more++ {
		fmt.Printf("threshold %+d: %s\n", more, score(groups, func(g labelled) bool { return g.found.Margin >= more }))
	}
	fmt.Printf("\nas shipped: %s\n", score(groups, func(g labelled) bool { return g.found.Listed() }))
	fmt.Printf("by ten-fold splits: %s\n", splits(groups, reports, rules))
	return nil
}

// splits tries each tenth of the groups with only those phrases that some group in the
// other nine tenths has. A phrase that was written for one group then finds nothing in
// it, which is nearer to logs that nobody has seen.
func splits(groups []labelled, reports map[string][]*sift.Report, r *sift.Rules) (sum counts) {
	used := usedBy(groups, reports, r)
	for fold := range 10 {
		known := func(phrase string) bool {
			for i := range groups {
				if i%10 != fold && used[phrase][i] {
					return true
				}
			}
			return false
		}
		s := sift.New(with(r, known), sift.Options{})
		for i, g := range groups {
			if i%10 == fold {
				for _, report := range reports[g.id] {
					s.Add(report)
				}
			}
		}
		listed := map[string]bool{}
		for g := range s.Groups(false) {
			for _, ref := range g.References {
				listed[ref] = true
			}
		}
		for i, g := range groups {
			if i%10 == fold {
				c := score([]labelled{g}, func(g labelled) bool {
					return slices.ContainsFunc(reports[g.id], func(r *sift.Report) bool { return listed[r.Reference] })
				})
				sum.hit, sum.missed, sum.wrong = sum.hit+c.hit, sum.missed+c.missed, sum.wrong+c.wrong
			}
		}
	}
	return sum
}

// with returns the rules with only those phrases of topics and everyday reasons.
func with(r *sift.Rules, known func(string) bool) *sift.Rules {
	kept := func(words []string) (out []string) {
		for _, w := range words {
			if known(w) {
				out = append(out, w)
			}
		}
		return out
	}
	less := *r
	less.Topics, less.Everyday = slices.Clone(r.Topics), slices.Clone(r.Everyday)
	for i := range less.Topics {
		less.Topics[i].Words = kept(r.Topics[i].Words)
	}
	for i := range less.Everyday {
		less.Everyday[i].Words = kept(r.Everyday[i].Words)
	}
	return &less
}

// usedBy returns which groups each phrase is found in.
func usedBy(groups []labelled, reports map[string][]*sift.Report, r *sift.Rules) map[string]map[int]bool {
	used := map[string]map[int]bool{}
	of := map[string]int{} // the group of each reference
	for i, g := range groups {
		for _, report := range reports[g.id] {
			of[report.Reference] = i
		}
	}
	var words []string
	for _, t := range r.Topics {
		words = append(words, t.Words...)
	}
	for _, e := range r.Everyday {
		words = append(words, e.Words...)
	}
	for some := range slices.Chunk(words, 60) { // topics are kept apart in 64 bits
		one := *r
		one.Topics, one.Everyday, one.Threshold = nil, nil, 1
		for i, w := range some {
			one.Topics = append(one.Topics, sift.Topic{Sign: sift.Sign{ID: fmt.Sprint(i)}, Words: []string{w}})
			if used[w] == nil {
				used[w] = map[int]bool{}
			}
		}
		s := sift.New(&one, sift.Options{})
		for _, g := range groups {
			for _, report := range reports[g.id] {
				s.Add(report)
			}
		}
		for found := range s.Groups(true) {
			for _, sign := range found.Signs {
				if n, err := strconv.Atoi(sign.ID); err == nil {
					used[some[n]][of[found.References[0]]] = true
				}
			}
		}
	}
	return used
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

// read returns the groups of a folder, with what the rules find in each, and the
// reports of each.
func read(folder string, rules *sift.Rules) ([]labelled, map[string][]*sift.Report, error) {
	logs, err := table(folder, "logs.csv")
	if err != nil {
		return nil, nil, err
	}
	s := sift.New(rules, sift.Options{})
	byReference := map[string]*sift.Report{}
	for _, row := range logs {
		at, err := timeline.ParseWhen(row[1])
		if err != nil {
			return nil, nil, err
		}
		r := &sift.Report{Reference: row[0], At: at, Area: row[2], RecordedAs: row[3], Victim: row[4], Suspect: row[5], Place: row[6], Text: row[7]}
		byReference[r.Reference] = r
		s.Add(r)
	}
	of := map[string]sift.Group{}
	for g := range s.Groups(true) {
		for _, r := range g.References {
			of[r] = g
		}
	}
	truth, err := table(folder, "groups.csv")
	if err != nil {
		return nil, nil, err
	}
	var out []labelled
	reports := map[string][]*sift.Report{}
	for _, row := range truth {
		references := strings.Split(row[3], ";")
		g, found := of[references[0]]
		if !found {
			return nil, nil, fmt.Errorf("%s: no group has its first reference", row[0])
		}
		out = append(out, labelled{row[0], row[4], row[1] == "stalking", g})
		for _, r := range references {
			reports[row[0]] = append(reports[row[0]], byReference[r])
		}
	}
	return out, reports, nil
}

// table returns the rows of a table, without its headings.
func table(folder, name string) ([][]string, error) {
	f, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	return rows[1:], nil
}

// copied reports what the shipped files have of the logs.
func copied(reports map[string][]*sift.Report) (found []string, err error) {
	var all []*sift.Report
	for _, some := range reports {
		all = append(all, some...)
	}
	names, err := fs.Glob(questionnaires.Files, "sift/*.yaml")
	for _, name := range names {
		b, err := fs.ReadFile(questionnaires.Files, name)
		if err != nil {
			return nil, err
		}
		for _, what := range siftfile.Copied(string(b), all) {
			found = append(found, name+": "+what)
		}
	}
	return found, err
}
