// Package cases reads many assessments into small records: of each case its newest
// assessment and what must be known of the ones before, of each suspect the cases and the
// orders. From them it lists what is due. It is pure: it has no clock and reads no file,
// and its memory grows with the number of cases, not with what was written in them.
//
// One victim's facts never appear in the entry of another. An order is against a suspect,
// so an entry about one names every case that holds it, and belongs to none of them if
// there are several.
package cases
