package assessmentfile

import (
	"slices"
	"strings"

	"stalkrisk/assess/table"
)

// Forms made by stalkrisk questionnaire export are filled in elsewhere. What ODK Central,
// KoboToolbox and REDCap export is a table with the names that follow; package form writes them.

// FormName returns the name of a column in a form, which can have letters, digits and
// underscores: "stalking_near_now" for "stalking.near-now".
func FormName(column string) string {
	return strings.NewReplacer(".", "_", "-", "_").Replace(column)
}

const (
	// AssessedAtUTC is the name of assessed_at in REDCap, which writes no offset.
	AssessedAtUTC = "assessed_at_utc"
	// RepeatOfIncidents is what a form calls its list of incidents.
	RepeatOfIncidents = "stalkrisk_incidents"
	// IncidentPrefix begins the names of the facts of an incident in REDCap, where no
	// two fields of a project have the same name.
	IncidentPrefix = "incident_"
	// GroupPrefix and NotePrefix begin the names of the parts of a form that hold no
	// answer.
	GroupPrefix = "part_"
	NotePrefix  = "note_"
)

// redcapRepeat is the column of REDCap that says of which repeated form a row is.
const redcapRepeat = "redcap_repeat_instrument"

// koboSubmitted is a column that KoboToolbox adds to each table of submissions.
const koboSubmitted = "_submission_time"

// odkColumns are those that ODK Central adds to each table.
var odkColumns = []string{
	"SubmissionDate", "KEY", "PARENT_KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion",
	"meta-instanceName", "SET-OF-" + RepeatOfIncidents,
}

// exported returns how headings are read in the exports of a form: those of the
// incidents, or those of the assessments.
func exported(incidents bool) func(heading string, all []string) string {
	return func(heading string, all []string) string {
		switch {
		case slices.Contains(all, "KEY") && (slices.Contains(all, "FormVersion") || slices.Contains(all, "PARENT_KEY")):
			return ofODK(heading)
		case slices.Contains(all, koboSubmitted), slices.Contains(all, "_parent_index"):
			return ofKobo(heading)
		case slices.Contains(all, redcapRepeat):
			return ofREDCap(heading, incidents)
		}
		return heading
	}
}

// ofODK returns a heading of ODK Central without the names of the groups above it.
func ofODK(heading string) string {
	if slices.Contains(odkColumns, heading) {
		return ""
	}
	for strings.HasPrefix(heading, GroupPrefix) || strings.HasPrefix(heading, RepeatOfIncidents+"-") {
		_, rest, inGroup := strings.Cut(heading, "-")
		if !inGroup {
			break
		}
		heading = rest
	}
	return answered(heading)
}

// ofKobo returns a heading of KoboToolbox (XML values and headers) without the names of
// the groups above it. What it adds to each table begins with "_" or "meta/".
func ofKobo(heading string) string {
	if strings.HasPrefix(heading, "_") || strings.HasPrefix(heading, "meta/") {
		return ""
	}
	return answered(heading[strings.LastIndexByte(heading, '/')+1:])
}

// answered returns the name of a part of a form; "" if that holds no answer.
func answered(name string) string {
	if strings.HasPrefix(name, NotePrefix) {
		return ""
	}
	return name
}

// ofREDCap returns a heading of REDCap, whose table has the columns of all forms.
func ofREDCap(heading string, incidents bool) string {
	its := strings.HasPrefix(heading, "redcap_") || strings.HasPrefix(heading, "stalkrisk_")
	ofIncident := strings.HasPrefix(heading, IncidentPrefix)
	if its || heading != FormName("case.reference") && ofIncident != incidents {
		return ""
	}
	return heading
}

// repeats tells the rows of the two forms in an export of REDCap apart.
type repeats struct{ at int } // place of the column that says of which form a row is; -1 if there is none

// HasRepeats reports whether a table is an export of REDCap, which can have rows of
// incidents among those of assessments.
func HasRepeats(t *table.Table) bool { return repeatsIn(t).at >= 0 }

func repeatsIn(t *table.Table) repeats { return repeats{t.At(redcapRepeat)} }

// incident reports whether a row is of the form of incidents.
func (r repeats) incident(cells []string) bool {
	return r.at >= 0 && r.at < len(cells) && strings.EqualFold(strings.TrimSpace(cells[r.at]), RepeatOfIncidents)
}

// withOffset returns a time that is known to be UTC with its offset.
func withOffset(text string) string {
	if text = strings.TrimSpace(text); text == "" || strings.HasSuffix(text, "Z") {
		return text
	}
	return text + "Z"
}
