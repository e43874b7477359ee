// Package timeline joins the incidents of a case in one order, whatever each
// was recorded as, and reads that order statistically.
//
// # Joining
//
// An Incident has a date as exact as it is known (When), and names its police
// force by area and reference. ParseAbout reads dates as people say them. Merge
// joins incidents of several sources: the same reference of the same area is one
// incident, whose empty fields are filled; what contradicts is kept and named
// (Differences); what may be one incident recorded twice is marked and never
// dropped (Possible). The incidents that went in are those that came out and
// those that were joined.
//
// # The statistical reading
//
// An Analyser takes incidents dated to the day (Point) and the period looked at
// (Window) and returns five findings (Findings): whether incidents come more
// often (Frequency), whether they grow more serious (Severity), and three
// plain comparisons of the last weeks with all before (Step, Methods,
// Approach). Each is Rising, Falling, NoClearTrend, TooFew or TooDense; only
// Frequency can fall or be too dense.
//
// What a finding may be used for is decided elsewhere, under one rule: it may
// raise, never lower. Frequency and Severity raise; on steady series each does
// so falsely at most five times in a hundred, Frequency about six where
// incidents come in clusters; one or the other does so at most eight times, and
// about ten in clusters (BenchmarkFalseAlarms). The other three often fire on a steady series and
// so may only propose something to a person.
//
// Whoever shows a finding also has to show its limits:
//
//   - "No clear trend" is not evidence that nothing escalates. Below about
//     twelve incident-days the tests usually miss a real rise.
//   - Recent incidents are better remembered than old ones, so an apparent rise
//     may be partly memory.
//   - "Falling" means fewer recorded. It may be a change of method.
//   - No study was found that validates shortening intervals as a predictor by
//     itself. It is expert consensus.
//
// # Words
//
// An incident-day is a date with at least one incident; several incidents on
// one date are one incident-day, which removes bursts within a day. The clock
// counts days from the first incident-day, which is 0, and stops during custody
// and time abroad. The window is the part of the clock that the frequency
// test looks at, and T its length. Interior incident-days are those left when
// the ones that set the ends of the window are dropped. A gap is the clock time
// from one incident-day to the next.
//
// # Reproducible numbers
//
// The same points and window lead to the same findings, in any order of the
// points. Counts, sums and comparisons of days are whole numbers. A product
// that is then added to is converted explicitly, because Go may otherwise fuse
// the two operations, and only some processors do. math.Erfc (P of the normal
// and Lewis-Robinson tests) and math.Log (Beta) may still differ in the last
// bit from one processor to another, so numbers are printed with four
// significant digits.
package timeline
