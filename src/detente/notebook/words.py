"""What a caller hands over, as the words in which the command line would take it; refusals in the caller's words."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from detente.errors import DetenteError, Fault, InputError, UsageError, of_system
from detente.names.days import parse_day, reachable

Texts = str | Iterable[str]
_NAMES = {"-q": "questions"}


@contextmanager
def spoken() -> Iterator[None]:
    """Refusals name arguments and not options; what the system refuses becomes a refusal too."""
    try:
        yield
    except DetenteError as error:
        raise type(error)(*(_renamed(fault) for fault in error.faults)) from None
    except MemoryError:
        raise InputError(Fault("this needs more memory than there is", "Ask for fewer worlds.")) from None
    except OSError as error:
        raise InputError(of_system(error)) from None


def _renamed(fault: Fault) -> Fault:
    return replace(fault, path=_NAMES.get(fault.path, fault.path.removeprefix("--").replace("-", "_")))


def texts(name: str, given: Any) -> tuple[str, ...]:
    """One text or several. Raises UsageError for anything else."""
    found = (given,) if isinstance(given, str) else tuple(given) if isinstance(given, Iterable) else (None,)
    for each in found:
        if not isinstance(each, str):
            raise _refused(name, "must be a text or a list of texts", "Name them by their ids.", given)
    return found


def said(name: str, given: Any) -> str | None:
    """One text or none. Raises UsageError for anything else."""
    if given is None or isinstance(given, str):
        return given
    raise _refused(name, "must be a text", 'Write it in quotes, as "southland".', given)


def whole(name: str, given: Any) -> int:
    """A whole number. Raises UsageError for anything else."""
    try:
        return operator.index(given)
    except TypeError:
        raise _refused(name, "must be a whole number", "Write it without a fraction.", given) from None


def day(name: str, given: date | str | None) -> date | None:
    """A day or its ISO text. Raises UsageError for anything else."""
    if given is None:
        return None
    try:
        if isinstance(given, date):
            return reachable(given.date() if isinstance(given, datetime) else given)
        return parse_day(given)
    except (TypeError, ValueError):
        raise _refused(name, "not a day", "Write it as 2020-11-10 or a datetime.date.", given) from None


def assumptions(given: Mapping[str, Any] | Texts) -> tuple[str, ...]:
    """As ``--assume`` takes them.

    A mapping holds for each slot a value: a number, a word, a day, a text ``LOW..HIGH``, a pair of numbers; or any of
    them with a reason after it, ``(0.8, 1.0, "no war elsewhere")``.
    """
    if isinstance(given, Mapping):
        return tuple(f"{slot}={_assumed(value)}" for slot, value in given.items())
    return texts("assume", given)


def _assumed(value: Any) -> str:
    if not isinstance(value, tuple | list):
        return _plain(value)
    numbers, reason = (value[:-1], value[-1]) if len(value) > 1 and isinstance(value[-1], str) else (value, "")
    if not 1 <= len(numbers) <= 2:
        raise _refused("assume", "not an assumption", 'Write VALUE, (LOW, HIGH) or (LOW, HIGH, "reason").', value)
    return "..".join(map(_plain, numbers)) + (f':"{reason}"' if reason else "")


def _plain(value: Any) -> str:
    if isinstance(value, str | date):
        return str(value)
    try:
        return repr(float(value))
    except (TypeError, ValueError):
        raise _refused("assume", "not a value of a slot", "Give a number, a word or a day.", value) from None


def _refused(name: str, reason: str, remedy: str, value: object) -> UsageError:
    return UsageError(Fault(reason, remedy, path=name, value=repr(value)))
