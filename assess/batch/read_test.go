package batch

import (
	"bufio"
	"bytes"
	"context"
	"strings"
	"testing"

	"stalkrisk/assess/assessmentfile"
)

// tasksOf returns how many lines each task of a file has.
func tasksOf(t *testing.T, text string) (lines []int) {
	t.Helper()
	r := &run{ctx: context.Background(), free: make(chan *task, 2), work: make(chan *task, 2), order: make(chan *task, 2)}
	r.free <- &task{}
	r.free <- &task{}
	go func() {
		r.lines(&Input{File: true}, bufio.NewReader(strings.NewReader(text)))
		close(r.work)
	}()
	first := 1
	for t1 := range r.work {
		<-r.order
		if t1.line != first {
			t.Fatalf("a task begins with line %d, not %d", t1.line, first)
		}
		n := bytes.Count(t1.buf[:t1.n], []byte("\n"))
		lines, first = append(lines, n), first+n
		if cap(t1.buf) < t1.n+assessmentfile.ReadWith {
			t.Errorf("a task of %d bytes has room for %d, so the fast reader cannot read it", t1.n, cap(t1.buf))
		}
		r.recycle(t1)
	}
	return lines
}

// A result can have ten times the bytes of its record. The memory for the results of a task
// must not grow with that.
func TestATaskHasFewRecordsIfTheyAreShort(t *testing.T) {
	lines := tasksOf(t, strings.Repeat(strings.Repeat("x", 300)+"\n", 20_000))
	sum := 0
	for i, n := range lines {
		if sum += n; n > short && i > 0 {
			t.Errorf("task %d has %d records", i, n)
		}
	}
	if sum != 20_000 || len(lines) > 2*20_000/short {
		t.Errorf("%d records in %d tasks", sum, len(lines))
	}
}

// Lines may become longer and shorter, and some are longer than the memory of a task.
func TestTasksFollowTheLengthOfLines(t *testing.T) {
	var text strings.Builder
	want := 0
	for _, size := range []int{10, 3000, chunk - 17, chunk - 1, chunk, 3 * chunk, 100, chunk / 8, 1, 20_000} {
		for range 3 * chunk / size % 1000 {
			text.WriteString(strings.Repeat("x", size-1) + "\n")
			want++
		}
		text.WriteString(strings.Repeat("x", size) + "\n")
		want++
	}
	sum := 0
	for _, n := range tasksOf(t, text.String()) {
		sum += n
	}
	if sum != want {
		t.Errorf("%d lines, not %d", sum, want)
	}
}
