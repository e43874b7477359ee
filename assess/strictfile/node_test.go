package strictfile

import "testing"

func TestFindReturnsTheLastNodeOnTheWay(t *testing.T) {
	root, problems := ParseJSON([]byte(`{"items":[{},{"source":["a","b"]}],"responses":{"stalking":{"weapon":"yes"}},"Zoë Q":{"in":1}}`))
	if problems != nil {
		t.Fatal(problems)
	}
	for path, want := range map[string]string{
		"":                              "1:1",
		"items":                         "1:10",
		"items[1]":                      "1:14",
		"items[1].source[1]":            "1:29",
		"items[1].source[2]":            "1:24",
		"items[7].source[0]":            "1:10",
		"responses.stalking.weapon":     "1:70",
		"responses.stalking.weapon.at":  "1:70",
		"responses.dash":                "1:48",
		"#3":                            "1:86",
		"#3.in":                         "1:92",
		"#9":                            "1:1",
		"nothing.here":                  "1:1",
		"items[x]":                      "1:10",
		"items[":                        "1:10",
		".":                             "1:1",
		"responses.stalking..weapon[0]": "1:60",
	} {
		n := root.Find(path)
		if got := place(n); got != want {
			t.Errorf("Find(%q) is at %s, want %s", path, got, want)
		}
	}
	if (*Node)(nil).Find("a") != nil || (*Node)(nil).Field("a") != nil {
		t.Error("something was found in nothing")
	}
}
