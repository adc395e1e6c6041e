"""A run as one page that opens without a network: formatting only, nothing is computed here."""

from detente.report.page import render

__all__ = ["render"]
