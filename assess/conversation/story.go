package conversation

import "stalkrisk/assess"

// AccountStep is the id of the step that asks for the account.
const AccountStep = "first-account"

const accountPath = "first_account" // in the file

// Story records the account as it is written beside another question. That does not
// answer the question for the account: until it has been asked, it still is.
func (s *Sitting) Story(text string) {
	if st, ok := s.Find(AccountStep); ok && !st.Answered() {
		s.Keep(accountPath, "")
	}
	if s.Withholds() {
		text = added(string(s.Prior.FirstAccount), text)
	}
	s.A.FirstAccount = assess.Account(text)
}

// stillToAsk reports whether the account was written beside other questions and has not
// been asked for.
func (s *Sitting) stillToAsk(step string) bool {
	if step != AccountStep {
		return false
	}
	for _, u := range s.A.Unfinished {
		if u.At == accountPath {
			return true
		}
	}
	return false
}
