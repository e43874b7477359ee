// Package guidance says what follows from the answers: what has to be proved
// and what of it is there, which orders fit, which traps the answers trip, what
// evidence goes first, what to say and what not to say, and who else must know.
//
// It is pure. A [Guide] is one dated, sourced file, made by questionnairefile
// from what stands under questionnaires/guidance; [Follow] holds the guides of a
// case against an assessment and its result and gives what these call for, and
// nothing else. Every piece carries the answers that it follows from ([From])
// and its sources.
//
// # What is shown
//
// A line is shown when its condition holds. A condition is a nested "all" or
// "any" over answers (what incidents carry counts, and what does not apply meets
// nothing), facts of the case, levels and findings of the result, incidents,
// orders and dates. It is data and no language. A missing answer has words of
// its own (not_asked, unknown, declined, absent) and is never taken for "no".
//
// # What has to be proved
//
// A [Test] is an offence, an order or a list of acts, as elements. Each element
// is met, indicated, missing or not asked, with the question to ask next. These
// are facts for an investigator; nothing here says what to charge.
package guidance
