package assessmentfile

import (
	"stalkrisk/assess"
	"stalkrisk/assess/late"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
)

// shapes has the types of an assessment that need special treatment in a file.
var shapes = late.Value[*strictfile.Shapes]{Make: func() *strictfile.Shapes {
	return strictfile.NewShapes(
		strictfile.Form(decodeAnswer, encodeAnswer),
		strictfile.Form(decodeResponse, encodeResponse),
		strictfile.Form(decodeResponses, encodeResponses),
		strictfile.Longest[assess.Account](assess.LongestAccount),
		strictfile.Spelt[assess.Instant](strictfile.CodeBadDate, "not a time; write 2026-11-20T14:03:00Z"),
		strictfile.Spelt[assess.Date](strictfile.CodeBadDate, "not a day; write 2026-11-20"),
		strictfile.Spelt[timeline.When](strictfile.CodeBadDate, "not a date; write 2026-10-01, 2026-10 or 2026-10-01T21:30:00Z"),
	)
}}

// An answer is never true or false, because nobody knows whether "yes" was meant.
// Whether the item can have the answer is checked against its questionnaire.
func decodeAnswer(d *strictfile.Decoder, n *strictfile.Node, a *assess.Answer) {
	if n.Kind == strictfile.Bool {
		d.Report(n, strictfile.CodeBoolAnswer, `true and false are not answers; write "yes" or "no"`)
		return
	}
	if text, ok := d.Text(n); ok {
		*a = assess.Answer(text)
	}
}

func encodeAnswer(_ *strictfile.Shapes, a *assess.Answer) *strictfile.Node {
	return &strictfile.Node{Kind: strictfile.String, Text: string(*a)}
}

// longResponse is a response in its long form.
type longResponse assess.Response

// A response is an object if it has more than the answer.
func decodeResponse(d *strictfile.Decoder, n *strictfile.Node, r *assess.Response) {
	if n.Kind == strictfile.Object {
		d.Into(n, (*longResponse)(r))
		return
	}
	d.Into(n, &r.Answer)
}

func encodeResponse(s *strictfile.Shapes, r *assess.Response) *strictfile.Node {
	if r.Note == "" && r.Source == "" && r.At.IsZero() && len(r.Was) == 0 {
		return s.Encode(&r.Answer)
	}
	return s.Encode((*longResponse)(r))
}

// Responses keep their order. An item whose response cannot be read is kept without
// an answer, because its id may be wrong as well; that is checked later.
func decodeResponses(d *strictfile.Decoder, n *strictfile.Node, rs *assess.Responses) {
	d.EachField(n, func(of *strictfile.Field) {
		sheet := assess.InstrumentResponses{Instrument: of.Key, Items: make([]assess.ItemResponse, 0, len(of.Value.Fields))}
		isObject := d.EachField(of.Value, func(f *strictfile.Field) {
			sheet.Items = append(sheet.Items, assess.ItemResponse{Item: f.Key})
			d.Into(f.Value, &sheet.Items[len(sheet.Items)-1].Response)
		})
		if isObject {
			*rs = append(*rs, sheet)
		}
	})
}

func encodeResponses(s *strictfile.Shapes, rs *assess.Responses) *strictfile.Node {
	n := &strictfile.Node{Kind: strictfile.Object}
	for _, sheet := range *rs {
		items := &strictfile.Node{Kind: strictfile.Object}
		for i := range sheet.Items {
			items.Fields = append(items.Fields, strictfile.Field{Key: sheet.Items[i].Item, Value: s.Encode(&sheet.Items[i].Response)})
		}
		n.Fields = append(n.Fields, strictfile.Field{Key: sheet.Instrument, Value: items})
	}
	return n
}
