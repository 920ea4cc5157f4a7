"""Strengths of partial pooling, in cases: the one place, because writers and readers need them.

A scope's own counts weigh against its parent as n weighs against these (requirements section 9,
"fault prior").
"""

#: k of fault priors: how many confirmed outcomes of a scope weigh as much as its parent's prior.
POOLING_CASES = 50.0
#: The same of one relationship's weight: cases of that fault in the scope.
POOLING_WEIGHT_CASES = 10.0
