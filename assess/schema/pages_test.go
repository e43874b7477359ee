package schema

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/batch"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/report"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
	"stalkrisk/assess/training"
)

// acceptPage writes a page as JSON and validates it.
func acceptPage(t *testing.T, name string, page any) {
	t.Helper()
	var out bytes.Buffer
	if err := report.Write(&out, "json", page, 0); err != nil {
		t.Fatal(err)
	}
	accept(t, name, out.Bytes())
}

func TestComparisonsHold(t *testing.T) {
	set := assesstest.Set()
	all := scorable(t)
	for i := 1; i < len(all); i++ {
		before, after := compare.Side{Set: set, A: &all[i-1].Assessment}, compare.Side{Set: set, A: &all[i].Assessment}
		acceptPage(t, "comparison", compare.All([]compare.Side{before, after}, set.Tool))
	}
}

func TestWhatIfsHold(t *testing.T) {
	set := assesstest.Set()
	for i, r := range scorable(t) {
		item := set.Stalking.Items[i%len(set.Stalking.Items)].ID
		tries := []compare.Try{{Instrument: set.Stalking.ID, Item: item, Answer: assess.Unknown}}
		acceptPage(t, "whatif", compare.Explore(compare.Side{Set: set, A: &r.Assessment}, tries, i%7 == 0))
	}
}

func TestTimelinesHold(t *testing.T) {
	set := assesstest.Set()
	for _, r := range scorable(t) {
		sources := []assess.TimelineSource{{Name: "one.yaml", A: &r.Assessment}, {Name: "two.yaml", A: &r.Assessment}}
		whole := assess.Together(sources)
		merged := whole.Join(fold.Forces{}, sources, timeline.Merge)
		acceptPage(t, "timeline", report.BuildTimeline(set, &whole, &merged, []report.TimelineSource{{Name: "one.yaml"}, {Name: "two.yaml", LeftOut: true}}, 2))
	}
}

func TestSummariesHold(t *testing.T) {
	for _, lines := range []string{"", "{}\n", string(assessmentfile.AppendJSON(nil, &scorable(t)[0].Assessment))} {
		in := batch.Input{Name: "-", Format: assessmentfile.NDJSON, Empty: true, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(lines)), nil }}
		tally, err := batch.Run(context.Background(), slices.Values([]batch.Input{in}), batch.Options{Shelf: assesstest.Questionnaires(), Workers: 1},
			batch.Output{Results: io.Discard, Problems: io.Discard})
		if err != nil {
			t.Fatal(err)
		}
		acceptPage(t, "summary", tally.Summary(1, 0, false))
	}
}

func TestPracticeCasesHold(t *testing.T) {
	all := files(t, "../../questionnaires/practice/*/*.yaml")
	for _, name := range append(all, files(t, "../assesstest/questionnaires/practice/*/*.yaml")...) {
		accept(t, "practice", strictfile.AppendJSON(nil, strictfile.ParseYAML(read(t, name))[0].Root))
	}
}

func TestMarkingsAndAgreementsHold(t *testing.T) {
	set := assesstest.Set()
	var markings []training.Marking
	var rated []training.Rated
	for _, p := range assesstest.Practice() {
		for _, r := range scorable(t)[:5] {
			a := r.Assessment
			a.Training = p.ID
			markings = append(markings, training.Mark(p, set, &a))
			rated = append(rated, training.Rated{Set: set, A: &a})
		}
	}
	r := training.NewRecord([]training.Played{{A: &assess.Assessment{Sittings: []assess.Practised{{Attempt: 1}}}, Marking: markings[0]}})
	acceptPage(t, "training-record", r)
	acceptPage(t, "training-due", training.NewDue(r, training.Every{Months: 12, Says: "12m"}, time.Now()))
	acceptPage(t, "marking", training.Marked{Format: training.MarkingFormat, Markings: markings, Classes: training.Classes(markings)})
	acceptPage(t, "agreement", training.Agree(rated))
	acceptPage(t, "agreement", training.Agree(nil))
}
