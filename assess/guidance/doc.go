// Package guidance works out what follows from the answers: what has to be proved
// and how much of it is recorded, which orders fit, how a case like this is
// misread, which evidence may be lost first, what to say and what not to say, and
// who else must know.
//
// It reads no file and no clock. A [Guide] is one dated, sourced file, which
// questionnairefile reads from questionnaires/guidance. [Follow] compares the guides
// of a case with an assessment and its result, and returns what applies. Every line
// names the answers that it follows from ([From]) and its sources.
//
// # What is shown
//
// A line is shown when its condition holds. A condition is a nested "all" or "any"
// over answers, facts of the case, levels and findings of the result, incidents,
// orders and dates. An answer that an incident shows counts. A question that does
// not apply meets no condition. A missing answer has its own words (not_asked,
// unknown, declined, absent) and never counts as "no".
//
// # What has to be proved
//
// A [Test] is an offence, an order or a list of acts, split into elements. Each
// element is met, indicated, missing or not asked, with the question to ask next.
// These are facts for an investigator. They do not say what to charge.
package guidance
