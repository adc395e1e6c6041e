"""What a random draw is for. Part of its key: two draws of one month never share a number by accident.

Codes are part of the results' identity; add, never renumber.
"""

from __future__ import annotations

ATTENTION_SHOCK = 1
INCIDENTS = 2
INCIDENT_PLACE = 3
INCIDENT_DEATHS = 4
FIRST_MOVER = 5
CHALLENGE = 6
RESIST = 7
JOIN = 8
RESPOND = 9
GROW = 10
END = 11
DEATHS = 12
FALL = 13
EXTEND = 14
AGREE = 15
LIFT = 16
PRICE = 18
UNREST_SHOCK = 19
LEADER = 20
LEAVE = 21
REST = 22
REST_COST = 23
REST_ANSWER = 24
REST_DEATHS = 25
REST_GROWS = 26
