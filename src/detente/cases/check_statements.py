"""What ``statements.yaml`` says of its neighbours: claims, sources, questions; and predictions it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from detente.cases.found import Found
from detente.cases.model import Case
from detente.cases.near import near
from detente.cases.statements import FILE, Statement, Statements, Wrong, read_statements
from detente.claims.model import Claim
from detente.errors import InputError

UNCOMMITTED = ("possible", "rank", "intent")  # modalities of claims that nobody can be held to


def load_statements(case: Case) -> Statements | None:
    """The statements of a case, or None where it has none. Raises InputError where they don't fit the case."""
    found = Found(case.path)
    read = check_statements(case, found)
    errors = [fault for fault in found.faults() if fault.severity == "error"]
    if errors:
        raise InputError(*errors)
    return read


def check_statements(case: Case, found: Found) -> Statements | None:
    """Note statements on claims, sources and outcomes that aren't there, and predictions that none speaks of."""
    read = read_statements(case.path / FILE)
    if read is None:
        return None
    claims = {claim.id: claim for claim in case.claims}
    for n, statement in enumerate(read.statements):
        for field, reason, remedy, value in (*_names(statement, case, claims), *_wording(statement, claims)):
            found.add(FILE, ("statements", n, field), reason, remedy, value)
    spoken = {name for statement in read.statements for name in statement.claims}
    for claim in case.claims:
        if claim.kind == "prediction" and claim.weight > 0 and claim.id not in spoken:
            remedy = "Add a statement that rests on it."
            found.add(FILE, ("statements",), "a prediction that no statement resolves", remedy, claim.id, "warning")
    return read


def _names(said: Statement, case: Case, claims: dict[str, Claim]) -> Iterator[Wrong]:
    if said.source not in case.sources:
        yield "source", "no such source", near(said.source, case.sources), said.source
    for name in said.claims:
        if name not in claims:
            yield "claims", "no such claim", "`detente claims` lists them: an edited claim has another id.", name
        elif claims[name].source != said.source:
            yield "claims", "the claim is of another source", f"It is of {claims[name].source}.", name
    if said.beside:
        question = case.question(said.beside.question)
        if question is None:
            remedy = near(said.beside.question, [q.id for q in case.file.questions])
            yield "beside", "no such question", remedy, said.beside.question
        elif said.beside.outcome not in (ids := [outcome.id for outcome in question.outcomes]):
            yield "beside", "no such outcome", near(said.beside.outcome, ids), said.beside.outcome


def _wording(said: Statement, claims: dict[str, Claim]) -> Iterator[Wrong]:
    """Where the statement makes more of its claims than they say."""
    rests_on = [claims[name] for name in said.claims if name in claims]
    if said.scoreable and rests_on and all(claim.modality.class_ in UNCOMMITTED for claim in rests_on):
        remedy = "Write `scoreable: false`, or correct the claim."
        yield "scoreable", "its claims only say that it may be", remedy, said.id
    if rests_on and all(claim.condition for claim in rests_on) and not said.condition:
        yield "condition", "its claims hang on a condition", "Say what it hangs on.", rests_on[0].condition or ""
