"""Lists of a body's members that are told as complete and differ between documents. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from osce_docs.ingest.extract.gazetteer import entries
from osce_docs.knowledge import load
from osce_docs.readings import Claim, Telling

# Of two members no list is complete.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class MemberList:
    """The members that one document lists, as keys, each with its claim."""

    document: str
    claims: dict[str, Claim]


def differing_lists(told: Sequence[tuple[str, Telling]]) -> list[MemberList]:
    """Return the complete lists of one body, the longest of each document, where two of them differ; else nothing.

    `told` are the documents' keys with what each tells of the body. Lists of some past day are left out: another one
    may be as true of its own. So are lists that have hardly a member in common: they are of two bodies of one name.
    """
    lists = [each for document, telling in told if (each := _longest(document, telling))]
    members = [frozenset(each.claims) for each in lists]
    common = frozenset.intersection(*members) if members else frozenset()
    return lists if len(set(members)) > 1 and 2 * len(common) > max(map(len, members)) else []


def in_words(body: str, lists: Sequence[MemberList]) -> str:
    """Return how the lists of a body's members differ, as one sentence for an editor."""
    named = [set(each.claims) for each in lists]
    some = sorted({key for keys in named for key in keys if any(key not in other for other in named)})
    sizes = "; or ".join(dict.fromkeys(str(len(each)) for each in named))
    missing = ", ".join(map(called, some))
    return f"Sources differ on the members of {in_quotes(body)}: {sizes}. Not in every list: {missing}."


def in_quotes(body: str) -> str:
    """Return the name of a body as findings have it."""
    return f"“{body}”"


def called(key: str) -> str:
    """Return the name of a body of this key, where the gazetteer has it."""
    return entries()[key].name if key in entries() else key


def _longest(document: str, telling: Telling) -> MemberList | None:
    by_rule: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in telling.claims:
        if (
            claim.field == "member"
            and claim.rule in complete_lists()
            and not (claim.value["from"] or claim.value["to"])
        ):
            by_rule[claim.rule].setdefault(claim.value["member"], claim)
    longest = max(by_rule.values(), key=len, default={})
    return MemberList(document, longest) if len(longest) >= FEWEST else None


@cache
def complete_lists() -> frozenset[str]:
    """Return the names of the rules that read a list of members told as complete."""
    rules = load("memberships")
    whole = [rule["name"] for rule in rules["rule"] if rule.get("complete") and rule["role"] == "member"]
    announced = [rule["name"] for rule in rules["list"] if rule["role"] == "member"]
    return frozenset(f"membership/{name}" for name in (*whole, *announced))
