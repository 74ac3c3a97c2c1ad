"""Tags and relations of a parse that several rules ask for."""

FINITE = ("VBD", "VBZ", "VBP")
FINITE_OR_MODAL = (*FINITE, "MD")
STOPS = (",", ":", "``", "''", ".", "-LRB-", "HYPH")  # at the edge of a noun phrase
SUBJECTS = ("nsubj", "csubj")
# What a subject that the parse took apart can be made of.
IN_SUBJECT = ("NN", "NNS", "NNP", "NNPS", "PRP", "DT", "JJ", "CD", "IN", "PRP$", "RB", "POS")
RELATIVE_SUBJECTS = frozenset({"who", "which", "that"})
RELATIVE = RELATIVE_SUBJECTS | {"whose", "whom"}
