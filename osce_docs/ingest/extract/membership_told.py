"""What a text has told of members and office-holders so far, and which of its claims only repeat or lessen another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from osce_docs.ingest.extract.stretches import Stretches
from osce_docs.readings import Claim, Span

# What a claim may leave out.
PARTS = ("member", "holder", "from", "to")


@dataclass(frozen=True, slots=True)
class BodyClaim:
    """A claim and the key of the body it is about."""

    body: str
    claim: Claim


class Told:
    """The claims `member` read so far, in order."""

    def __init__(self) -> None:
        self.claims: list[BodyClaim] = []
        self._headed: dict[str, str] = {}
        self._dated: set[tuple[str, str]] = set()

    @property
    def last(self) -> tuple[str, str, int] | None:
        """The membership told last: its body, role and end in the text."""
        last = self.claims[-1] if self.claims else None
        return (last.body, last.claim.value["role"], last.claim.end) if last else None

    def add(self, claims: Iterable[BodyClaim]) -> None:
        """Add what was read next."""
        for each in claims:
            self.claims.append(each)
            value = each.claim.value
            if value["role"] == "head":
                self._headed[value["holder"]] = each.body
            if value["from"] or value["to"]:
                self._dated.add((each.body, value["holder"]))

    def headed_by(self, holder: str) -> str:
        """Return the body that `holder` was told to head last, or ''."""
        return self._headed.get(holder, "") if holder else ""

    def has_term(self, body: str, holder: str) -> bool:
        """Tell whether it was told since when or until when `holder` was in office."""
        return (body, holder) in self._dated


def untold(joined: Iterable[BodyClaim], found: Iterable[BodyClaim]) -> list[BodyClaim]:
    """Return those of `joined` of which `found` holds none of the same member, body and role: told by one passage, or
    since one day."""
    same: dict[tuple[str, ...], list[BodyClaim]] = {}
    for each in found:
        if each.claim.field == "member":
            same.setdefault(_who(each), []).append(each)
    spans = {who: Stretches(each.claim for each in claims) for who, claims in same.items()}
    days = {who: {each.claim.value["from"] for each in claims} for who, claims in same.items()}
    return [
        each
        for each in joined
        if (who := _who(each)) not in same
        or not (each.claim.value["from"] in days[who] or spans[who].touch(each.claim))
    ]


def _who(each: BodyClaim) -> tuple[str, ...]:
    return each.body, each.claim.value["member"], each.claim.value["role"]


def narrowest(found: Sequence[BodyClaim]) -> Iterator[BodyClaim]:
    """Yield the claims without those `member` of which another says as much with a holder or a date besides."""
    by_part: dict[tuple[str, ...], list[BodyClaim]] = {}
    for each in found:
        if each.claim.field == "member":
            for key in _parts(each.body, each.claim.value):
                by_part.setdefault(key, []).append(each)
    for each in found:
        if each.claim.field != "member" or not any(_says_more(other, each) for other in _rivals(each, by_part)):
            yield each


def _parts(body: str, value: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    yield body, value["role"]
    yield body, "holder", value["holder"]
    yield from ((body, value["role"], part, value[part]) for part in PARTS if value[part])


def _rivals(each: BodyClaim, by_part: Mapping[tuple[str, ...], list[BodyClaim]]) -> Iterator[BodyClaim]:
    """Yield the claims that could say more: each has all that this one has, or has its holder in another role."""
    body, value = each.body, each.claim.value
    stated = [by_part[body, value["role"], part, value[part]] for part in PARTS if value[part]]
    yield from min(stated, key=len, default=by_part[body, value["role"]])
    if value["holder"] and not (value["from"] or value["to"]):
        yield from by_part[body, "holder", value["holder"]]


def _says_more(one: BodyClaim, other: BodyClaim) -> bool:
    """Tell whether `one` says what `other` says and more: who holds the office, or since when.

    Elsewhere in the text a date tells more of a member only: one may well chair or head a body twice.
    """
    more, less = one.claim.value, other.claim.value
    near = _overlap(one.claim, other.claim) or less["role"] in {"member", "partner"}
    parts = ("holder", "from", "to") if near else ("holder",)
    if near and more["holder"] and more["holder"] == less["holder"] and more["role"] != less["role"]:
        return bool(more["from"] or more["to"]) and not (less["from"] or less["to"])
    same = more["member"] == less["member"] or not less["member"]
    fuller = all(not less[part] or less[part] == more[part] for part in parts)
    alike = all(less[part] == more[part] for part in ("from", "to") if part not in parts)
    return same and more["role"] == less["role"] and fuller and alike and more != less


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
