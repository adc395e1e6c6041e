"""What a kernel may not contain: each was seen to change bits, raise differently, miss the cache or crash."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente.worlds
from detente.worlds.kernel.history import live_chunk

FOLDER = Path(detente.worlds.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
REDUCTIONS = {"sum", "mean", "prod", "min", "max", "std", "var", "dot", "cumsum", "cumprod", "any", "all", "argmax"}
LIBRARIES = {"math", "np", "numpy", "random"}
BUILTINS = {"pow", "sum", "hash", "id", "print"}


def is_kernel(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(mark, ast.Name) and mark.id in ("kernel", "inlined") for mark in node.decorator_list
    )


def faults(source: str) -> Iterator[str]:
    """What is forbidden in each kernel of a module, with its line."""
    for function in ast.walk(ast.parse(source)):
        if is_kernel(function) and isinstance(function, ast.FunctionDef):
            for statement in function.body:
                for node in ast.walk(statement):
                    if found := fault(node):
                        yield f"{function.name}, line {getattr(node, 'lineno', 0)}: {found}"


def fault(node: ast.AST) -> str:
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow | ast.MatMult):
        return "power or matrix product"
    if isinstance(node, ast.Name) and node.id in LIBRARIES:
        return f"{node.id}: its functions' bits differ between processors"
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in REDUCTIONS:
            return f"reduction .{node.func.attr}()"
        if isinstance(node.func, ast.Name) and node.func.id in BUILTINS:
            return f"{node.func.id}()"
    if isinstance(node, ast.GeneratorExp | ast.ListComp | ast.DictComp | ast.Try):
        return "comprehension or try"
    return ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_kernels_are_clean(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_module_runs_as_main_or_sets_compiler_options(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "__main__" not in source
    assert "numba" not in {
        name.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for name in node.names
    }
    assert "njit" not in source


def test_there_are_kernels_to_look_at() -> None:
    kernels = [n for path in FILES for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_kernel(n)]
    assert len(kernels) > 60


@pytest.mark.parametrize(
    "line",
    ["x ** 2", "x.sum()", "np.exp(x)", "math.log(x)", "pow(x, 2)", "x @ x", "sum(x)", "x.max()", "[y for y in x]"],
)
def test_the_lint_sees(line: str) -> None:
    assert all(list(faults(f"@{mark}\ndef f(x):\n    return {line}\n")) for mark in ("kernel", "inlined"))
    assert not list(faults(f"def f(x):\n    return {line}\n"))


def test_kernels_are_compiled_to_keep_their_bits() -> None:
    options = getattr(live_chunk, "targetoptions")  # noqa: B009
    assert not options.get("fastmath")
    assert not options.get("parallel")
    assert options["error_model"] == "numpy"
    assert options["nogil"]
