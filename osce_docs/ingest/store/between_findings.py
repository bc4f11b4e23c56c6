"""What shows only where documents are read side by side: retellings, what one of them denies, lists that differ."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from osce_docs.editorial.bulk import in_chunks
from osce_docs.editorial.facts import counts, misread
from osce_docs.editorial.merged import present_bodies
from osce_docs.editorial.relations import renamed
from osce_docs.ingest.match.lists import (
    MemberList,
    complete_lists,
    differing_lists,
    in_quotes,
    in_words,
)
from osce_docs.ingest.match.opposed import OPPOSED, PROSE, Prose, opposed
from osce_docs.ingest.store.findings import Found, Place
from osce_docs.models import Claim, Document, Finding, Organization, Retelling
from osce_docs.readings import Claim as ReadClaim
from osce_docs.readings import Telling as ReadTelling

BETWEEN_TWO = ("retelling", "disagreement")
# What findings on lists of members are about, and no others.
LISTED = "member"


def first_of_pairs(documents: Collection[int]) -> set[int]:
    """Return the documents that findings on pairs with these documents are about: the first of each pair."""
    firsts = {
        first
        for chunk in in_chunks(sorted(documents))
        for first in Retelling.objects.filter(second__among=chunk).values_list("first", flat=True)
    }
    return firsts | set(documents)


def of_pairs(documents: Collection[int]) -> Iterator[Found]:
    """Return which documents tell the same, and what one denies of the other, of pairs whose first is among these."""
    sides = ("first__text__edition", "second__text__edition")
    for chunk in in_chunks(sorted(documents)):
        for pair in Retelling.objects.filter(first__among=chunk).select_related(*sides).iterator(chunk_size=50):
            yield _retelling(pair)
            yield from _opposed(pair)


def listed_anew(bodies: Collection[int], tellers: Collection[int]) -> set[int]:
    """Return those of these bodies of which these documents list all members, or whose findings on lists of members
    name them by another name than they have now."""
    claims = Claim.objects.filter(field=LISTED, rule__in=complete_lists(), telling__organization__among=bodies)
    listed: set[int] = set()
    for chunk in in_chunks(sorted(tellers)):
        told = claims.filter(telling__document__among=chunk)
        listed |= set(told.values_list("telling__organization", flat=True).distinct())
    findings = Finding.objects.filter(organization__among=bodies, kind="disagreement", field=LISTED, found=True)
    named = findings.values_list("organization", "organization__name", "message")
    return listed | {body for body, name, message in named if in_quotes(name) not in message}


def of_lists(bodies: Collection[int]) -> Iterator[Found]:
    """Return of which of these bodies documents list other members."""
    for chunk in in_chunks(sorted(bodies)):
        for body, told in _listed(chunk).items():
            lists = differing_lists(list(told.items()))
            if lists:
                yield _differing(body, lists)


def _retelling(pair: Retelling) -> Found:
    message = (
        f"“{pair.first}” and “{pair.second}” tell {pair.shared} of the same events with the same dates: "
        "for a disputed value they count as one witness."
    )
    return _of_pair(pair, "retelling", message, (_opening(pair.first), _opening(pair.second)))


def _opposed(pair: Retelling) -> Iterator[Found]:
    for here, there in opposed(_prose(pair.first), _prose(pair.second)):
        places = tuple(
            (document.pk, span.start, span.end, document.passage(span.start, span.end))
            for document, span in ((pair.first, here), (pair.second, there))
        )
        yield _of_pair(pair, "disagreement", OPPOSED, places, tuple(quote for *_, quote in places))


def _of_pair(pair: Retelling, kind: str, message: str, places: tuple[Place, ...], said: tuple[str, ...] = ()) -> Found:
    return Found(kind, message, ("document", pair.first_id), pair.first.key, (pair.second.key, *said), places)


def _prose(document: Document) -> Prose:
    blocks = [(block[0], block[1]) for block in document.structure("blocks") if block[2] in PROSE]
    return Prose(document.text.readable, blocks)


def _opening(document: Document) -> Place:
    """Return the first paragraph of a document's own text."""
    blocks = [block for block in document.structure("blocks") if block[2] in {"paragraph", "dateline"}]
    start, end = blocks[0][:2] if blocks else (0, len(document.text.readable))
    return (document.pk, start, end, document.passage(start, end))


def _listed(bodies: Collection[int]) -> dict[Organization, dict[str, ReadTelling]]:
    """Return by body and document what complete lists of its members say."""
    names = present_bodies([LISTED])
    told: dict[tuple[int, str], list[ReadClaim]] = defaultdict(list)
    for row in _claims(bodies):
        claim = ReadClaim(row["start"], row["end"], LISTED, renamed(LISTED, row["value"], names), row["rule"])
        told[row["telling__organization"], row["telling__document__key"]].append(claim)
    owners = Organization.objects.in_bulk({body for body, _ in told})
    found: dict[Organization, dict[str, ReadTelling]] = defaultdict(dict)
    for (body, document), claims in sorted(told.items()):
        found[owners[body]][document] = ReadTelling(0, 1, "organization", "", "", tuple(claims))
    return found


def _claims(bodies: Collection[int]) -> Iterable[dict[str, Any]]:
    claims = Claim.objects.filter(counts(), ~misread(), field=LISTED, rule__in=complete_lists(), mode="asserted")
    told = claims.filter(telling__organization__among=bodies, telling__document__isnull=False)
    names = ("value", "rule", "start", "end", "telling__organization", "telling__document__key")
    return told.order_by("telling__key", "start", "identity").values(*names)


def _differing(body: Organization, lists: Collection[MemberList]) -> Found:
    documents = dict(Document.objects.filter(key__among=[each.document for each in lists]).values_list("key", "pk"))
    places = [(documents[each.document], claim.start, claim.end) for each in lists for claim in each.claims.values()]
    quotes = {
        (document, start, end): quote
        for document, start, end, quote in Claim.objects.filter(
            telling__organization=body, field=LISTED, telling__document__among=documents.values()
        ).values_list("telling__document", "start", "end", "quote")
    }
    where = tuple((*place, quotes[place]) for place in dict.fromkeys(places))
    said = tuple(f"{each.document}: {', '.join(sorted(each.claims))}" for each in lists)
    return Found(
        "disagreement", in_words(str(body), list(lists)), ("organization", body.pk), body.key, said, where, LISTED
    )
