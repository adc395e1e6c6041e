"""What befell the people counted, also where the word for it stands behind a list, an aside or a colon."""

import pytest
from tests.claims.proposing.saying import slots


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("By the navy's count, 80 militants, 16 soldiers and policemen and 7 monks were killed.", ["deaths"] * 3),
        ("Dalia reports 80 sailors and 7 monks killed.", ["deaths"] * 2),
        ("About 80 monks, many of them boys under 12, have been killed.", ["deaths"]),
        ("The raid wounded 12 people: 7 sailors, 3 women and 2 boys.", ["wounded"] * 4),
        ("Dalia sent 800 troops, and 16 sailors were killed.", ["troops", "deaths"]),
        ("Dalia has 800 soldiers there; 16 died.", ["troops", "deaths"]),
        ("A dozen sailors and three officers were wounded, and 80 people fled.", ["wounded", "wounded", "displaced"]),
        ("Some 80 monks were seen with the soldiers.", ["account"]),
        ("Some 800 people have been uprooted.", ["displaced"]),
        ("More than 80 people were murdered.", ["deaths"]),
        ("Eighty monks died. The abbot puts the number of Orskian regulars at 90.", ["deaths", "account"]),
        ("Eighty monks died. The abbot puts the escapes higher, at 90.", ["deaths", "account"]),
        ("Eighty monks died. The abbot puts it at 90.", ["deaths", "deaths"]),
        ("44 were shot dead. 30 perished. 12 drowned. Five were beheaded.", ["deaths"] * 4),
    ],
)
def test_what_befell_them(text: str, attributes: list[str]) -> None:
    assert [slot.split(".")[1] for _, slot in slots(text)] == attributes
