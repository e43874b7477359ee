package questionnairefile

// Layout returns an empty questionnaire file as it is written, for the schema:
// its type has the keys, and nothing can be done with it.
func Layout() any { return layout{} }
