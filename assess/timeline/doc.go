// Package timeline joins the incidents of a case from several sources, whatever each
// was recorded as, and tests statistically whether they escalate.
//
// # Joining
//
// An Incident has a date as exact as it is known (When), and a police force's area
// and reference. ParseAbout reads dates as people say them. Merge joins incidents of
// several sources. Two with the same reference and area are one incident, and each
// fills the other's empty fields. If they contradict each other, both are kept and
// the fields are named (Differences). Incidents that may be one recorded twice are
// marked (Possible). Merge never drops an incident.
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
// Other packages decide what to do with a finding, under one rule: it may raise a
// level and never lower one. Frequency and Severity raise. On steady series each
// does so falsely at most five times in a hundred, or about six for Frequency if
// incidents come in clusters. At least one of them does so at most eight times, or
// about ten in clusters (BenchmarkFalseAlarms). The other three often fire on a
// steady series, so they may only propose something to a person.
//
// Code that shows a finding must also show its limits:
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
// The same points and window have the same findings, in any order of the points.
// Counts, sums and comparisons of days are whole numbers. A product is converted
// explicitly before something is added to it, because on some processors Go
// otherwise fuses the two operations. math.Erfc (P of the normal and Lewis-Robinson
// tests) and math.Log (Beta) may still differ in the last bit between processors, so
// numbers are printed with four significant digits.
package timeline
