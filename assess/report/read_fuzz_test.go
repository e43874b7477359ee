package report

import (
	"bytes"
	"testing"

	_ "stalkrisk/assess/assesstest/quickfuzz"
)

// Every report that Read accepts can be written in every format, and read again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"format":"stalkrisk.report/1"}`))
	f.Add([]byte(`{"format":"stalkrisk.report/1","result":{"overall":null,"others":{"x":null}},"answers":[null],"pattern":null}`))
	f.Add([]byte(`{"format":"stalkrisk.report/1","result":{},"assessment":{"format":"stalkrisk.assessment/1","status":"draft","assessed_at":"2026-11-20T14:03:00Z"},"pattern":{"incidents":[{"severity":200,"at":"2026-01-01","differs":["x"]}],"possible":[[1,2],[]],"figures":{"first":"2026-01-01"}}}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, problems := Read(b)
		if len(problems) > 0 {
			return
		}
		for _, format := range names() {
			var out bytes.Buffer
			if err := Write(&out, format, r, 0); err != nil {
				t.Fatalf("%s: %v", format, err)
			}
		}
	})
}
