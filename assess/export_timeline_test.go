package assess

// FindingNames lists what the rules and proposals of a timeline can ask for.
var FindingNames = []string{"frequency", "severity", "step", "methods", "approach"}

// WithTheseFindings gives the established levels and those that could be
// reached, by result, as if the timeline had found this.
func WithTheseFindings(set Instruments, a *Assessment, found map[string]string) (established, could []int8) {
	st := evaluate(set.Stalking, a)
	st.found = findings{
		frequency: found["frequency"], severity: found["severity"], step: found["step"], methods: found["methods"], approach: found["approach"],
	}
	st.bound()
	n := len(set.Stalking.Results)
	return st.established[:n], st.could[:n]
}
