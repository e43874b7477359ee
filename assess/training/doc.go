// Package training is what a trainer needs: practice cases, marking against
// their model answers, and how far assessors agree.
//
// It is pure, as its domain is: it compares values, and neither reads files nor
// prints. questionnairefile reads practice cases into a [PracticeCase], report
// writes a [Marking], a [Class] and an [Agreement].
//
//	practice.go      a practice case, and what must come of its model answers
//	play.go          a case as a learner meets it: what was said, asked, looked up
//	mark.go          one assessment compared with the model answers
//	class.go         many of them: which questions people miss
//	coefficients.go  agreement between raters, by published formulas
//	interval.go      how sure one can be of it
//	agreement.go     assessments made into tables of ratings, and read in words
//
// A practice case is invented, and its file says so. Its model answer is one careful
// reading of it and can be argued with: that is what a class is for.
package training
