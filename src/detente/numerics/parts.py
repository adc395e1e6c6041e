"""Kernels within kernels: machine code is made once, of the whole that Python calls.

Left to itself numba compiles every function on its own and then once more inside each that calls it; the kernel is
ten calls deep, so most of it was optimised ten times, and machine code made of all (docs/decisions/016). Here a kernel
that another one calls is translated and no more. Whoever is called from Python takes in all its parts, keeps them to
itself, and is optimised as one.

Kernels keep two rules that numba doesn't know of, so it is told: no record that a kernel writes overlaps another one
that it is given, and no index counts from the end (docs/decisions/024). Whatever a kernel calls must keep them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from llvmlite.binding import Linkage
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler, Flags, compile_extra
from numba.core.compiler_lock import global_compiler_lock
from numba.core.registry import CPUDispatcher
from numba.core.sigutils import normalize_signature
from numba.core.types import Array, intp
from numba.core.typing import make_concrete_template
from numba.np import arrayobj

Types = tuple[Any, ...]


class _Part(NamedTuple):
    """A kernel as a part of others, on arguments of certain types."""

    key: object  # by which numba finds it
    translated: Any  # numba's CompileResult, without an entry for Python


class Kernel(CPUDispatcher):  # type: ignore[misc]  # numba is untyped
    """What Python calls as machine code of its own, and other kernels as a part of theirs."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options, pipeline_class=_Pipeline)
        self._parts: dict[Types, _Part] = {}

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """What another kernel's call is typed by."""
        signature, args = self._compiler.fold_argument_types(args, kws)
        found = self._part(tuple(args)).translated.signature
        name = self.py_func.__name__
        return make_concrete_template(f"CallTemplate({name})", key=name, signatures=[found]), signature, args, {}

    def get_overload(self, sig: Any) -> Any:
        """By what another kernel's call finds its code."""
        return self._part(tuple(normalize_signature(sig)[0])).key

    def compile(self, sig: Any) -> Any:
        """Machine code for Python to call."""
        with _indices_as_they_are():
            entry = super().compile(sig)
        whole = self.overloads[tuple(normalize_signature(sig)[0])]
        for each in whole._find_referenced_environments():  # of the parts: nobody else sets theirs
            whole.library.codegen.set_env(each.env_name, each)
        return entry

    def _part(self, types: Types) -> _Part:
        if types not in self._parts:
            flags = Flags()
            self.targetdescr.options.parse_as_flags(flags, self.targetoptions | {"no_cpython_wrapper": True})
            flags.no_compile = True
            flags.noalias = not any(isinstance(each, Array) for each in types)  # an array may lie in a record
            library = _Translation(self.targetctx.codegen(), self.py_func.__qualname__)
            with _indices_as_they_are():
                translated = compile_extra(
                    self.typingctx, self.targetctx, self.py_func, types, None, flags, self.locals, library
                )
            key = object()
            self.targetctx.insert_user_function(key, translated.fndesc, [translated.library])
            self._parts[types] = _Part(key, translated)
        return self._parts[types]


class _Translation(JITCodeLibrary):  # type: ignore[misc]
    """A part's code and that of its own parts, neither optimised nor made ready to run."""

    def _optimize_final_module(self) -> None:
        pass

    def _finalize_final_module(self) -> None:
        self._finalized = True


class _Whole(JITCodeLibrary):  # type: ignore[misc]
    """The code of what Python calls, with all its parts.

    Nobody else can call these, so the optimiser may give them other arguments, or dissolve them in their callers.
    """

    def _optimize_final_module(self) -> None:
        for function in self._final_module.functions:
            if not function.is_declaration and function.linkage == Linkage.linkonce_odr:
                function.linkage = Linkage.internal
        super()._optimize_final_module()


class _Pipeline(Compiler):  # type: ignore[misc]
    """numba's compiler, into a library of ours."""

    def __init__(self, typing: Any, target: Any, library: Any, *rest: Any) -> None:
        super().__init__(typing, target, library or _whole(target), *rest)


@contextmanager
def _indices_as_they_are() -> Iterator[None]:
    """Have what is compiled meanwhile index arrays from the front: numba asks of every index whether it is below 0.

    It doesn't of unsigned ones, but turns what is made of an unsigned and a signed number into a float.
    """
    with global_compiler_lock:
        fixed, arrayobj.fix_integer_index = arrayobj.fix_integer_index, _as_it_is
        try:
            yield
        finally:
            arrayobj.fix_integer_index = fixed


def _as_it_is(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:
    """An index as a machine word, in numba's form."""
    return context.cast(builder, index, kind, intp)


def _whole(target: Any) -> _Whole:
    """A library whose machine code can be kept."""
    library = _Whole(target.codegen(), "whole")
    library.enable_object_caching()
    return library
