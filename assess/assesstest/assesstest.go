// Package assesstest holds a small stalking questionnaire and a small DASH
// questionnaire, with a guidance file and a practice case. Tests use them so that a
// change to the shipped questions does not break the tests. The questionnaires have
// every feature of the format and the ids of the shipped ones. The package also
// makes assessments up.
package assesstest

import (
	"embed"
	"io/fs"
	"sync"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/training"
)

//go:embed questionnaires
var files embed.FS

// Files returns the files, laid out as --questionnaires reads them.
func Files() fs.FS { return must(fs.Sub(files, "questionnaires")) }

// Questionnaires returns both questionnaires.
var Questionnaires = sync.OnceValue(func() assess.Questionnaires { return must(questionnairefile.LoadAll(Files())) })

// Guides returns the guidance file.
var Guides = sync.OnceValue(func() guidance.Guides { return must(questionnairefile.LoadGuides(Files(), Questionnaires())) })

// Practice returns the practice case.
var Practice = sync.OnceValue(func() training.Cases { return must(questionnairefile.LoadAllPractice(Files(), Questionnaires())) })

// Set returns the questionnaires for an assessment that names none.
func Set() assess.Instruments {
	set, _ := Questionnaires().For(&assess.Assessment{}, assess.Tool{Name: "stalkrisk", Version: "test"})
	return set
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
