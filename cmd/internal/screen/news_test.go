package screen_test

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestNewsOfTheFileIsSaidOnceAndCanBeReadInASmallWindow(t *testing.T) {
	const news = "Another program changed cases/north/2026/case.yaml. Its version is kept in cases/north/2026/case.yaml.other; stalkrisk compare shows what differs."
	d := open(t, "")
	said := false
	d.s.News = func() []string {
		if said {
			return nil
		}
		said = true
		return []string{news}
	}
	d.size(60, 16)
	d.press("y")
	d.sees("! " + news)
	d.write("uu") // somebody who types does not look at once
	d.sees("! " + news)
	d.now = d.now.Add(10 * time.Second)
	d.press("u")
	if got := d.spoken(); strings.Contains(got, "Another program") {
		t.Errorf("it is said again:\n%s", d.picture())
	}
}

func TestStoppingIsAskedAboutWhenTheFileIsGone(t *testing.T) {
	d := open(t, "contact: {safe_to_talk: \"yes\", ended: finished}\n")
	d.s.Settle = func() error { return errors.New("no such folder") }
	d.press("ctrl+c")
	if _, stopped, _ := d.m.Ended(); stopped {
		t.Fatal("left although nothing is on the disk")
	}
	d.sees("The file is not on the disk as it should be", "Ctrl+C leaves without it.")
	d.press("ctrl+c")
	if _, stopped, _ := d.m.Ended(); !stopped {
		t.Error("did not leave the second time")
	}
}

func TestStoppingIsNotAskedAboutWhenTheFileCanBeWrittenAgain(t *testing.T) {
	d := open(t, "contact: {safe_to_talk: \"yes\", ended: finished}\n")
	settled := 0
	d.s.Settle = func() error { settled++; return nil }
	d.press("ctrl+c")
	if _, stopped, _ := d.m.Ended(); !stopped || settled != 1 {
		t.Errorf("stopped: %t, looked at the file %d times", stopped, settled)
	}
}
