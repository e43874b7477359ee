// Package report writes an assessment as a report, so that the next officer does not
// have to ask the victim again.
//
// [Build] makes a [Report] from an assessment and its result. A Report holds
// everything needed to write it, including the questions and sentences. A saved one
// ([Read]) is written with the same bytes in any format, even if the questionnaires
// have changed since. [Formats] lists the formats of [Write].
//
// # Steps
//
//	Build      writes every sentence that needs a questionnaire
//	Report     is saved as JSON (stalkrisk.report/1)
//	compose    lays the Report out as headings, paragraphs, items and quotations: as
//	           the page (compose_page.go), in full (compose.go), or for others (for.go)
//	Note       writes the paragraph for an incident log (compose_note.go)
//	markdown   escapes each of those and writes it as Markdown
//	text       escapes each of those, wraps it and writes it for a terminal
//	webPage    puts each of those into one HTML template, with the incidents drawn
//
// # Escaping
//
// All text is treated as hostile, even our own sentences. A block holds plain text,
// and only the renderers add markup. All Markdown goes through escapeMarkdown, all text
// for a terminal through oneLine or termtext.Clean, and all text in HTML through those
// and then html/template. In JSON, characters that
// a terminal might obey are written as \u escapes, which changes no value.
//
// # Style
//
// Reports use plain words and do not blame. A contradiction is a fact to check and not
// a doubt about the victim. Declined is "did not want to say today". A level is always
// shown with its reasons, how much was answered, what is unanswered and what it could
// reach. Low never means no risk. Ids are shown only on request.
package report
