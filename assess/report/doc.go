// Package report writes one assessment as the page that the next officer reads
// instead of asking the person again.
//
// [Build] makes a [Report] from an assessment and what came of it. A Report
// holds everything that a writer needs, questions and sentences included: a saved
// one ([Read]) is written in any format with the same bytes as on the first day,
// although the questionnaires may have changed since. [Write] takes the format
// from one list ([Formats]).
//
// # The way through
//
//	Build      every sentence that needs a questionnaire is written here
//	Report     what is saved as JSON (stalkrisk.report/1)
//	compose    the Report laid out as headings, paragraphs, items and quotations
//	markdown   each of those escaped and written as Markdown
//	text       each of those escaped, wrapped and written for a terminal
//
// # How text is escaped
//
// All text is treated as hostile, our own sentences too: a block holds plain text,
// and only the two renderers write marks. Markdown goes through escapeMarkdown and
// text for a terminal through oneLine, without exception. In JSON the characters
// that a terminal might obey are written as \u escapes, which changes no value.
//
// # How it speaks
//
// In plain words, without blame. A contradiction is a fact to check, and not a
// doubt about the person. Declined is "did not want to say today". A level is
// always shown with its reasons, how much was answered, what is open and what it
// could reach. Low never means no risk. In lists the topic comes first, with the id
// in brackets after it.
package report
