"""From claims to beliefs: what was known when, whom a world trusts, and the race that picks each value."""
