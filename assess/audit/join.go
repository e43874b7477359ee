package audit

import "slices"

// counts are numbers of cases, by answer.
type counts []int

func (c counts) total() (n int) {
	for _, k := range c {
		n += k
	}
	return n
}

// tooSmall reports whether a count would single people out.
func (c counts) tooSmall(small int) bool {
	return slices.ContainsFunc(c, func(n int) bool { return 0 < n && n < small })
}

// sum returns the counts of several rows together.
func sum(rows []counts, of []int) (out counts) {
	for _, r := range of {
		if out == nil {
			out = make(counts, len(rows[r]))
		}
		for i, n := range rows[r] {
			out[i] += n
		}
	}
	return out
}

// together returns which rows are counted together so that none is too small: each of
// the others by itself, in order, and then those that are joined. The smallest rows are
// joined, and no more than is needed.
func together(rows []counts, small int) (out [][]int) {
	var joined, alone []int
	for r := range rows {
		if rows[r].tooSmall(small) {
			joined = append(joined, r)
		} else {
			alone = append(alone, r)
		}
	}
	for len(joined) > 0 && sum(rows, joined).tooSmall(small) {
		next := smallest(rows, alone)
		if next < 0 {
			break
		}
		joined = append(joined, alone[next])
		alone = slices.Delete(alone, next, next+1)
	}
	for _, r := range alone {
		out = append(out, []int{r})
	}
	if slices.Sort(joined); len(joined) > 0 {
		out = append(out, joined)
	}
	return out
}

// smallest returns the place in list of the row with the fewest cases; -1 if none of
// them has any.
func smallest(rows []counts, list []int) int {
	least := -1
	for i, r := range list {
		if n := rows[r].total(); n > 0 && (least < 0 || n < rows[list[least]].total()) {
			least = i
		}
	}
	return least
}

// inTurn does what together does for rows in time: a row is joined with the next ones,
// and the last with those before.
func inTurn(rows []counts, small int) (out [][]int) {
	var open []int
	for r := range rows {
		if open = append(open, r); !sum(rows, open).tooSmall(small) {
			out, open = append(out, open), nil
		}
	}
	for len(open) > 0 && len(out) > 0 {
		last := len(out) - 1
		if open = append(out[last], open...); !sum(rows, open).tooSmall(small) {
			out[last] = open
			return out
		}
		out = out[:last]
	}
	if len(open) > 0 {
		out = append(out, open)
	}
	return out
}

// joinAnswers returns which answers are counted together. Answers that are beside each
// other mean much the same, so one is joined with the next, past those that nobody gave.
func joinAnswers(rows []counts, small int) (out [][]int) {
	var given []int
	var those []counts
	for r := range rows {
		if rows[r].total() == 0 {
			out = append(out, []int{r})
			continue
		}
		given, those = append(given, r), append(those, rows[r])
	}
	for _, joined := range inTurn(those, small) {
		for i, k := range joined {
			joined[i] = given[k]
		}
		out = append(out, joined)
	}
	slices.SortFunc(out, func(a, b []int) int { return a[0] - b[0] })
	return out
}
