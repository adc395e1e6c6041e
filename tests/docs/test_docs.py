"""What the documents say of the program is so."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from tests.docs.commands import PAGE, ROOT, command_of, commands_in, page

from detente.cases.reader import load_case
from detente.cli.main import COMMANDS

README = (ROOT / "README.md").read_text("utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
UPDATE = "DETENTE_UPDATE_DOCS"


def options_of(*words: str) -> set[str]:
    command = command_of(*words)
    return {text for parameter in command.params for text in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_code_blocks_name_commands_and_options_that_there_are(document: Path) -> None:
    for words in commands_in(document.read_text("utf-8")):
        if words[1].startswith("-"):
            continue
        assert words[1] in COMMANDS, " ".join(words)
        asked = {word.partition("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
        assert asked <= options_of(*words[1:3]), " ".join(words)


def test_the_readme_shows_commands() -> None:
    assert len({words[1] for words in commands_in(README)}) >= 5


def test_commands_of_the_readme_can_be_copied_in_their_order() -> None:
    """``why`` asks of the last run, which must have been asked the question."""
    answered: set[str] | None = None
    for _, name, *asked in commands_in(README):
        if name == "run":
            named = {value for flag, value in pairwise(asked) if flag == "-q"}
            answered = named or {question.id for question in load_case(asked[0]).file.questions}
        elif name == "why":
            assert answered is not None and asked[0].partition(":")[0] in answered, asked[0]


def test_make_targets_of_the_readme_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    wanted = set(re.findall(r"^    make (\w+)", README, re.M))
    assert wanted >= {"run", "test"}
    assert all(re.search(rf"^{target}:", makefile, re.M) for target in wanted)


def test_the_reference_is_what_the_program_says() -> None:
    if os.environ.get(UPDATE) == "1":
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page(), f"run the test again with {UPDATE}=1"


def test_every_command_is_documented() -> None:
    text = README + PAGE.read_text("utf-8")
    assert [name for name in COMMANDS if f"detente {name}" not in text] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_there_are_decisions() -> None:
    assert len(DECISIONS) >= 3
    numbers = [path.name[:3] for path in DECISIONS]
    assert numbers == [f"{n:03}" for n in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_fits_a_page(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.fullmatch(r"\d{3}-[a-z0-9-]+\.md", path.name)
    assert text.startswith("# ")
    assert re.search(r"^Decided \d{4}-\d\d-\d\d\. (Holds|Replaced by \d{3})", text, re.M | re.I)
    assert len(text.splitlines()) <= 60
    assert len(text.split()) <= 600
