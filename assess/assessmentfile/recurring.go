package assessmentfile

// recurring remembers short texts of facts of which the same few come in many records,
// such as the name of a force, so that each needs memory once and not in every record.
type recurring [1 << recurringBits]string

const recurringBits = 9

// text returns b as a text. Each text has one place, by its length and three of its
// bytes: a text that would have the same place as another drives it out, and what is
// returned is right in either case.
func (r *recurring) text(b []byte) string {
	const longest = 64
	n := len(b)
	if n == 0 || n > longest {
		return string(b)
	}
	const mix = 0x9E3779B1 // brings all bits to the highest ones
	hash := (uint32(b[0]) | uint32(b[n/2])<<8 | uint32(b[n-1])<<16 | uint32(n)<<24) * mix
	place := &r[hash>>(32-recurringBits)]
	if *place != string(b) {
		*place = string(b)
	}
	return *place
}
