"""The fifteen systems of a conflict as of a day: state, claims, mechanism, what each feeds, what hangs on it."""
