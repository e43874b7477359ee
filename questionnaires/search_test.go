package questionnaires

import (
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// findIn returns the ids of the questions that words find in a sitting, the best first.
func findIn(s *conversation.Sitting, words string) (ids []string) {
	all := s.Askable()
	texts := make([]conversation.Findable, len(all))
	for i := range all {
		texts[i] = all[i].Findable()
	}
	for _, i := range conversation.Search(words, texts) {
		ids = append(ids, all[i].ID)
	}
	return ids
}

// Everyday words find the question that somebody who uses them means, whatever the stage.
func TestEverydayWordsFindTheQuestion(t *testing.T) {
	first := map[string]string{
		"knife": "weapon", "petrol": "weapon", "acid": "weapon", "hammer": "weapon", "knfie": "weapon", "knives": "weapon",
		"gun": "firearm", "shotgun": "firearm", "shooting": "firearm",
		"choke": "strangulation", "choking": "strangulation", "strangle": "strangulation", "strangled me": "strangulation", "throat": "strangulation", "neck": "strangulation",
		"tracker": "covert-watching", "trakcer": "covert-watching", "airtag": "covert-watching", "air-tag": "covert-watching", "password": "covert-watching", "hacked": "covert-watching", "Spyware": "covert-watching",
		"dog": "damage", "tyres": "damage", "he keyed the car": "damage",
		"flowers": "intensity", "parcel": "intensity", "voicemails": "intensity",
		"rape": "forced-sex", "raped": "violence", "blood": "violence", "he hit me": "violence", "punching": "violence",
		"fire": "threats-grave", "kill": "threats-grave", "threatening to kill me": "threats-grave",
		"threatened": "threats", "blackmail": "threats", "kidnap": "threats-children",
		"followed": "approach", "turned up": "approach", "he is outside": "near-now", "knocking": "near-now",
		"broke in": "intrusion", "burglary": "intrusion", "left something": "intrusion",
		"suicide": "despair-talk", "overdose": "despair-talk", "drunk": "destabilised", "DRUGS": "destabilised",
		"arrested": "undeterred", "injunctión": "undeterred", "scared": "fear", "terrified": "fear",
		"kids": "children", "ex": "relationship", "neighbour": "relationship", "husband": "relationship",
		"mum": "others-targeted", "sister": "others-targeted", "obsessed": "fixation", "grudge": "fixation",
		"blocked": "told-no", "jealous": "refusal-to-accept", "controlling": "past-abuse", "worse": "more-serious",
		"anniversary": "trigger-event", "convicted": "history", "rope": "preparation", "gone quiet": "silence",
		"pregnant": "children", "baby": "children", "balcony": "intrusion", "ladder": "intrusion", "car": "intrusion", "underwear": "intrusion",
		"brother": "others-targeted", "mother in law": "others-targeted", "phone number": "safe-times", "police officer": "suspect-access",
		"facebook": "intensity", "roses": "intensity", "van": "approach", "photos": "covert-watching", "binoculars": "covert-watching",
		"brick": "weapon", "bomb": "weapon", "poison": "weapon", "scissors": "weapon", "cut my throat": "violence", "broken arm": "violence", "flashed": "violence",
		"crying": "fear", "jump": "despair-talk", "goodbye note": "despair-talk", "army": "firearm",
		"cable ties": "preparation", "mask": "preparation", "nudes": "damage", "social services": "damage", "rabbit": "damage",
		"fence": "fixation", "christmas": "trigger-event", "dead bird": "threats", "scared for my life": "expects-harm", "landlord": "relationship",
	}
	full := map[string]string{
		"court": "orders", "orders": "orders", "promised": "actions", "promise": "actions", "work": "impact-work", "passport": "leverage", "money": "leverage", "screenshots": "evidence", "number plate": "accounts",
		"prison": "absences", "safe times": "safe-times", "ring back": "safe-times", "interpreter": "language",
		"advocate": "referral-offered", "review": "review", "override": "judgement",
	}
	for _, stage := range []assess.Stage{assess.FirstContact, assess.Full} {
		a := assess.Assessment{Stage: stage, Case: assess.Case{Relationship: "former_partner"}}
		s := conversation.Sitting{Set: shippedSet(t), A: &a}
		for _, table := range []map[string]string{first, full} {
			for words, want := range table {
				if got := append(findIn(&s, words), ""); got[0] != want {
					t.Errorf("%s: %q finds %q, want %s first", stage, words, got, want)
				}
			}
			if stage == assess.FirstContact {
				break
			}
		}
	}
}

// Every question of the shipped questionnaires and every kind of incident but the last
// resort has everyday words.
func TestEveryQuestionHasEverydayWords(t *testing.T) {
	set := shippedSet(t)
	for _, in := range set.All() {
		for _, it := range in.Items {
			if len(it.Words) == 0 {
				t.Errorf("%s of %s has none", it.ID, in.ID)
			}
		}
	}
	for _, kind := range set.Stalking.Timeline.Kinds {
		if len(kind.Words) == 0 && kind.ID != "other" {
			t.Errorf("kind %s has none", kind.ID)
		}
	}
}
