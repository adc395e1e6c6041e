"""What a belief draw is for: part of its key. Codes are part of the results' identity; add, never renumber."""

from __future__ import annotations

TRUST = 32  # whether a world trusts an origin
RACE = 33  # an origin's time in the race on a slot
WITHIN = 34  # a value's time in the race within its origin
VALUE = 35  # where in its range the winning value lies
HEDGE = 36  # whether a hedged value holds
PHRASE = 37  # what probability the hedge means to this world
PRIOR = 38  # a slot's prior
PRIOR_RACE = 39  # the prior's time in the race
COEFFICIENT = 40
LEVELS = 41  # which set of the reference class
EFFECT = 42  # a rivalry's or power's own departure from the reference class
AGE = 43  # whether a value that has aged still holds
RANK = 44  # a named option's probability before any order
