package conversation

func asksOwnLife(*Sitting) bool { return false }

const seenNo = "seen"
