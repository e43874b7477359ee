package table

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess/safetext"
)

var some = NewColumns("at", "kind", "case.reference")

// value returns what a value means in a column.
func value(m Map, column, theirs string) string {
	if ours, ok := m.valuesOf(column, some)[strings.TrimSpace(theirs)]; ok {
		return ours
	}
	return theirs
}

func TestRulesRenameHeadingsAndValues(t *testing.T) {
	t.Parallel()
	m, err := Map{}.ParseRules([]string{
		"Date of event=at", " Time: reported = kind ", "Officer=", "Log=no=case.reference",
		"kind:Loitering=loitering", "kind: n/a =", "case.reference:x=y=NP-1",
	}, some)
	if err != nil {
		t.Fatal(err)
	}
	for theirs, want := range map[string]string{
		"Date of event": "at", " Date of event ": "at", "date of event": "date of event",
		"Time: reported": "kind", "Officer": "", "Log=no": "case.reference", "at": "at", "": "",
	} {
		if got := m.heading(strings.TrimSpace(theirs), some, nil); got != want {
			t.Errorf("Heading(%q) = %q, want %q", theirs, got, want)
		}
	}
	for _, c := range []struct{ column, theirs, want string }{
		{"kind", "Loitering", "loitering"}, {"kind", " Loitering", "loitering"}, {"kind", "LOITERING", "LOITERING"},
		{"at", "Loitering", "Loitering"}, {"kind", "n/a", ""}, {"case.reference", "x=y", "NP-1"}, {"kind", " x ", " x "},
	} {
		if got := value(m, c.column, c.theirs); got != c.want {
			t.Errorf("Value(%q, %q) = %q, want %q", c.column, c.theirs, got, c.want)
		}
	}
	if (Map{}).heading("at", some, nil) != "at" || value(Map{}, "kind", "x") != "x" {
		t.Error("the zero map renames something")
	}
}

func TestEveryRuleThatCannotBeUsedIsReported(t *testing.T) {
	t.Parallel()
	rules := []string{"Date=at", "nothing", "=at", "Date=when", "Date=kind", "kind:A=loitering", "kind:A=visit", "Mrs Quuxmarker=the home of Quuxmarker"}
	_, err := Map{}.ParseRules(rules, some)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`rule 2: it has no "="`, `rule 3: there is nothing before`, `rule 4: "when" is not a column here`,
		"rule 5: an earlier rule gives that heading", "rule 7: an earlier rule gives that value", `rule 8: the text after the "=" is not a column here`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
	if strings.Contains(err.Error(), "Quuxmarker") || strings.Contains(err.Error(), "rule 1:") || strings.Contains(err.Error(), "rule 6:") {
		t.Errorf("the error says too much: %v", err)
	}
}

func TestAGuardedCellIsNotAFormulaAndReadsBackUnchanged(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "plain": "plain", "=1+1": "'=1+1", "+44 20": "'+44 20", "-x": "'-x", "@home": "'@home", "\tx": "'\tx", "\nx": "'\nx", " =1": "' =1",
		"\x00=1": "[U+0000]=1", "\ufeff=1": "[U+FEFF]=1", "\r=1": "[U+000D]=1", "\u200b@x": "[U+200B]@x", "\u3000=1": "'\u3000=1", "\u2003＋1": "'\u2003＋1",
		"＝1": "'＝1", "'tis": "'tis", "'": "'", "'=1": "''=1", "a=b": "a=b", "2026-10-01": "2026-10-01",
	} {
		if got := Guard(in); got != want {
			t.Errorf("Guard(%q) = %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune("'=+-@ \t\r\n＝x")), rapid.Rune())).Draw(t, "cell")
		guarded := Guard(s)
		if got := Unguard(guarded); got != safetext.Mark(s) {
			t.Fatalf("%q is written %q and read %q", s, guarded, got)
		}
		if strings.IndexAny(guarded, formulaStarts) == 0 {
			t.Fatalf("%q is written as a formula", s)
		}
	})
}
