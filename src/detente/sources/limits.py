"""How much a document from anywhere may ask of the machine: beyond it, it is refused rather than read for hours."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from detente.errors import Fault, InputError

RAW = 50_000_000  # bytes of a file; a long book as PDF has a tenth
CHARS = 10_000_000  # of the text in it; a long book has two million
UNPACKED = 100_000_000  # bytes that the compressed parts of a file may grow to
PAGES = 2_000  # of a PDF
MARKS = 32  # accents on one letter: Unicode's own limit for streams is 30, and more take quadratic time to order
SECONDS = 120  # of the processor, for one document


def refuse(reason: str, remedy: str, name: str, value: str = "") -> InputError:
    """The refusal of a document, to be raised."""
    return InputError(Fault(reason, remedy, file=name, value=value))


def too_large(what: str, limit: int, unit: str, name: str, value: str = "") -> InputError:
    """The refusal of a document beyond one of the limits above."""
    return refuse(f"{what} has more than {limit:,} {unit}", "Give the part you need.", name, value)


class _Late(BaseException):  # no `except Exception` on the way may swallow it
    """The time is over."""


@contextmanager
def deadline(name: str, seconds: float = SECONDS) -> Iterator[None]:
    """Refuse a document that takes more than ``seconds`` of the processor.

    Only the main thread of a Unix process can be stopped like this; elsewhere the other limits hold alone.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.1)  # again and again, should somebody catch it
    try:
        yield
    except _Late:
        remedy = "Save it as plain text, or give the part you need."
        raise refuse(f"reading takes more than {seconds:g} seconds", remedy, name) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _late(_: int, __: FrameType | None) -> None:
    raise _Late
