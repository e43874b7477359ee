package fold_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess/fold"
)

func TestTextsThatFoldTogether(t *testing.T) {
	for name, pair := range map[string][2]string{
		"letter case":                   {"QX/77", "qx/77"},
		"blanks at the ends":            {" QX 77\t", "QX 77"},
		"a no-break and a double space": {"QX\u00a077", "QX  77"},
		"kinds of dash":                 {"Alder\u2013Birch", "Alder\u2011Birch"},
		"a minus":                       {"QX\u221277", "QX-77"},
		"a zero-width mark":             {"Q\u200bX77\ufeff", "QX77"},
		"a soft hyphen":                 {"Alder\u00adshire", "Aldershire"},
		"a mark of direction":           {"\u200eQX77\u200f", "QX77"},
		"letters in two parts":          {"Pen-y-fe\u0302l", "Pen-y-f\u00eal"},
		"a mark between two parts":      {"fe\u200b\u0302l", "f\u00eal"},
		"full-width letters":            {"\uff31\uff38\uff17\uff17", "QX77"},
		"a ligature":                    {"Su\ufb00olk", "Suffolk"},
		"a final sigma":                 {"\u03a3\u03a3", "\u03c3\u03c2"},
	} {
		if fold.Text(pair[0]) != fold.Text(pair[1]) {
			t.Errorf("%s: %q and %q fold to %q and %q", name, pair[0], pair[1], fold.Text(pair[0]), fold.Text(pair[1]))
		}
	}
}

// Removing a dash or a space would make one record of two.
func TestTextsThatStayApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"QX-1-23", "QX-12-3"}, {"QX 1 23", "QX 12 3"}, {"QX-1", "QX 1"}, {"QX-1", "QX1"}, {"QX--1", "QX-1"}, {"QX/1", "QX-1"}, {"1.0", "10"}, {"e", "\u00e9"},
	} {
		if fold.Text(pair[0]) == fold.Text(pair[1]) {
			t.Errorf("%q and %q both fold to %q", pair[0], pair[1], fold.Text(pair[0]))
		}
	}
}

func TestReferencesThatIdentifyNothing(t *testing.T) {
	for _, s := range []string{
		"", " ", "N/A", "n/a ", "NA", "n.a.", "#N/A", "N\u2215A", "(none)", "None", "NIL", "null", "<null>", "NK", "N/K", "Not known", "not-known", "TBC", "T.B.C.", "tba",
		"To be confirmed", "unknown", "?", "???", "-", "--", "\u2014", "\u2013", ".", "_", "/", "*", "0", "00000", "0/0", "x", "XXX", "xxxx", "pending", "See notes", "as above",
		"ditto", "\"", "#REF!", "#VALUE!", "########", "not recorded", "No reference", "\u200b",
	} {
		if got := fold.Reference(s) + string(fold.AppendReference(nil, s)); got != "" {
			t.Errorf("%q identifies %q", s, got)
		}
	}
	for _, s := range []string{"QX/77", "1", "007", "NA-17", "TBC/2", "X1", "0x1F", "20E1234", "12E34567", "999", "none 4", "N\u00e92"} {
		if fold.Reference(s) == "" {
			t.Errorf("%q identifies nothing", s)
		}
	}
}

func TestShortenedNumbers(t *testing.T) {
	for _, s := range []string{"2.02611E+11", "2,02611E+11", " 2.02611e+11", "2E+11", "1.5E11", "-2.02611E+11", "2.02611E\u221211", "\uff12.02611E+11", "2.02611\x01e+11", "2.02611\u200bE+11", "2.02611\uff25+11"} {
		if !fold.Shortened(s) || fold.Reference(s) != "" || len(fold.AppendReference(nil, s)) > 0 {
			t.Errorf("%q is not recognised", s)
		}
	}
	for _, s := range []string{"202611", "20E1234", "2E11", "E+11", "2.02611", "22.5E+11", "2.0E+1234", "ES/1234", "2 E+11"} {
		if fold.Shortened(s) {
			t.Errorf("%q is not a shortened number", s)
		}
	}
}

func TestNamesOfForces(t *testing.T) {
	forces := fold.NewForces(map[string][]string{"Alder and Birch Police": {"A&B", "Alder\u2013Birch"}})
	for a, b := range map[string]string{
		"Northshire Police": "northshire", "Police Northshire": "Northshire", "POLICE": "police", "a&b": "Alder and Birch", "Alder-Birch Police": "alder and  birch",
	} {
		if forces.Name(a) != forces.Name(b) {
			t.Errorf("%q and %q are %q and %q", a, b, forces.Name(a), forces.Name(b))
		}
	}
	if forces.Name("Policeshire") == forces.Name("shire") || forces.Name("North") == forces.Name("Northshire") {
		t.Error("part of a name was taken off")
	}
	for _, s := range []string{"", " ", "N/A", "tbc", "Unknown", "-", "?", "NULL"} {
		if got := forces.Name(s); got != "" {
			t.Errorf("%q names the force %q", s, got)
		}
	}
	if got := fold.Text("Northshire Police"); got != "northshire police" {
		t.Errorf("police was taken off a text that is not the name of a force: %q", got)
	}
}

func TestNearEquals(t *testing.T) {
	if got := fold.CountNear([]string{"QX 1", "QX1", "qx1", "QX-2", "QX3", "", "-"}); got != 2 {
		t.Errorf("%d near-equals, not 2", got)
	}
}

// texts are made of what folding must deal with, and of any other characters.
var texts = rapid.StringOfN(rapid.OneOf(rapid.SampledFrom([]rune(" \t\u00a0-\u2013\u2212\u200b\ufeff\u00ad\u0302\u0345\u00dfAa\u00e9E\u0301\ufb00\u0130\u01c4\uff11+0.")), rapid.Rune()), 0, 12, -1)

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts.Draw(t, "text")
		once := fold.Text(s)
		if fold.Text(once) != once {
			t.Errorf("%q folds to %q and then to %q", s, once, fold.Text(once))
		}
		forces := fold.NewForces(map[string][]string{"Alder": {s}})
		if name := forces.Name(s); forces.Name(name) != name {
			t.Errorf("the force %q is %q and then %q", s, name, forces.Name(name))
		}
	})
	for r := range rune(0x20000) {
		if once := fold.Text(string(r)); fold.Text(once) != once {
			t.Errorf("%U folds to %q and then to %q", r, once, fold.Text(once))
		}
	}
}

// How a reference was typed never decides whether it identifies something.
func TestWhatIdentifiesNothingDoesSoHoweverItIsTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts.Draw(t, "text")
		for _, typed := range []string{fold.Text(s), " " + s + "\u200b", strings.ToUpper(fold.Text(s))} {
			if got := string(fold.AppendReference([]byte("x"), typed)); got != "x"+fold.Reference(typed) {
				t.Errorf("%q is appended as %q, not %q", typed, got, fold.Reference(typed))
			}
			if fold.Text(typed) == fold.Text(s) && fold.Reference(typed) != fold.Reference(s) {
				t.Errorf("%q is %q and %q is %q", s, fold.Reference(s), typed, fold.Reference(typed))
			}
		}
	})
}

// One character may decide whether a reference identifies something, and what it is folded
// to, wherever it is.
func TestAReferenceIsAppendedAsItIsFolded(t *testing.T) {
	for _, s := range []string{"", "1", "9", "AZ/9", "na", "x0", "20E1234", "9e+9", "0e-1", "2.02611e+11"} {
		for at := range len(s) + 1 {
			for c := range rune(0x101) {
				typed := s[:at] + string(c) + s[at:]
				if got, want := string(fold.AppendReference(nil, typed)), fold.Reference(typed); got != want {
					t.Errorf("%q is appended as %q, not %q", typed, got, want)
				}
			}
		}
	}
}

// The other names of forces make the same forces again.
func TestForcesAreMadeAgainFromTheirOtherNames(t *testing.T) {
	f := fold.NewForces(map[string][]string{"Northshire Police": {"N. Shire", "North Shire Constabulary"}, "Southshire": {}})
	again := fold.NewForces(f.Others())
	for _, s := range []string{"northshire", "N Shire police", "north-shire constabulary", "Southshire", "Eastshire", "N/A"} {
		if f.Name(s) != again.Name(s) || f.Written(f.Name(s)) != again.Written(again.Name(s)) {
			t.Errorf("%q is %q and then %q", s, f.Name(s), again.Name(s))
		}
	}
}
