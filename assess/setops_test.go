package assess

import "testing"

// What is done with two sets is done with every item, in both halves.
func TestSetsAreCombinedItemByItem(t *testing.T) {
	var threes, fives Set
	for i := range MaxItems {
		if i%3 == 0 {
			threes.Add(i)
		}
		if i%5 == 0 {
			fives.Add(i)
		}
	}
	less := everything
	less.remove(63)
	less.remove(64)
	for i := range MaxItems {
		three, five := i%3 == 0, i%5 == 0
		if threes.and(fives).Has(i) != (three && five) || threes.or(fives).Has(i) != (three || five) ||
			threes.without(fives).Has(i) != (three && !five) || !everything.Has(i) || less.Has(i) != (i != 63 && i != 64) {
			t.Errorf("item %d", i)
		}
		if one := only(i); one.Empty() || one.Len() != 1 || !one.Has(i) || !one.without(one).Empty() {
			t.Errorf("item %d alone", i)
		}
	}
}
