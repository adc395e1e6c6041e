"""Questions answered: estimates, intervals, drivers, traces."""
