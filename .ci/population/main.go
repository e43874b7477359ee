// Population prints how often each level and band comes out over made-up people, by
// relationship, at three prevalences: the chance that a question is answered yes.
// Questions are drawn one by one, so no question makes another more likely. Real shares
// are not known. From the top of the repository: go run ./.ci/population
package main

import (
	"fmt"
	"math/rand/v2"
	"os"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/questionnaires"
)

const people = 20_000

// share is how likely a yes is, by what a question weighs.
type share struct {
	name                             string
	core, serious, redFlag, imminent float64
	other                            float64 // rising, and amplifiers
}

var shares = []share{
	{"few yes", 0.15, 0.08, 0.01, 0.01, 0.05},
	{"some yes", 0.30, 0.15, 0.03, 0.03, 0.12},
	{"many yes", 0.50, 0.30, 0.08, 0.08, 0.25},
}

func (s *share) of(it *assess.Item) float64 {
	switch {
	case it.Class == assess.ClassRedFlag:
		return s.redFlag
	case it.Class == assess.ClassSerious:
		return s.serious
	case it.Class == assess.ClassCore:
		return s.core
	case it.Role == assess.RoleImminent:
		return s.imminent
	}
	return s.other
}

func main() {
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	set, _ := all.For(&assess.Assessment{}, assess.Tool{})
	at, _ := assess.ParseInstant("2026-11-20T14:03:00Z")
	for _, s := range shares {
		fmt.Printf("%s: core %.0f%%, serious %.0f%%, red flags %.0f%%, imminent %.0f%%, other %.0f%%\n", s.name, 100*s.core, 100*s.serious, 100*s.redFlag, 100*s.imminent, 100*s.other)
		fmt.Printf("%-18s %5s %8s %5s  bands 1 to 8\n", "relationship", "low", "moderate", "high")
		for _, relationship := range []assess.Relationship{"former_partner", "current_partner", "family", "acquaintance", "neighbour", "stranger"} {
			random := rand.New(rand.NewPCG(1, 2))
			levels, bands := map[string]int{}, [9]int{}
			for range people {
				a := &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: at, MoreThanOnce: assess.FactNo}
				a.Case.Relationship = relationship
				for i := range set.Stalking.Items {
					answer := assess.No
					if random.Float64() < s.of(&set.Stalking.Items[i]) {
						answer = assess.Yes
					}
					if it := &set.Stalking.Items[i]; len(it.FollowUpOf) == 0 || answer == assess.No || anyYes(a, it.FollowUpOf) {
						a.Responses.Set(set.Stalking.ID, it.ID, assess.Response{Answer: answer})
					}
				}
				r := assess.Score(set, a)
				levels[r.Overall.Established]++
				bands[r.Band]++
			}
			fmt.Printf("%-18s %4d%% %7d%% %4d%% ", relationship, percent(levels["low"]), percent(levels["moderate"]), percent(levels["high"]))
			for _, n := range bands[1:] {
				fmt.Printf(" %3d%%", percent(n))
			}
			fmt.Println()
		}
		fmt.Println()
	}
}

// anyYes reports whether one of the items was answered yes.
func anyYes(a *assess.Assessment, ids []string) bool {
	for _, id := range ids {
		if r, _ := a.Responses.Of("stalking", id); r.Answer == assess.Yes {
			return true
		}
	}
	return false
}

func percent(n int) int { return (100*n + people/2) / people }
