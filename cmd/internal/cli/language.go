package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
)

// translatable adds to the questionnaires what else is said to the caller, so that it can
// be translated as they are.
func translatable(questionnaires assess.Questionnaires, guides guidance.Guides) assess.Questionnaires {
	questionnaires.Versions = assess.NewVersions(append(slices.Clone(questionnaires.Versions), conversation.Lines(guides))...)
	return questionnaires
}

// languages returns the codes of the languages into which anything is translated.
func (g *globals) languages(env Env) []string {
	questionnaires, guides, err := g.loadAll(env)
	if err != nil {
		return nil
	}
	all, _ := g.translations(env, translatable(questionnaires, guides), "")
	return all.Languages()
}

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
	guides, err := c.guides()
	if c.print(c.env, err) {
		return
	}
	all := translatable(c.questionnaires, guides)
	t, problems := questionnairefile.LoadTranslation(c.place(filepath.ToSlash(name)), b, all)
	if c.faulty(name, problems) {
		return
	}
	in := all.Find(t.Questionnaire, t.Version)
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
	o.first = strings.TrimSpace(inEnglish(all, t, append(set.All(), questionnaires.Newest(conversation.LinesID))) + " " + o.first)
	if t.Test {
		o.first = strings.TrimSpace("A test language: never read it to a caller. " + o.first)
	}
	return all, nil
}

// inEnglish says how many lines for the caller are in English only; "" if none.
func inEnglish(all assess.Translations, t *assess.Translation, said []*assess.Instrument) string {
	n := 0
	for _, in := range said {
		of := all.Of(in, t.Language)
		if of == nil {
			n += len(in.Items)
			continue
		}
		missing, stale := of.Gaps(in)
		n += len(missing) + len(stale)
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("Lines not in %s, so shown in English: %d.", safetext.Name(t.Name), n)
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
