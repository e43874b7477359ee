package schema

import (
	"encoding/json"
	"strconv"

	"stalkrisk/assess"
	"stalkrisk/assess/audit"
	"stalkrisk/assess/late"
	"stalkrisk/assess/timeline"
)

// These tables hold what the Go types and their tags cannot say. (A field has its
// description in a doc tag, and its default in a default tag.) A type is named as Go
// prints it; a key, by its type and its name in the file.

// required lists the keys that a file we read must have. If one is a string, it must
// not be blank.
var required = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		"assess.Assessment": "format assessed_at",
		"assess.Absence":    "from",

		"training.Deed":         "kind what record why",
		"training.PracticeCase": "format id version title invented drawn_from difficulty minutes learn assessment account otherwise expect",
		"training.Topic":        "about says",
		"training.Check":        "look holds",
		"training.ModelAnswer":  "answer why",

		"assess.Instrument":      "format id version title purpose misuse evidence_status wording licence items",
		"assess.Evidence":        "id strength finding citation",
		"assess.Heading":         "id",
		"assess.Item":            "id type part theme topic prompt source",
		"assess.Option":          "value label",
		"assess.Section":         "id title",
		"assess.ResultSpec":      "id title levels",
		"assess.Lift":            "from to while_could_reach",
		"assess.Matrix":          "rows columns cells",
		"assess.Sum":             "points missing",
		"assess.Band":            "level",
		"assess.Rule":            "id result level says",
		"assess.ActNowRule":      "id when says",
		"assess.ReviewSpec":      "hours_by_band act_now_hours says",
		"assess.RecognitionSpec": "repeated unwanted fixated says",
		"assess.IncidentsCount":  "breach at_least dates",
		"assess.TimelineSpec":    "recent_days severities",
		"assess.IncidentKind":    "id label severity",
		"assess.FindingProposal": "finding is item says",
		"assess.Proposal":        "from item",
		"assess.ProposalFrom":    "instrument",
		"assess.ProposalItem":    "instrument id",

		"assess.Translation":    "format questionnaire version language name answers items",
		"assess.TranslatedItem": "id made_from",
	}
}}

// inPractice replaces required and rules for the assessment of a practice case, whose
// reference and answers follow from the rest of its file.
const inPractice = `{"not": {"anyOf": [{"required": ["responses"]}, {"required": ["first_account"]}, {"required": ["training"]}]}}`

// rules holds what objects we read must meet besides their keys.
var rules = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		// Only a draft can lack a case reference.
		"assess.Assessment": `{
		"if": {"properties": {"status": {"const": "draft"}}, "required": ["status"]},
		"else": {"properties": {"case": {"properties": {"reference": {"pattern": "\\S"}}, "required": ["reference"]}}, "required": ["case"]}}`,

		// A case that ends at the screen has no levels.
		"training.Expected": `{"anyOf": [{"required": ["overall", "baseline", "escalation"]}, {"required": ["recognition"]}]}`,

		"assess.Instrument": `{
		"if": {"properties": {"wording": {"const": "permission"}}, "required": ["wording"]},
		"then": {"properties": {"holder": {"pattern": "\\S"}}, "required": ["holder"]}}`,
		// Nobody may read to a caller what nobody has reviewed.
		"assess.Translation": `{
		"if": {"properties": {"test": {"const": true}}, "required": ["test"]},
		"else": {"properties": {"translator": {"pattern": "\\S"}, "reviewer": {"pattern": "\\S"}, "date": {"minLength": 1}}, "required": ["translator", "reviewer", "date"]}}`,
		"assess.Item": `{
		"if": {"properties": {"type": {"const": "choice"}}, "required": ["type"]},
		"then": {"properties": {"options": {"minItems": 2}}, "required": ["options"]},
		"else": {"properties": {"options": {"maxItems": 0}}}}`,
		"assess.Rule": `{"oneOf": [
		{"required": ["any_of"]},
		{"required": ["count_of", "at_least"]},
		{"required": ["incidents"]},
		{"required": ["recognition"]},
		{"required": ["finding"]}]}`,
		"assess.Selector": `{"minProperties": 1, "maxProperties": 1}`,
		"assess.Condition": `{"oneOf": [
		{"required": ["item", "is"], "maxProperties": 2},
		{"required": ["case", "is"], "maxProperties": 2},
		{"required": ["contact", "is"], "maxProperties": 2},
		{"required": ["all"], "maxProperties": 1},
		{"required": ["any"], "maxProperties": 1},
		{"required": ["yes_to"], "maxProperties": 2}]}`,
	}
}}

// more adds to types and keys wherever they occur, in files we read and write.
var more = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		"assess.Instant": `{"description": "a time with its offset, such as 2026-11-20T14:03:00Z; empty if there is none"}`,
		"assess.Date":    `{"description": "a day, such as 2026-11-20; empty if there is none"}`,
		"timeline.When":  `{"description": "a time, a day or a month: 2026-10-01T21:30:00Z, 2026-10-01 or 2026-10; empty if it is not known"}`,
		"assess.Answer":  `{"description": "yes, no, unknown, declined or not_asked; of a question with options, the value of one, or one of the last three"}`,
		"assess.Number":  `{"description": "four significant digits, or null"}`,

		"assess.Absence.from":           `{"minLength": 1}`,
		"assess.Assessment.assessed_at": `{"minLength": 1}`,

		"assess.Result.assessed_at":         spelling("^" + instant + "$"),
		"assess.Result.baseline":            levels(assess.OverallLevel("").Words()),
		"assess.Result.escalation":          levels([]string{"stable", "rising", "imminent"}),
		"assess.Result.problems":            `{"minimum": 0}`,
		"assess.Result.band":                `{"minimum": 1, "maximum": 8}`,
		"assess.Result.earlier_act_now":     enum("", assess.EarlierOpen, assess.EarlierDealtWith),
		"assess.RecognitionResult.value":    orEmpty(assess.Recognised("").Words()),
		"assess.Overall.level":              enum(assess.OverallLevel("").Words()...),
		"assess.Overall.computed":           enum(assess.OverallLevel("").Words()...),
		"assess.Overall.established":        enum(assess.OverallLevel("").Words()...),
		"assess.Overall.could_reach":        enum(assess.OverallLevel("").Words()...),
		"assess.Level":                      `{"description": "level is empty where too many answers are missing to give one"}`,
		"assess.DashResult.applicability":   enum("applicable", "unknown", "not_applicable"),
		"assess.DashResult.grade":           orEmpty(assess.Grade("").Words()),
		"assess.Result.role":                orEmpty(assess.Role("").Words()),
		"assess.DecisionResult.recording":   orEmpty(assess.AboutRecording.Decisions().Values()),
		"assess.DecisionResult.spo":         orEmpty(assess.AboutSPO.Decisions().Values()),
		"assess.DecisionResult.interim_spo": orEmpty(assess.AboutInterimSPO.Decisions().Values()),
		"assess.Result.help":                orEmpty(assess.HelpStage("").Words()),
		"assess.FrequencyResult.finding":    enum(findings...),
		"assess.FrequencyResult.test":       enum("", timeline.ExactTest, timeline.NormalTest, timeline.LewisRobinsonTest),
		"assess.SeverityResult.finding":     enum(findings...),
		"assess.SeverityResult.test":        enum("", timeline.ExactTest, timeline.NormalTest),
		"assess.Found.finding":              enum(findings...),

		"cases.Entry.band": `{"minimum": 1, "maximum": 8}`,

		"audit.Line.by":     orEmpty(audit.Dimension("").Words()),
		"audit.Line.unread": `{"minimum": 0}`,
		"audit.Line.small":  `{"minimum": 1}`,

		"assess.ProblemLine.line": `{"minimum": 0}`,

		"assess.Instrument.version":             spelling(`^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$`),
		"assess.Instrument.items":               `{"minItems": 1, "maxItems": ` + strconv.Itoa(assess.MaxItems) + `}`,
		"assess.Item.source":                    `{"minItems": 1}`,
		"assess.ResultSpec.levels":              `{"minItems": 2, "uniqueItems": true}`,
		"assess.TimelineSpec.recent_days":       `{"minimum": 1, "maximum": 366}`,
		"assess.TimelineSpec.severities":        `{"required": ["1", "2", "3", "4", "5"], "propertyNames": {"enum": ["1", "2", "3", "4", "5"]}}`,
		"assess.Item.points":                    points,
		"assess.Option.points":                  points,
		"assess.Option.value":                   `{"pattern": ` + quoted(id) + `, "not": ` + enum(assess.Answers()...) + `}`,
		"assess.Rule.finding":                   enum(assess.FindingNames(true)...),
		"assess.Condition.all":                  `{"minItems": 1}`,
		"assess.Condition.any":                  `{"minItems": 1}`,
		"assess.Rule.recognition":               enum(string(assess.RecognisedStalking)),
		"assess.IncidentsCount.breach":          `{"minItems": 1, "items": ` + enum(string(timeline.NearBreach), string(timeline.FullBreach)) + `}`,
		"assess.IncidentsCount.at_least":        `{"minimum": 1}`,
		"assess.IncidentsCount.dates":           `{"minimum": 1}`,
		"assess.Condition.at_least":             `{"minimum": 1}`,
		"assess.RecognitionSpec.repeated":       `{"minItems": 1}`,
		"assess.RecognitionSpec.unwanted":       `{"minItems": 1}`,
		"assess.RecognitionSpec.fixated":        `{"minItems": 1}`,
		"assess.RecognitionSpec.says":           `{"required": ["stalking", "possible", "not_shown"], "propertyNames": ` + enum(assess.Recognised("").Words()...) + `}`,
		"assess.ReviewSpec.hours_by_band":       `{"minItems": 8, "maxItems": 8, "items": {"minimum": 1, "maximum": 8784}}`,
		"assess.ReviewSpec.act_now_hours":       `{"minimum": 1, "maximum": 8784}`,
		"assess.ReviewSpec.sooner_trigger_days": `{"minimum": 0, "maximum": 366}`,
		"assess.ApartCarry.more_than_days":      `{"minimum": 1, "maximum": 366}`,
		"assess.FindingProposal.finding":        enum(assess.FindingNames(false)...),
		"assess.FindingProposal.is":             enum(string(timeline.Rising), string(timeline.Falling)),
		"assess.IncidentKind.severity":          `{"minimum": 1, "maximum": 5}`,
		"assess.Translation.language":           spelling(id),
		"assess.Translation.answers":            `{"required": ["unknown", "declined"]}`,
		"assess.TranslatedItem.made_from":       spelling(`^[0-9a-f]{16}$`),
	}
}}

var findings = []string{string(timeline.Rising), string(timeline.Falling), string(timeline.NoClearTrend), string(timeline.TooFew), string(timeline.TooDense)}

// points are by scale and never negative, so that an answer cannot lower a total.
const points = `{"additionalProperties": {"type": "integer", "minimum": 0, "maximum": 1000}, "description": "by scale"}`

func enum(words ...string) string { return `{"enum": ` + quoted(words) + `}` }

func orEmpty(words []string) string { return enum(append([]string{""}, words...)...) }

func spelling(pattern string) string { return `{"pattern": ` + quoted(pattern) + `}` }

// levels returns the allowed levels of one result, whose type other results share.
func levels(words []string) string {
	one := enum(words...)
	return `{"properties": {"level": ` + one + `, "established": ` + one + `, "could_reach": ` + one + `}}`
}

func quoted(v any) string {
	b, _ := json.Marshal(v) // never fails for strings and lists of them
	return string(b)
}
