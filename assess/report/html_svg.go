package report

import (
	"fmt"
	"slices"
	"time"
)

// A view is a drawing laid out for one width. Its attributes are numbers and names
// from here, never text of a case. A page has two: one for a screen or paper, and one
// for a phone or a page enlarged to 400 %, so that no label is made small.
type view struct {
	Name                                     string
	Title, Desc                              string
	Width, Height, Left, Right, Bottom, left int
	Away                                     []viewBox
	Rows                                     []viewRow
	Ticks                                    []viewTick
	Months                                   []viewMonth
	Marks                                    []viewMark
	Breaches                                 []viewBreach
	Letters                                  []viewText
	Orders                                   []viewOrder

	first time.Time
	days  int // from first to the last day
}

type viewBox struct{ X, Y, Width, Height int }

type viewRow struct{ Severity, X, Y, TextX, TextY int }

type viewTick struct {
	X, Y, TextY  int
	Anchor, Text string
}

type viewMark struct {
	Severity, X, Y, TextY int
	Count                 int // 0 for one incident
	Title                 string
}

type viewMonth struct{ Severity, X, X2, Y, TextX, TextY, Count int }

type viewBreach struct {
	viewBox
	Near bool
}

type viewText struct {
	X, Y int
	Text string
}

type viewOrder struct {
	viewBox
	Lines []viewText
}

const (
	viewTop   = 24 // room for the letters of breaches
	rowHeight = 34
	markWidth = 26 // marks closer than this are drawn as one
	halfMark  = 9
	textLine  = 16
	mostLanes = 8

	narrow = "narrow" // the name of the view for a phone
)

// views lays a drawing out for both widths.
func (d *drawing) views() []view {
	return []view{d.view("wide", 720, 46, 110), d.view(narrow, 320, 34, 84)}
}

// view lays a drawing out. between is the least distance of two labels of time.
func (d *drawing) view(name string, width, left, between int) view {
	v := view{
		Name: name, Title: inTime, Desc: d.says(), Width: width, Left: left, Right: width - 10,
		first: d.first, days: max(1, daysBetween(d.first, d.last)),
	}
	lowest := 1
	if slices.ContainsFunc(d.marks, func(m drawnMark) bool { return m.severity == 0 }) {
		lowest = 0
	}
	for s := mostSevere; s >= lowest; s-- {
		y := rowY(s)
		v.Rows = append(v.Rows, viewRow{s, left - 10, y, left - 22, y + 5})
	}
	v.Bottom = rowY(lowest) + rowHeight/2
	v.drawAway(d)
	v.drawBreaches(d)
	v.drawTicks(d, between)
	v.drawMarks(d)
	v.drawMonths(d)
	v.Height = v.Bottom + 28
	v.drawOrders(d)
	return v
}

func daysBetween(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

func rowY(severity int) int { return viewTop + rowHeight*(mostSevere-severity) + rowHeight/2 }

// x returns where a day is drawn, within the view even if the day is not.
func (v *view) x(day time.Time) int {
	from, to := v.Left+halfMark+2, v.Right-halfMark
	at := from + (to-from)*daysBetween(v.first, day)/v.days
	return max(from, min(at, to))
}

// box returns the area from one day to another over a height. A zero day is an open
// end.
func (v *view) box(s drawnSpan, y, height int) viewBox {
	from, to := v.Left, v.Right
	if !s.from.IsZero() && s.from.After(v.first) {
		from = v.x(s.from)
	}
	if !s.to.IsZero() && daysBetween(v.first, s.to) < v.days {
		to = v.x(s.to)
	}
	return viewBox{from, y, max(4, to-from), height}
}

func (v *view) drawAway(d *drawing) {
	for _, a := range d.away {
		v.Away = append(v.Away, v.box(a, viewTop, v.Bottom-viewTop))
	}
}

// drawBreaches draws one band for breaches that are close together, and above it a
// letter, with their number if there is more than one, where there is room.
func (v *view) drawBreaches(d *drawing) {
	const half, apart = 4, 11
	for _, kind := range []struct{ breach, letter string }{{"yes", "B"}, {"near", "b"}} {
		var groups []group
		for i := range d.marks {
			m := &d.marks[i]
			if m.breach != kind.breach || m.month {
				continue
			}
			x, last := v.x(m.day), len(groups)-1
			if last >= 0 && x-groups[last].to < apart {
				groups[last].to, groups[last].n = x, groups[last].n+1
				continue
			}
			groups = append(groups, group{x: x, to: x, n: 1})
		}
		for _, g := range groups {
			v.Breaches = append(v.Breaches, viewBreach{viewBox{g.x - half, viewTop, g.to - g.x + 2*half, v.Bottom - viewTop}, kind.breach == "near"})
			v.letter((g.x+g.to)/2, kind.letter, g.n)
		}
	}
}

// letter adds a letter above the drawing, unless it would cover another.
func (v *view) letter(x int, letter string, n int) {
	const character = 7
	if n > 1 {
		letter = fmt.Sprintf("%d %s", n, letter)
	}
	for _, l := range v.Letters {
		if max(l.X-x, x-l.X) < (len(l.Text)+len(letter))*character/2+character {
			return
		}
	}
	v.Letters = append(v.Letters, viewText{x, viewTop - 6, letter})
}

// group is the incidents of one severity, or breaches, that are drawn as one.
type group struct {
	x, to, n    int // to is for breaches only
	first, last time.Time
}

// drawMarks draws the incidents with a day. Those of one severity that would overlap
// are one mark with their number, so that a thousand can be read as well as ten.
func (v *view) drawMarks(d *drawing) {
	for s := range mostSevere + 1 {
		var groups []group
		start := 0 // where the latest group begins
		for i := range d.marks {
			m := &d.marks[i]
			if m.severity != s || m.month {
				continue
			}
			x, last := v.x(m.day), len(groups)-1
			if last >= 0 && x-groups[last].x < markWidth {
				groups[last].n++
				groups[last].x, groups[last].last = (start+x)/2, m.day
				continue
			}
			groups, start = append(groups, group{x: x, n: 1, first: m.day, last: m.day}), x
		}
		for _, g := range groups {
			v.Marks = append(v.Marks, g.mark(s))
		}
	}
}

func (g *group) mark(severity int) viewMark {
	y := rowY(severity)
	m := viewMark{Severity: severity, X: g.x, Y: y, TextY: y - 10, Title: g.first.Format("2 Jan 2006")}
	if g.last.After(g.first) {
		m.Title += " to " + g.last.Format("2 Jan 2006")
	}
	if g.n > 1 {
		m.Count = g.n
		m.Title += ": " + count(g.n, "incident", "incidents")
	}
	return m
}

// drawMonths draws a line over each month in which an incident's day is not known.
func (v *view) drawMonths(d *drawing) {
	for i := range d.marks {
		m := &d.marks[i]
		if !m.month {
			continue
		}
		y := rowY(m.severity) + 8
		from, to := v.x(m.day), v.x(m.day.AddDate(0, 1, -1))
		line := viewMonth{m.severity, from, max(to, from+8), y, (from + to) / 2, y + 12, 0}
		if last := len(v.Months) - 1; last >= 0 && v.Months[last].X == line.X && v.Months[last].Y == line.Y {
			v.Months[last].Count = max(2, v.Months[last].Count+1)
			continue
		}
		v.Months = append(v.Months, line)
	}
}

// drawOrders draws a lane below the axis for each order, its words above its bar.
func (v *view) drawOrders(d *drawing) {
	for i, o := range d.orders {
		if i == mostLanes-1 && len(d.orders) > mostLanes {
			v.Orders = append(v.Orders, viewOrder{Lines: v.lane(fmt.Sprintf("and %d more orders", len(d.orders)-i))})
			break
		}
		words := []string{o.what + ", " + o.dates}
		if v.Name == narrow {
			words = []string{o.what, o.dates}
		}
		lines := v.lane(words...)
		v.Orders = append(v.Orders, viewOrder{v.box(o, v.Height+6, 8), lines})
		v.Height += textLine + 2
	}
	if len(d.orders) > 0 {
		v.Height += 4
	}
}

// lane adds lines of words to the bottom of the view.
func (v *view) lane(words ...string) (lines []viewText) {
	for _, w := range words {
		v.Height += textLine
		lines = append(lines, viewText{v.Left, v.Height, w})
	}
	return lines
}

// drawTicks marks the time: days, weeks, months or years, whichever are far enough
// apart to be read.
func (v *view) drawTicks(d *drawing, between int) {
	for _, step := range []struct {
		months, days int
		format       string
	}{{0, 1, "2 Jan"}, {0, 7, "2 Jan"}, {0, 14, "2 Jan"}, {1, 0, "Jan 2006"}, {2, 0, "Jan 2006"}, {3, 0, "Jan 2006"}, {6, 0, "Jan 2006"}, {12, 0, "2006"}, {24, 0, "2006"}, {60, 0, "2006"}, {240, 0, "2006"}, {1200, 0, "2006"}} {
		apart := step.days
		if step.months > 0 {
			apart = 30 * step.months
		}
		if (v.Right-v.Left)*apart/v.days < between {
			continue
		}
		for day := tickFrom(d.first, step.months); !day.After(d.last); day = day.AddDate(0, step.months, step.days) {
			if !day.Before(d.first) {
				v.Ticks = append(v.Ticks, viewTick{v.x(day), v.Bottom + 6, v.Bottom + 20, "mid", day.Format(step.format)})
			}
		}
		break
	}
	if len(v.Ticks) < 2 { // say at least where it begins and ends
		v.Ticks = []viewTick{
			{v.x(d.first), v.Bottom + 6, v.Bottom + 20, "start", d.first.Format("2 Jan 2006")},
			{v.x(d.last), v.Bottom + 6, v.Bottom + 20, "end", d.last.Format("2 Jan 2006")},
		}
	}
	if n := len(v.Ticks) - 1; v.Ticks[n].X > v.Right-between/3 {
		v.Ticks[n].Anchor = "end"
	}
	if v.Ticks[0].X < v.Left+between/3 {
		v.Ticks[0].Anchor = "start"
	}
}

// tickFrom returns the latest day up to first at which a step of so many months can
// begin; 0 are days.
func tickFrom(first time.Time, months int) time.Time {
	if months == 0 {
		return first
	}
	n := first.Year()*12 + int(first.Month()) - 1
	n -= n % months
	return time.Date(n/12, time.Month(n%12+1), 1, 0, 0, 0, 0, time.UTC)
}
