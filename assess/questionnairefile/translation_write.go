package questionnairefile

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// WriteTranslation returns the file of a translation for its translator: every question
// of the questionnaire in its order, below the English as a comment. A question that t
// does not have is empty, with the hash of the English as it is now.
func WriteTranslation(in *assess.Instrument, t *assess.Translation) []byte {
	b := comment(nil, "", in.Title+" ("+in.ID+" "+in.Version+"), in another language. stalkrisk help languages says how to translate them.")
	b = comment(b, "", "Save this file as "+TranslationName(in.ID, in.Version, t.Language)+" in the folder of --questionnaires.")
	b = comment(b, "", "A line that is left empty is shown in English. date is the day of the review, such as 2026-11-28.")
	head := &strictfile.Node{Kind: strictfile.Object}
	put := func(n *strictfile.Node, key, value string) {
		n.Fields = append(n.Fields, strictfile.Field{Key: key, Value: &strictfile.Node{Kind: strictfile.String, Text: value}})
	}
	put(head, "format", assess.TranslationFormat)
	put(head, "questionnaire", in.ID)
	put(head, "version", in.Version)
	put(head, "language", t.Language)
	put(head, "name", t.Name)
	if t.Test {
		head.Fields = append(head.Fields, strictfile.Field{Key: "test", Value: &strictfile.Node{Kind: strictfile.Bool, Text: "true"}})
	}
	put(head, "translator", t.Translator)
	put(head, "reviewer", t.Reviewer)
	put(head, "date", t.Date.String())
	words := func(n *strictfile.Node, of map[string]string, values []string) {
		answers := &strictfile.Node{Kind: strictfile.Object}
		for _, value := range values {
			put(answers, value, of[value])
		}
		n.Fields = append(n.Fields, strictfile.Field{Key: "answers", Value: answers})
	}
	words(head, t.Answers, openAnswers)
	b = strictfile.AppendYAML(b, head)
	b = append(b, "items:\n"...)
	for i := range in.Items {
		it := &in.Items[i]
		one := assess.TranslatedItem{ID: it.ID, MadeFrom: it.WordingHash()}
		if k := slices.IndexFunc(t.Items, func(theirs assess.TranslatedItem) bool { return theirs.ID == it.ID }); k >= 0 {
			one = t.Items[k]
		}
		n := &strictfile.Node{Kind: strictfile.Object}
		put(n, "id", one.ID)
		put(n, "made_from", one.MadeFrom)
		put(n, "prompt", one.Prompt)
		if it.FollowUp != "" {
			put(n, "follow_up", one.FollowUp)
		}
		own := slices.DeleteFunc(slices.Clone(openAnswers), func(value string) bool { return one.Answers[value] == "" })
		if values := it.AnswerValues(); len(values) > 0 {
			words(n, one.Answers, append(values, own...))
		}
		b = english(append(b, '\n'), it, &one)
		b = append(b, "  - "...)
		b = append(b, strings.ReplaceAll(strings.TrimSuffix(string(strictfile.AppendYAML(nil, n)), "\n"), "\n", "\n    ")+"\n"...)
	}
	return b
}

// openAnswers are the answers whose words do not depend on the question.
var openAnswers = []string{string(assess.Unknown), string(assess.Declined)}

// english appends the English of an item as comments, and says if it has changed since
// it was translated.
func english(b []byte, it *assess.Item, one *assess.TranslatedItem) []byte {
	b = comment(b, "  ", "English: "+it.Prompt)
	if it.FollowUp != "" {
		b = comment(b, "  ", "After a yes: "+it.FollowUp)
	}
	for _, o := range it.Options {
		if o.Label != o.Value {
			b = comment(b, "  ", o.Value+": "+o.Label)
		}
	}
	if now := it.WordingHash(); one.MadeFrom != now {
		b = comment(b, "  ", "The English has changed. Translate it again, then write made_from: "+now)
	}
	return b
}

// comment appends a text as a comment of one line.
func comment(b []byte, indent, text string) []byte {
	return append(b, indent+"# "+strings.Join(strings.Fields(text), " ")+"\n"...)
}
