package cli

import (
	"fmt"
	"time"

	"stalkrisk/assess/batch"
)

// progress shows on one line of a terminal how many records have been read.
type progress struct {
	env         Env
	size        int64 // the bytes of everything to read; 0 if unknown
	bytes       int64 // read so far
	start, last time.Time
	shown       bool
	on          bool
}

// progressInterval is the least time between two updates.
const progressInterval = 200 * time.Millisecond

// newProgress returns the progress of reading so many bytes; 0 if that is unknown.
func newProgress(env Env, o output, size int64) *progress {
	now := env.Now()
	// Results printed on the same terminal already show progress.
	on := env.Term.Err && !env.Term.Dumb && (!env.Term.Out || o.out != "")
	return &progress{env: env, size: size, start: now, last: now, on: on}
}

// records shows how many records of a batch have been read, in that many bytes.
func (p *progress) records(read int64, t *batch.Tally) { p.update(read, t.Records) }

// update shows how many records have been read, in that many bytes.
func (p *progress) update(read int64, records int) {
	p.bytes = read
	if !p.on {
		return
	}
	now := p.env.Now()
	if now.Sub(p.last) < progressInterval {
		return
	}
	p.last = now
	p.shown = true
	fmt.Fprintf(p.env.console, "\r%s\x1b[K", progressText(records, read, p.size, now.Sub(p.start)))
}

// progressText returns how many records were read, how many a second and, if the size
// is known, about how long the rest will take.
func progressText(records int, read, size int64, took time.Duration) string {
	s := fmt.Sprintf("%s, %d a second", counted(records, "record"), int(float64(records)/took.Seconds()))
	if size > 0 && read > 0 && read <= size {
		left := time.Duration(float64(took) * float64(size-read) / float64(read))
		s += fmt.Sprintf(", about %v left", left.Round(time.Second))
	}
	return s
}

// clear removes the line of progress.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.env.console, "\r\x1b[K")
		p.shown = false
	}
}
