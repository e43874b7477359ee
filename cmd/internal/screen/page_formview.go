package screen

import (
	"strings"

	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// mayBeDate reports whether text belongs to the date with which a new entry begins. A
// story may begin with the key that opened the form.
func (f *form) mayBeDate(text string) bool {
	return f.at == 0 && !f.wrote && !f.changes && f.ed != nil && f.fields[0].MayBegin(f.ed.value+text)
}

// body shows the field, below what is recorded in those before.
func (f *form) body(w, h int) []string {
	fd := &f.fields[f.at]
	out := few(termtext.Wrap(f.soFar(), w), 2, w)
	out = append(out, painted(f.m.look.strong, termtext.Wrap(fd.Prompt, w))...)
	if f.ed == nil && fd.Recorded != "" {
		out = append(out, termtext.Wrap("Recorded: "+present.Label(fd.Options, fd.Recorded)+". Enter keeps it.", w)...)
	}
	out = append(out, "")
	left := h - len(out)
	switch {
	case f.ed != nil && fd.InWords != nil:
		out = append(out, f.ed.view(w, left-1)...)
		return append(out, short(f.dateInWords(), w))
	case f.ed != nil:
		return append(out, f.ed.view(w, left)...)
	case f.pick != nil:
		return append(out, f.pick.body(w, left)...)
	}
	for _, o := range fd.Options {
		out = append(out, "  "+f.m.look.strong.Render(o.Key)+"  "+short(o.Label, w-6))
	}
	return out
}

// soFar returns what is recorded in the fields before this one.
func (f *form) soFar() string {
	var said []string
	for i := range f.fields[:f.at] {
		fd := &f.fields[i]
		says := present.Label(fd.Options, fd.Recorded)
		if fd.InWords != nil {
			says = fd.InWords(fd.Recorded)
		}
		if says != "" && !f.whole {
			said = append(said, says)
		}
	}
	return strings.Join(said, ", ")
}

// dateInWords returns what the date that is typed means, so that it is read back
// before it is recorded.
func (f *form) dateInWords() string {
	words := f.fields[f.at].InWords(f.typed())
	switch {
	case f.typed() == "":
		return ""
	case words == "":
		return "No date yet."
	}
	return "= " + words
}
