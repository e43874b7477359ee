package line

import (
	"fmt"
	"strings"

	"stalkrisk/assess"
)

// review reads what is to be done from the page of everything.
func (l *Line) review() error {
	text, err := l.read()
	if err != nil {
		return err
	}
	review, _ := l.s.Find("review")
	if strings.EqualFold(strings.TrimSpace(text), "r") {
		return nil // shown again
	}
	handled, err := l.command(review, text)
	if !handled && err == nil {
		l.goTo(text)
	}
	return err
}

// override reads another level, why, and who says so. A single dot leaves the
// level as it is.
func (l *Line) override(direction string) error {
	choice, why := assess.OtherLevels(l.s.Set(), l.s.Assessment(), direction == "higher")
	if why != "" {
		l.wrap("", why)
		return nil
	}
	level, ok, err := l.ask("Which level? "+strings.Join(choice, " or "), choice)
	if err != nil || !ok {
		return err
	}
	reason, ok, err := l.ask("Why? In your own words.", nil)
	if err != nil || !ok {
		return err
	}
	by := l.by
	if by == "" {
		if by, ok, err = l.ask("Your reference. Not a name.", nil); err != nil || !ok {
			return err
		}
	}
	second := ""
	if direction == "lower" {
		if second, ok, err = l.ask("The reference of the second person who agrees.", nil); err != nil || !ok {
			return err
		}
	}
	faults, err := l.s.Override(assess.OverallLevel(level), reason, by, second)
	if err != nil {
		return l.saved(err)
	}
	for _, f := range faults {
		l.wrap("! ", f.Message+".")
	}
	l.status()
	return nil
}

// ask reads one line of a form; ok is false when the person leaves it by a dot.
func (l *Line) ask(prompt string, among []string) (text string, ok bool, err error) {
	for {
		l.say("%s  (a single dot leaves the level as it is)", prompt)
		if l.failed == nil {
			_, l.failed = fmt.Fprint(l.out, "> ")
		}
		text, err := l.read()
		if err != nil {
			return "", false, err
		}
		text = strings.TrimSpace(text)
		if text == "." {
			return "", false, nil
		}
		if text == "" {
			l.say("Something is needed here.")
			continue
		}
		if among == nil {
			return text, true, nil
		}
		for _, w := range among {
			if strings.EqualFold(w, text) {
				return w, true, nil
			}
		}
		l.say("That is none of them.")
	}
}
