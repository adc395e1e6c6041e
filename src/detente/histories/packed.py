"""Arrays of histories packed into bytes: a fortieth of their size, in memory and on disk."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

CODEC = "zstd"
DIGEST = hashlib.sha256().digest_size


class Field(NamedTuple):
    """One array: its type, its shape, and its bytes packed."""

    dtype: str
    shape: tuple[int, ...]
    packed: bytes

    def unpacked(self) -> NDArray[Any]:
        """The array, not to be written to."""
        size = math.prod(self.shape) * np.dtype(self.dtype).itemsize
        raw = pa.decompress(self.packed, size, CODEC, asbytes=True) if size else b""
        return np.frombuffer(raw, self.dtype).reshape(self.shape)


@dataclass(frozen=True, slots=True)
class Packed:
    """Named arrays, each packed by itself: reading one unpacks no other."""

    fields: Mapping[str, Field]

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Packed:
        """Pack arrays; what they are views of can be forgotten."""
        return cls({name: Field(a.dtype.str, a.shape, _pack(a)) for name, a in arrays.items()})

    def to_bytes(self, key: str = "") -> bytes:
        """Everything in one piece that knows whether it is whole, and whose: digest, sizes in words, the arrays."""
        head = json.dumps([[name, f.dtype, f.shape, len(f.packed)] for name, f in self.fields.items()]).encode()
        body = b"\n".join([head, b"".join(field.packed for field in self.fields.values())])
        return hashlib.sha256(key.encode() + body).digest() + body

    @classmethod
    def from_bytes(cls, raw: bytes, key: str = "") -> Packed:
        """What ``to_bytes`` gave for this key. Raises ValueError where it is not whole, or another's."""
        body = raw[DIGEST:]
        if hashlib.sha256(key.encode() + body).digest() != raw[:DIGEST]:
            raise ValueError("not as it was written")
        head, _, rest = body.partition(b"\n")
        rows = json.loads(head)
        stops = list(accumulate((size for *_, size in rows), initial=0))
        return cls({name: Field(dtype, tuple(shape), rest[start : start + size])
                    for (name, dtype, shape, size), start in zip(rows, stops[:-1], strict=True)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joined(Mapping[str, NDArray[Any]]):
    """Packed pieces as one mapping of arrays, joined along their first axis; unpacked anew each time one is read."""

    pieces: tuple[Packed, ...]

    def __getitem__(self, name: str) -> NDArray[Any]:
        fields = [piece.fields[name] for piece in self.pieces]
        if len(fields) == 1:
            return fields[0].unpacked()
        joined = np.empty((sum(f.shape[0] for f in fields), *fields[0].shape[1:]), fields[0].dtype)
        start = 0
        for field in fields:
            joined[start : start + field.shape[0]] = field.unpacked()
            start += field.shape[0]
        return joined

    def __iter__(self) -> Iterator[str]:
        return iter(self.pieces[0].fields)

    def __len__(self) -> int:
        return len(self.pieces[0].fields)


def _pack(array: NDArray[Any]) -> bytes:
    raw = np.ascontiguousarray(array)
    packed: bytes = pa.compress(raw.data.cast("B"), CODEC, asbytes=True) if raw.size else b""
    return packed
