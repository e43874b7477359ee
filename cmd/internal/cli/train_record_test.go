package cli

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess/assesstest"
)

// practise runs one sitting of a practice case at that time. Each look at the clock takes
// a minute.
func practise(t *testing.T, at time.Time, typed string, args ...string) (printed string) {
	t.Helper()
	var out, said bytes.Buffer
	now := at
	env := Env{
		Context: context.Background(), In: strings.NewReader(typed), Out: &out, Err: &said, Shipped: assesstest.Files(), Term: Term{Width: 80},
		NewID: func() string { return "01TEST" + at.Format("20060102150405") },
		Now: func() time.Time {
			was := now
			now = now.Add(time.Minute)
			return was
		},
	}
	Run(env, args)
	return out.String() + said.String()
}

// Three sittings on three days: two of one attempt, which goes on from a draft, and one of
// a second attempt. The record has the day of each, and what was looked up in which.
func TestThreeSittingsOnThreeDaysAreRecorded(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "first.yaml"), filepath.Join(dir, "second.yaml")
	day := func(n int) time.Time { return time.Date(2026, 11, n, 9, 0, 0, 0, time.UTC) }
	practise(t, day(23), "y\nn\nq\n", "train", "start", "the-gate", first, "--plain", "--assessor", "T12")
	practise(t, day(24), "y\nlook 1\nn\n/ finish\ny\n", "train", "start", "the-gate", first, "--plain", "--assessor", "T12")
	practise(t, day(25), "y\nn\nq\n", "train", "start", "the-gate", second, "--plain", "--assessor", "t12", "--stage", "screen")
	var out, said bytes.Buffer
	env := Env{Context: context.Background(), In: strings.NewReader(""), Out: &out, Err: &said, Shipped: assesstest.Files(), Now: time.Now, Term: Term{Width: 80}}
	if code := Run(env, []string{"train", "record", dir, "--format", "csv"}); code != exitDone {
		t.Fatalf("exit code %d: %s", code, said.String())
	}
	rows := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(rows) != 4 {
		t.Fatalf("%d rows, want a heading and three sittings:\n%s", len(rows), out.String())
	}
	for i, want := range []struct{ attempt, day, looked, never string }{
		{"1", "2026-11-23T09:0", "", "Earlier calls"}, {"1", "2026-11-24T09:0", "Earlier calls", ""}, {"2", "2026-11-25T09:0", "", "Earlier calls"},
	} {
		row := strings.Split(rows[i+1], ",")
		if row[5] != want.attempt || !strings.HasPrefix(row[6], want.day) || row[7] == "0" || row[11] != want.looked || row[12] != want.never || row[3] != "1.0.0" {
			t.Errorf("sitting %d: %q, want %+v", i+1, rows[i+1], want)
		}
	}
	out.Reset()
	if code := Run(env, []string{"train", "due", dir, "--every", "12m", "--now", "2027-11-26T00:00:00Z", "--format", "csv"}); code != exitDone {
		t.Fatalf("exit code %d: %s", code, said.String())
	}
	if got := out.String(); !strings.Contains(got, "2027-11-24,true") || strings.Count(got, "\n") != 2 {
		t.Errorf("who is due a year and a day later:\n%s", got)
	}
	out.Reset()
	Run(env, []string{"train", "due", dir, "--every", "12m", "--now", "2027-10-01T00:00:00Z", "--format", "csv"})
	if got := out.String(); strings.Count(got, "\n") != 1 {
		t.Errorf("who is due before:\n%s", got)
	}
}
