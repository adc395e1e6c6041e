"""Scores: what was said beforehand beside what happened."""
