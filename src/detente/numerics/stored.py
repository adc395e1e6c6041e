"""What is stored of a compiled kernel: machine code, and no more than it takes to call it.

numba also stores the optimised code, to take it into callers, and of each function taken in what it might need of
Python. Our callers take kernels in before they are optimised (``parts.py``), and code that needs nothing of Python
needs no surroundings: to read the one and find the other took longer than the rest. And before it reads anything, numba
makes itself ready to compile, which takes most of a second and SciPy where it is installed. Nothing is to be compiled
where all is stored, so here it does so only if the code calls what isn't there without it.
"""

from __future__ import annotations

from typing import Any

import llvmlite.binding as llvm
from numba.core.caching import CompileResultCacheImpl, FunctionCache
from numba.core.runtime import rtsys

_NAMES = 'define void @"{}"() {{ unreachable }}'


class StoredCode(CompileResultCacheImpl):  # type: ignore[misc]  # numba is untyped
    """How a compiled kernel is stored and made callable again."""

    def reduce(self, compiled: Any) -> Any:
        """What is stored, to be pickled."""
        (name, kind, (code, optimised)), *rest, surroundings = super().reduce(compiled)
        module = llvm.parse_bitcode(optimised)
        text = str(module)
        read = tuple(each for each in surroundings if text.count(each.env_name) > 1)  # once where it is defined
        entry = llvm.parse_assembly(_NAMES.format(compiled.fndesc.llvm_cpython_wrapper_name)).as_bitcode()
        return _called(module), ((name, kind, (code, entry)), *rest, read)

    def rebuild(self, target_context: Any, stored: Any) -> Any:
        """The compiled kernel; whoever would take it into code of their own is refused."""
        called, reduced = stored
        rtsys.initialize(target_context)
        if not all(map(llvm.address_of_symbol, called)):
            target_context.refresh()
        compiled = super().rebuild(target_context, reduced)
        compiled.library._shared_module = None
        return compiled


class Store(FunctionCache):  # type: ignore[misc]
    """numba's cache of one function, read without making ready to compile."""

    _impl_class = StoredCode

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The compiled kernel for these arguments, None where it isn't stored."""
        return self._load_overload(sig, target_context)


def _called(module: Any) -> tuple[str, ...]:
    """What the code names and doesn't define, but for LLVM's own."""
    named = (*module.functions, *module.global_variables)
    return tuple(each.name for each in named if each.is_declaration and not each.name.startswith("llvm."))
