"""Tags and relations of a parse that several rules ask for."""

FINITE = ("VBD", "VBZ", "VBP")
FINITE_OR_MODAL = (*FINITE, "MD")
STOPS = (",", ":", "``", "''", ".", "-LRB-", "HYPH")  # at the edge of a noun phrase
SUBJECTS = ("nsubj", "csubj")
RELATIVE_SUBJECTS = frozenset({"who", "which", "that"})
RELATIVE = RELATIVE_SUBJECTS | {"whose", "whom"}
