"""The crisis game's choice probabilities on rivalries of the past: fitted to 1990, scored on the twenty years after."""
