"""What the page about the panel says beside its numbers."""

HEAD = """# The crisis game on other people's rivalries

Does the model's decision, the crisis game, forecast disputes it wasn't made for? Here its choice probabilities are
fitted to the world's rivalries of 1946 to 1990 and scored once on 1991 to 2010, beside logistic regressions that
are told the same. Data: strategic rivalries (Thompson, Sakuwa & Suhas 2021) with disputes (Gibler, Miller & Little
2016), strength, contiguity and major powers (Correlates of War) and pacts (ATOP). They may not be shipped:
`estimates.json` holds estimates and scores alone.
"""

WHY = """\
The slope of the game's log-odds for disputes lies above 1: its probabilities are too close together for 1991 to
2010. Rivalries that it called quiet were quieter still. The logistics, fitted to the same rows, are too timid in
the same way, and on the windows of the training years all four were off in the other direction, too far apart. So
what is known of a rivalry told more about its disputes after 1990 than before, and nothing in the training years
said that it would. The gate stays where it is and the game as it was: a correction now would be fitted to the years
it is scored on. (These slopes were computed after the scoring, to understand it; they changed nothing.) The gate on
fatal disputes against the best logistic is passed by less than .0001, and is no evidence of more than that.
"""

MEANING = """
## The game

Each side of a rivalry holds, coerces, attacks for a limited aim, or mounts an offensive; an attacked target
concedes or resists; every move is a logit in the mover's expected utility (`panel/game.py`; a test compares it with
the model's own solver). A year is quiet where both hold; a resisted limited attack kills up to 100, a resisted
offensive more. The chance of winning is Tullock's in the two sides' capabilities, decisiveness 1. Gains are {gains}
of the worth, and {mobilise} of an attack's cost is paid even if the target concedes: assumptions. Outside powers
stay outside: the panel doesn't say who joined. The game doesn't tell wars from other disputes of over 100 deaths:
their share ({share:.3f}) is the training years'.

What each circumstance is, as known at the turn of the year (strength, pact and status are those of the year before):

- quiet: ln(1 + years without a dispute); memory: disputes begun, each halving with age; grievance: the same of
  disputes that killed; age: ln(1 + years of the rivalry)
- land: a common border on land; pact: a defence pact between the two; major: either is a major power
- told to the logistics or tried only: lopsided, |ln of the ratio of strengths|; whether a dispute was under way last
  year; ln(1 + both sides' allies by defence pact); whether they contend over territory

Utilities are in log-odds (the precision of choice is in them): `push` is added to every action against holding,
`force` to both attacks, and `resolve` to resisting; `coerce`, `limited` and `offensive` are costs.
"""

TRIED = """
## Choices, all made on 1946 to 1990

- Rows: every rivalry-year, none left out, years with a dispute still under way among them. Two rivalries of the
  same two states share one memory, which begins with the panel: nothing before 1946 is remembered.
- A fatal dispute has fatality level 1 or more; one of unknown level (empty in the panel) counts as not known fatal
  when scored, and when fitted says only that there was a dispute. Over 100 deaths is level 3 (101 to 250) or more.
  War is hostility level 5.
- Half-lives: memory {memory:g} years, grievance {grievance:g}. A training year weighs half as much every {fading:g}
  years before the last: expected counts ran above the observed in nearly every window, and less so with it.
- Penalty: normal priors; slopes N(0, {sd:g}) on ln(1 + years), counts and 0/1 as they are.
- Logistics: same rows, same weights, their slopes standardised. Penalised (ridge {ridge:g}) and unpenalised:
  {everything}. History only: {history}. The base rate is a logistic with nothing but its constant, weighted too.
- The parameters stay those of 1990; the circumstances of a scored year are those known at its beginning.
- Balance stays in, though these years are as well forecast without it: it is the theory's.

Each choice was made by forecasts of six windows of five years from the years before each. The table gives mean log
scores less the base rate's; differences of .001 are too small to tell variants apart. Also tried there and left
out: the world's rate of disputes in the years before (worse), a free decisiveness of the contest (no difference),
allies as a defender's strength (no difference), severity-weighted grievance (no difference).

The scored years' *totals* were not unknown: the reference rates that detente comes with count 1946 to 2010. No
choice was made by them, and nothing was fitted to, or compared on, rows after 1990 before the one scoring.
"""

TRAPS = """
## Traps

- The panel codes any involvement, so a coalition war is many rivalries' war at once. It has no number of the war
  and no mark of who began it, so nothing can be left out by rule; intervals cluster by rivalry and by year and take
  the widest of the three variances.
- Leaving one rivalry out leaks through coalition wars, so training and scored rows are parted by time only.
- The disputes end in 2010; later rows aren't read.
- Whether a pair is a rivalry, and until when, was judged by historians afterwards. All forecasts here share that."""

ARMENIA_AZERBAIJAN = """\
- Alliance data read a CIS treaty as a defence pact between Armenia and Azerbaijan from 1993. The panel is scored as
  coded; with that pact struck the game's mean log scores move: {moved}.
"""
