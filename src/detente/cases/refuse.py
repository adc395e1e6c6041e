"""Refuses a case that loads and can't be right: on what its answers rest, looked at before anything is lived."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from detente.cases.check_claims import check_claims, check_series, check_sources
from detente.cases.check_file import check_case_file, check_priors, check_resolutions
from detente.cases.check_levers import check_levers
from detente.cases.check_pacts import check_pacts
from detente.cases.check_theories import check_theories
from detente.cases.check_times import check_times
from detente.cases.found import Found
from detente.cases.model import Case
from detente.errors import InputError


def refuse_faulty(case: Case) -> None:
    """Raise InputError with every error of a case that loads: no answer can rest on what can't be right."""
    found = Found(case.path)
    check_parts(case, found)
    errors = [fault for fault in found.faults() if fault.severity == "error"]
    if errors:
        raise InputError(*errors)


def check_parts(
    case: Case,
    found: Found,
    slots_read: Collection[str] = (),
    texts: Mapping[str, str] | None = None,
    unread: Mapping[str, Collection[str]] | None = None,
) -> None:
    """Everything on which answers rest; statements are no part of it."""
    check_case_file(case, found)
    check_priors(case, slots_read, found)
    check_levers(case, found, unread)
    check_sources(case, found)
    check_claims(case, texts or {}, found)
    check_theories(case, found)
    check_pacts(case, found)
    check_times(case, found)
    check_series(case, found)
    check_resolutions(case, found)
