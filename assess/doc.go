// Package assess is the domain: what a stalking risk assessment is, which
// answers count, and which levels follow from them. It is pure. It reads no file
// and no clock, prints nothing, and imports only the standard library and its own
// [stalkrisk/assess/timeline], so that the same input always gives the same
// [Result].
//
// # The field's words
//
// One word has one meaning, in code, in files and in reports.
//
//   - An instrument is one versioned questionnaire with its rules. It has
//     sections, and they have items. An item is one question as asked, with an id
//     that never changes. A choice item has options.
//   - A response is what was recorded for an item: its answer, and perhaps a
//     note, a source, a time and earlier answers. The answer is yes, no, unknown,
//     declined or not_asked. The last three leave the item open, and open is
//     never "no".
//   - An item is applicable when its condition holds. That is computed, never
//     stored. A yes to a red flag counts even where the item does not apply.
//   - A class (core, serious, red flag) is how much a baseline item weighs. A role
//     (rising, imminent, amplifier) is what an escalation item does.
//   - A case fact is anything in an assessment besides the answers. [CaseFacts]
//     returns them all.
//   - A case is whose situation it is, under a reference that is not a name. An
//     assessment is one sitting about it. The assessor is who asked.
//   - An incident is one occurrence, dated as well as it can be. The timeline is
//     the incidents in order, with what the statistics find in them.
//   - Baseline is the concern about the whole pattern so far, whatever prompted
//     the contact. Escalation is the concern that it is rising now, from signs in
//     the 28 days before assessed_at (a trigger may also lie ahead). Overall
//     follows from the two.
//   - A level is low, moderate or high; for escalation it is stable, rising or
//     imminent. Established is the level with open counted as not yes. Could reach
//     is the level if every open item were yes. Reported is the level that is
//     shown: the established one, raised and called provisional while a danger is
//     not ruled out, and then changed by a valid override.
//   - Carried is a yes that an incident shows: it counts. Proposed is a yes that
//     another answer or a finding suggests: it counts only when a person confirms
//     it.
//   - An override is a level that a person set instead of the computed one, with
//     a reason. The computed level is kept with it.
//   - Settled means that no red flag and no imminent sign is open and the overall
//     level cannot rise. It does not mean safe.
//   - A problem is one fault in a file that a person wrote; an error means that
//     the work failed.
//
// No answer can lower a level, so there is no word for a protective factor. The
// levels are the project's own and are not validated against outcomes.
//
// # From a questionnaire to a report
//
//	questionnaires/stalking/1.0.0.yaml
//	   │  questionnairefile.Load    bytes to a valid Instrument, or every Problem at once
//	   ▼
//	Instrument                      valid by construction; nobody checks it again
//	   │  conversation.Sitting      a person answers: which question comes next
//	   │  assessmentfile.Read       or a saved file is read
//	   ▼
//	Assessment                      case, assessor, time, responses, incidents
//	   │  Check                     a Problem for each thing that does not fit
//	   │  Score                     levels, bounds, reasons, what to ask next
//	   ▼
//	Result
//	   │  report.Write
//	   ▼
//	JSON, Markdown, text
//
// [Assess] does Check and Score in one call, by the [Questionnaires] that an
// assessment names. Package compare compares assessments of a case and tries
// answers that nobody gave.
//
// Inside [Score] the answers of an instrument (answers.go) first take in what
// incidents show (carry.go). Its evaluation (bounds.go) then works the levels out
// twice: as answered, and with every open item yes (level.go). Conditions and rules
// are in tables that are made once (holds.go, ruletable.go). Rules only raise,
// so an answer that rises from no to open to yes never lowers a level.
// property_test.go checks this with made-up assessments of every kind.
package assess
