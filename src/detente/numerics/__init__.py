"""Arithmetic with the same bits on every processor: exp, log, the normal quantile, keyed random numbers."""
