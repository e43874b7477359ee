package conversation

import "stalkrisk/assess/late"

// forms lists the facts to ask for in each entry, by the step that asks for the
// list.
var forms = late.Value[map[string][]formField]{Make: func() map[string][]formField {
	return map[string][]formField{
		"incidents": {
			{"incidents[].at", "When? An approximate date is fine: yesterday 9pm, last Tuesday, 20/11, two weeks ago, about March."},
			{"incidents[].kind", "What happened? A word or two will do."},
			{"incidents[].place", "Where? Pages for other people leave this out."},
			{"incidents[].channel", "How did it reach you?"},
			{"incidents[].area", "In which police force area?"},
			{"incidents[].reported", "Was it reported to the police?"},
			{"incidents[].recorded_as", "What was it recorded as?"},
			{"incidents[].reference", "That force's reference?"},
			{"incidents[].breach", "Was it near, or in breach of, an order, bail or a warning?"},
			{"incidents[].order", "Which order, bail condition or warning was it?"},
			{"incidents[].condition", "Which of its conditions was it?"},
			{"incidents[].felt", "How did it make you feel? In your own words."},
			{"incidents[].witness", "Who saw or heard it?"},
			{"incidents[].kept", "What did you keep of it, such as a message or a picture?"},
			{"incidents[].note", "Anything else about it?"},
		},
		"orders": {
			{"orders[].kind", "What kind of order?"},
			{"orders[].from", "From which day? (1 May 2026, or 01/05/2026)"},
			{"orders[].to", "Until which day? Leave it empty if it has no end."},
			{"orders[].conditions", "What are its conditions? Put a semicolon between them."},
			{"orders[].id", "What is its reference? Other cases find it by that. Leave it empty if it has none."},
			{"orders[].note", "Anything else about it?"},
			{"orders[].force", "Which police force manages it?"},
			{"orders[].served", "On which day was it served? Leave it empty if it is not served yet."},
			{"orders[].manager", "Who manages it? A reference, not a name."},
			{"orders[].contact", "How is the manager reached?"},
			{"orders[].check_on", "On which days is it to be checked? Put a semicolon between them."},
			{"orders[].checked", "On which days was it checked? Put a semicolon between them."},
		},
		"triggers": {
			{"triggers[].kind", "What is it?"},
			{"triggers[].on", "On which day? (1 December, or 01/12/2026)"},
		},
		"absences": {
			{"absences[].from", "From which day? (1 June 2026, or 01/06/2026)"},
			{"absences[].to", "Until which day? Leave it empty if it has not ended."},
			{"absences[].reason", "Where were they?"},
		},
		"decisions": {
			{"decisions[].about", "What is it about?"},
			{"decisions[].decision", "What was decided?"},
			{"decisions[].reason", "Why, or why not?"},
			{"decisions[].by", "Who decided? A reference, not a name."},
			{"decisions[].on", "On which day? (today, or 20/11/2026)"},
		},
		"advice": {
			{"advice_given[]", "What was advised? One thing, on one line."},
		},
		"actions": {
			{"actions[].what", "What was promised? Leave out where the victim is and how to reach them: others may read it."},
			{"actions[].owner", "Who will do it? A reference, not a name."},
			{"actions[].due", "By which day? (tomorrow, Friday, or 21/11/2026)"},
			{"actions[].done", "On which day was it done? Leave it empty if it is not done yet."},
			{"actions[].to", "Who was it promised to? Write victim if it was the victim."},
			{"actions[].agency", "Which agency does it, if not the police?"},
		},
		HelpStep: {
			{"help[].asked", "When was help asked for? (now, 20:46, yesterday 21:10)"},
			{"help[].assigned", "When was somebody sent? Leave it empty if nobody has been yet."},
			{"help[].arrived", "When were they with the person? Leave it empty if they are not there yet."},
			{"help[].reference", "Log reference?"},
		},
		EarlierStep: {
			{"earlier_act_now[].dealt_with.by", "Who dealt with it? A reference, not a name."},
			{"earlier_act_now[].dealt_with.at", "When? (now, 20:46, yesterday 21:10)"},
			{"earlier_act_now[].dealt_with.how", "How was it dealt with?"},
		},
		"accounts": {
			{"accounts[].kind", "What is it? A phone, an e-mail address, an account, a device."},
			{"accounts[].handle", "Which one? A short description, such as: ends 417."},
			{"accounts[].linked_by", "What links it to this person?"},
		},
		"evidence": {
			{"evidence[].what", "What is it?"},
			{"evidence[].held_by", "Who has it?"},
			{"evidence[].offered", "On which day was it offered? (today, or 20/11/2026)"},
			{"evidence[].taken", "On which day was it taken? Leave it empty if it was not."},
			{"evidence[].goes", "When will it be gone?"},
		},
		"updates": {
			{"updates[].to", "Who was told? Write victim if it was the victim."},
			{"updates[].on", "On which day? (today, or 20/11/2026)"},
			{"updates[].by", "Who told them? A reference, not a name."},
			{"updates[].what", "What were they told?"},
		},
		"elsewhere": {
			{"elsewhere[].instrument", "Which one? DARA, SASH or another."},
			{"elsewhere[].level", "What level or grade did it come to?"},
			{"elsewhere[].on", "On which day? (today, or 20/11/2026)"},
			{"elsewhere[].by", "Who completed it? A reference, not a name."},
		},
		OutcomeForm: {
			{"outcome.value", "How did it turn out?"},
			{"outcome.on", "On which day was that known? (today, last Tuesday, 20/11)"},
			{"outcome.note", "What should others learn from it? No names."},
		},
		serviceView: {
			{"service_view.level", "How high does the service put the risk?"},
			{"service_view.by", "Which service? Not a person's name."},
			{"service_view.note", "Why does it think so?"},
		},
	}
}}

// formField is a fact that a form asks for, and how.
type formField struct{ path, prompt string }
