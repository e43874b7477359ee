package assess

// WithTheseFindings returns the established levels and those that could be reached,
// by result, as if the timeline had these findings.
func WithTheseFindings(set Instruments, a *Assessment, found map[string]string) (established, could []int8) {
	st := evaluate(set.Stalking, a)
	for i := range findingKinds {
		st.found[i] = found[findingKinds[i].Name]
	}
	st.bound()
	n := len(set.Stalking.Results)
	return st.established[:n], st.could[:n]
}
