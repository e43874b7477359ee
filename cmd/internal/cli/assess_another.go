package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/safetext"
	"stalkrisk/cmd/internal/session"
)

// another begins the assessment of another suspect in a file beside the first, if the
// conversation was finished for that, and links the two; nil if it was not.
func (d *draft) another(env Env, s *session.Session, o assessOptions) (*draft, error) {
	if !s.BeginsAnother() {
		return nil, nil
	}
	o = o.forAnother(d, nil, s)
	next, err := openDraft(env, o, nil, func() assess.Assessment { return conversation.ForOtherSuspect(&d.a) })
	if err != nil {
		return nil, fmt.Errorf("beginning the assessment of another suspect (this one is complete in %s): %w", safetext.Name(d.path), err)
	}
	if err = next.save(&next.a); err == nil {
		err = s.Link(next.a.ID)
	}
	if err != nil {
		next.unlock()
		return nil, cannotSave(err)
	}
	return next, nil
}

// forAnother returns the options of the conversation about another suspect: the same
// person asks, and goes as far. next is its draft; nil if the file is not there yet.
func (o assessOptions) forAnother(first, next *draft, s *session.Session) assessOptions {
	a := &first.a
	o.file, o.from, o.reference, o.incidents, o.beside = besideFile(first.path), "", "", nil, s
	if next != nil {
		o.file = next.path
	}
	o.assessor, o.role = cmp.Or(a.Assessor.Reference, o.assessor), cmp.Or(string(a.Assessor.Role), o.role)
	o.stage = string(cmp.Or(a.Stage, assess.Full))
	o.first = "Another suspect, in a file of its own. What is known of the victim is filled in: confirm it."
	if r := s.Result(); r.ActNow {
		o.first = actNow + " " + o.first
	}
	return o
}

// besideFile returns a path beside a file that does not exist: case-2.yaml beside
// case.yaml, then case-3.yaml.
func besideFile(path string) string {
	ext := filepath.Ext(path)
	for n := 2; ; n++ {
		at := fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), n, ext)
		if _, err := os.Lstat(at); errors.Is(err, fs.ErrNotExist) {
			return at
		}
	}
}
