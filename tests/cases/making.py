"""A small case for tests: the one that docs/case-format.md builds, file by file."""

from __future__ import annotations

import re
from pathlib import Path

FORMAT = Path(__file__).parents[2] / "docs" / "case-format.md"
_FILE = re.compile(r"^\*\*`([^`]+)`\*\*\n```\w+\n(.*?)^```$", re.M | re.S)
_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.M | re.S)


def files() -> dict[str, str]:
    """Every file shown, by its path in the case."""
    return dict(_FILE.findall(FORMAT.read_text(encoding="utf-8")))


def yaml_blocks() -> list[str]:
    """Every YAML block, files and fragments."""
    return list(_YAML.findall(FORMAT.read_text(encoding="utf-8")))


def write_case(folder: Path, **changes: tuple[str, str]) -> Path:
    """The case in ``folder``; ``changes`` replace words in a file, named with __ for / and without its ending."""
    for name, text in files().items():
        key = name.rpartition(".")[0].replace("/", "__").replace("-", "_")
        for old, new in (changes[key],) if key in changes else ():
            assert old in text, f"{old!r} doesn't stand in {name}"
            text = text.replace(old, new, 1)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
