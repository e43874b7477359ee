package assess

// ApartFromFindings returns the established levels of the stalking questionnaire, by
// result, from answers and carried answers without the timeline's findings.
func ApartFromFindings(set Instruments, a *Assessment) []int8 {
	st := evaluate(set.Stalking, a)
	st.found = findings{}
	st.bound()
	return st.established[:len(set.Stalking.Results)]
}

// WithFindings returns the same levels with the findings.
func WithFindings(set Instruments, a *Assessment) []int8 {
	return evaluate(set.Stalking, a).established[:len(set.Stalking.Results)]
}

// CompareVersions is for the tests of the order of versions.
var CompareVersions = compareVersions
