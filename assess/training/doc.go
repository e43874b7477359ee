// Package training has practice cases, marking against their model answers, and
// measures of how far assessors agree.
//
// Like the rest of the domain it is pure: it neither reads files nor prints.
// questionnairefile reads practice cases into a [PracticeCase], and report writes a
// [Marking], a [Class] and an [Agreement].
//
//	practice.go      a practice case
//	expected.go      the result that its model answers must have, and why they have another
//	deeds.go         what should be done in a case besides asking
//	play.go          a case as a learner plays it: ask the caller, look things up
//	mark.go          one assessment compared with the model answers; facts.go, praise.go
//	themes.go        what a marking is about, and a class before and after
//	class.go         several assessments: which questions people miss
//	record.go        who practised what and when, and who needs to again
//	coefficients.go  agreement between raters, by published formulas
//	interval.go      intervals for the coefficients
//	agreement.go     assessments made into tables of ratings; table.go
//	reading.go       agreement in words
//
// A practice case is invented, and its file says so. Its model answers are one
// careful reading of the case and can be disputed: that is what a class is for.
package training
