package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
)

// translations loads the shipped translations and those of --questionnaires, into one
// language or, if it is "", into all. With an error, those that are valid are still
// loaded.
func (g *globals) translations(env Env, questionnaires assess.Questionnaires, language string) (assess.Translations, error) {
	var more fs.FS
	if g.folder != "" {
		more = os.DirFS(g.folder)
	}
	return questionnairefile.LoadTranslations(questionnaires, language, env.Shipped, more)
}

// translation checks a translation, and prints which questions are shown in English.
func (c *checker) translation(name string, b []byte) {
	t, problems := questionnairefile.LoadTranslation(c.place(filepath.ToSlash(name)), b, c.questionnaires)
	if c.faulty(name, problems) {
		return
	}
	in := c.questionnaires.Find(t.Questionnaire, t.Version)
	missing, stale := t.Gaps(in)
	c.say("%s %s in %s: valid, %d of %d questions translated", in.ID, in.Version, safetext.Name(t.Name), len(in.Items)-len(missing)-len(stale), len(in.Items))
	if t.Test {
		c.say("  A test language: never read it to a caller.")
	}
	if len(missing) > 0 {
		c.say("  Not translated, so shown in English: %s", strings.Join(missing, ", "))
	}
	if len(stale) > 0 {
		c.say("  The English has changed, so shown in English: %s", strings.Join(stale, ", "))
	}
	c.elsewhere(name, strings.TrimSuffix(questionnairefile.TranslationName(t.Questionnaire, t.Version, t.Language), ".yaml"))
}

// printTranslation prints the reading card of a translation, or its file for the
// translator.
func printTranslation(env Env, g *globals, questionnaires assess.Questionnaires, in *assess.Instrument, language string, o output) error {
	if !questionnairefile.IsLanguage(language) {
		return usage("--language must be the code of a language, such as cy or pl")
	}
	all, faults := g.translations(env, questionnaires, language)
	t := all.Of(in, language)
	if o.format == yamlFormat.Name {
		if t == nil {
			t = all.Newest(in.ID + "." + language) // of an earlier version, whose lines still count where the English is the same
		}
		if t == nil && faults != nil {
			return faults // there is work in it, which a new file would hide
		}
		if t == nil {
			t = &assess.Translation{Language: language}
		}
		return env.put(o.target(nil), questionnairefile.WriteTranslation(in, t), nothingElse)
	}
	if t == nil {
		return g.noTranslation(env, questionnaires, faults)
	}
	return writePage(env, o, nil, report.Card{Instrument: in, Translation: t})
}

// spoken returns the translations for a conversation. It is an error if there is none
// into the language asked for; faults in others do not stop a call.
func (g *globals) spoken(env Env, questionnaires assess.Questionnaires, set *assess.Instruments, o *assessOptions) (assess.Translations, error) {
	all, faults := g.translations(env, questionnaires, "")
	if o.language == "" {
		if faults != nil {
			fmt.Fprintf(env.Err, "stalkrisk: a translation cannot be used; %s says why\n", env.command("check"))
		}
		return all, nil
	}
	t := all.Of(set.Stalking, o.language)
	if t == nil {
		_, faults := g.translations(env, questionnaires, o.language)
		return all, g.noTranslation(env, questionnaires, faults)
	}
	if t.Test {
		o.first = strings.TrimSpace("A test language: never read it to a caller. " + o.first)
	}
	return all, nil
}

// noTranslation returns why there is no translation into a language: what is wrong with
// its files, or which languages there are.
func (g *globals) noTranslation(env Env, questionnaires assess.Questionnaires, faults error) error {
	if faults != nil {
		return faults
	}
	all, _ := g.translations(env, questionnaires, "")
	if codes := all.Languages(); len(codes) > 0 {
		return usage("no translation into that language; there are: %s", strings.Join(codes, ", "))
	}
	return usage("no translation is loaded; %s says how to make one", env.command("help", "languages"))
}
