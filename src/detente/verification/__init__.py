"""Checks that anyone can repeat: laws of theory, other people's numbers, and parameters put in and found again."""
