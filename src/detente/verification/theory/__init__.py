"""Laws of theory, seen in the model's own functions.

A law that something rises or falls is a count of neighbouring grid points between which it does not: 0 is expected.
"""
