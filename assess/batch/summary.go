package batch

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// SummaryFormat is the format that a summary names.
const SummaryFormat = "stalkrisk.summary/1"

// Summary holds the counts of a run. Its keys, in order, are those of
// `stalkrisk score --summary-json`.
type Summary struct {
	Format   string `json:"format"`
	Files    int    `json:"files"`
	Complete bool   `json:"complete"` // every file could be read to its end
	Records  int    `json:"records"`
	Unscored int    `json:"unscored"` // records without a result
	Faulty   int    `json:"with_problems"`
	Scored   int    `json:"scored"`
	Skipped  int    `json:"skipped"`       // files in folders, in another format of stalkrisk, and drafts of the sift that nobody has read
	Others   int    `json:"kept_versions"` // in folders, kept when another program changed a case
	Drafts   int    `json:"drafts"`        // of those scored
	Practice int    `json:"practice"`

	Dropped        int `json:"drafts_dropped"`
	Superseded     int `json:"superseded"` // an older assessment of a case
	RepeatedIDs    int `json:"repeated_ids"`
	RepeatedCases  int `json:"cases_with_several_assessments"`
	SharedSuspects int `json:"suspects_in_several_cases"`

	Overall    map[string]int            `json:"overall"`
	Pattern    map[string]map[string]int `json:"baseline_by_escalation"`
	Lifted     map[string]int            `json:"provisional"`
	ActNow     int                       `json:"act_now"`
	Overridden map[string]int            `json:"overridden"`
	Dash       map[string]map[string]int `json:"dash_line_by_overall"`
	Problems   map[string]int            `json:"problems"` // by code; a record may have several
}

// The words that are counted, in the order in which they are shown.
var (
	concern    = []string{"high", "moderate", "low"}
	change     = []string{"stable", "rising", "imminent"}
	lifted     = []string{"overall", "baseline", "escalation"}
	directions = []string{"up", "down", "same", "void"}
	dashLines  = []string{"reached", "open", "below", "not_applicable"}
)

// Summary returns the counts of a finished run over a number of files. others is how
// many kept versions were in their folders. failed means that a file could not be read
// to its end.
func (t *Tally) Summary(files, others int, failed bool) Summary {
	return Summary{
		Format: SummaryFormat, Files: files, Complete: !failed,
		Records: t.Records, Unscored: t.Unscored, Faulty: t.Faulty, Scored: t.Scored, Skipped: t.Skipped, Others: others,
		Drafts: t.Drafts, Practice: t.Practice, Dropped: t.Dropped, Superseded: t.Superseded, RepeatedIDs: t.RepeatedIDs, RepeatedCases: t.RepeatedCases, SharedSuspects: t.SharedSuspects,
		Overall: byName(t.Overall, concern), Pattern: byPair(t.Pattern, concern, change), Lifted: byName(t.Lifted, lifted),
		ActNow: t.ActNow, Overridden: byName(t.Overrides, directions), Dash: byPair(t.Dash, dashLines, concern),
		Problems: byName(t.Codes, nil),
	}
}

// byName returns the counts by name. The names in always are included even if they
// were not counted.
func byName(c Counts, always []string) map[string]int {
	m := map[string]int{}
	for _, name := range always {
		m[name] = 0
	}
	for _, one := range c {
		m[one.Name] = one.N
	}
	return m
}

func byPair(c Counts, rows, columns []string) map[string]map[string]int {
	m := map[string]map[string]int{}
	for _, row := range rows {
		m[row] = byName(nil, columns)
	}
	for _, one := range c {
		if m[one.Name] == nil {
			m[one.Name] = byName(nil, columns)
		}
		m[one.Name][one.With] = one.N
	}
	return m
}

// Write writes the summary for people. It begins with what could not be scored.
func (s *Summary) Write(w io.Writer) {
	fmt.Fprintf(w, "%d of %s could not be scored; %d with a problem; %d scored\n", s.Unscored, counted(s.Records, "record", "records"), s.Faulty, s.Scored)
	if !s.Complete {
		fmt.Fprintln(w, "not every file could be read: these counts are incomplete")
	}
	if s.Skipped > 0 {
		fmt.Fprintf(w, "%d of another format, or drafts of the sift that nobody has read, skipped\n", s.Skipped)
	}
	if s.Drafts > 0 {
		fmt.Fprintf(w, "%d of those scored are drafts, not finished: their levels can change\n", s.Drafts)
	}
	if s.Practice > 0 {
		fmt.Fprintf(w, "%d of those scored are practice cases\n", s.Practice)
	}
	if s.Dropped+s.Superseded > 0 {
		fmt.Fprintf(w, "left out: %s, %d replaced by a newer assessment of the case\n", counted(s.Dropped, "draft", "drafts"), s.Superseded)
	}
	byCount := func(a, b string) int { return cmp.Or(s.Problems[b]-s.Problems[a], strings.Compare(a, b)) }
	for _, code := range slices.SortedFunc(maps.Keys(s.Problems), byCount) {
		fmt.Fprintf(w, "  problem %-22s %9d\n", code, s.Problems[code])
	}
	fmt.Fprintf(w, "act now: %d\n", s.ActNow)
	fmt.Fprintf(w, "overall: %s\n", listed(s.Overall, concern))
	writeTable(w, "baseline by escalation", s.Pattern, concern, change)
	fmt.Fprintf(w, "provisional: %s\n", listed(s.Lifted, lifted))
	fmt.Fprintf(w, "overridden: %s\n", listed(s.Overridden, directions))
	writeTable(w, "DASH line by overall", s.Dash, dashLines, concern)
}

// Repeats returns what must be said of ids, cases and suspects that came more than once. latest
// means that only the newest of each case was written.
func (s *Summary) Repeats(latest bool) (out []string) {
	if s.RepeatedIDs > 0 {
		out = append(out, fmt.Sprintf("%s on more than one record: a file may have been read twice. Each record has its own result.", counted(s.RepeatedIDs, "id", "ids")))
	}
	if s.RepeatedCases > 0 && !latest {
		out = append(out, counted(s.RepeatedCases, "case with", "cases with")+" more than one assessment. To have only the newest of each: --latest")
	}
	if s.SharedSuspects > 0 {
		out = append(out, counted(s.SharedSuspects, "suspect is", "suspects are")+" named in several cases: there may be several victims. stalkrisk due says which cases.")
	}
	return out
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// listed returns counts in one line.
func listed(counts map[string]int, names []string) string {
	var parts []string
	for _, name := range names {
		parts = append(parts, fmt.Sprintf("%s %d", name, counts[name]))
	}
	return strings.Join(parts, ", ")
}

// writeTable writes counts by two words.
func writeTable(w io.Writer, name string, counts map[string]map[string]int, rows, columns []string) {
	fmt.Fprintf(w, "%-24s", name)
	for _, c := range columns {
		fmt.Fprintf(w, "%10s", c)
	}
	fmt.Fprintln(w)
	for _, row := range rows {
		fmt.Fprintf(w, "  %-22s", row)
		for _, c := range columns {
			fmt.Fprintf(w, "%10d", counts[row][c])
		}
		fmt.Fprintln(w)
	}
}
