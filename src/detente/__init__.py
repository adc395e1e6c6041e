"""detente runs, traces and scores the reasoning in conflict analysis."""
