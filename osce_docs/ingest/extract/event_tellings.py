"""One telling of each event out of all that the sentences of a document say of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from osce_docs.edtf import agree, bounds
from osce_docs.ingest.extract.event_mentions import Mention
from osce_docs.ingest.extract.event_rules import EventKind, event_kinds
from osce_docs.ingest.extract.event_titles import Names, alone_signing, is_beside, title
from osce_docs.ingest.extract.gazetteer import entries, slug
from osce_docs.ingest.extract.times import ByTime
from osce_docs.knowledge import load
from osce_docs.readings import Claim, Telling

# So many dates that agree with one another are enough to tell whether another one does.
MOST_DATES = 50


class _Admitted:
    """Who joined one body on one day, the widest sets first: one state's accession is part of that of several."""

    def __init__(self, sets: set[frozenset[str]]) -> None:
        self._sets = sorted(sets, key=lambda parties: (-len(parties), sorted(parties)))
        self._of: dict[str, list[frozenset[str]]] = {}
        for parties in self._sets:
            for party in parties:
                self._of.setdefault(party, []).append(parties)

    def widest(self, parties: frozenset[str]) -> frozenset[str]:
        """Return the first set that holds all `parties`, which are one of the sets."""
        few = min((self._of[party] for party in parties), key=len, default=self._sets)
        return next(each for each in few if parties <= each)


@dataclass(slots=True)
class _Cluster:
    """Mentions of one event, and its dates."""

    mentions: list[Mention] = field(default_factory=list)
    dates: dict[str, None] = field(default_factory=dict)

    def fits(self, date: str) -> bool:
        return all(agree(date, other) for other in list(self.dates)[:MOST_DATES])


def gather(mentions: Sequence[Mention], names: Names) -> tuple[Telling, ...]:
    """Return the tellings, in the order of their first passages. `names` holds a name for each key in the
    text, and each person by the place of the name.

    Mentions of one kind with the same anchors are of one event where the kind happens only once to them, or where
    their dates agree; one without a date joins the only event it can mean, and says nothing where there are several.
    """
    grouped: dict[str, list[Mention]] = {}
    completed = _completed(mentions)
    together = _admitted_together(completed)
    for mention in completed:
        anchors = _anchors(mention, together)
        if anchors:
            grouped.setdefault(f"event:{mention.kind}:{anchors}", []).append(mention)
    clusters = [
        (base, cluster) for base, group in grouped.items() for cluster in _clusters(group, names) if _is_event(cluster)
    ]
    clusters.sort(key=lambda each: min(mention.start for mention in each[1]))
    tellings: dict[str, Telling] = {}
    for base, cluster in clusters:
        told = _telling(base, cluster, names, tellings)
        tellings[told.key] = told
    return tuple(tellings.values())


def _is_event(cluster: Sequence[Mention]) -> bool:
    """Tell whether more is told than a name in passing."""
    return any(mention.first("date") or not mention.dated or mention.mode == "announced" for mention in cluster)


def _completed(mentions: Sequence[Mention]) -> list[Mention]:
    """`Croatia was admitted on the same day`: to what is said by the admission told before."""
    told: dict[str, Mention] = {}
    completed = []
    for mention in mentions:
        last = told.get(mention.kind)
        lacking = [field for field in mention.inherits if not mention.first(field)]
        lent = [claim for claim in last.claims if claim.field in lacking] if last else []
        told[mention.kind] = replace(mention, claims=(*mention.claims, *lent))
        completed.append(told[mention.kind])
    return completed


def _admitted_together(mentions: Sequence[Mention]) -> dict[tuple[str, str], _Admitted]:
    """Return who joined the same body on the same day."""
    found: dict[tuple[str, str], set[frozenset[str]]] = {}
    for mention in mentions:
        if mention.kind == "accession":
            found.setdefault((_anchor(mention, "subject"), mention.first("date")), set()).add(_parties(mention))
    return {key: _Admitted(sets) for key, sets in found.items()}


def _parties(mention: Mention) -> frozenset[str]:
    people = (claim.value for claim in mention.claims if claim.field == "participant" and not is_beside(claim))
    return frozenset(each["name"] or slug(each["holder"]) for each in people)


def _anchors(mention: Mention, together: Mapping[tuple[str, str], _Admitted]) -> str:
    found: list[str] = []
    for anchor in event_kinds()[mention.kind].anchors:
        known = next((value for field in anchor.split("|") if (value := _anchor(mention, field))), "")
        if anchor == "participants" and mention.kind == "accession":
            admitted = together[_anchor(mention, "subject"), mention.first("date")]
            known = "+".join(sorted(admitted.widest(_parties(mention))))
        found.append(known)
    signatory = alone_signing(mention.kind, mention.claims)
    return "+".join([*found, signatory] if signatory else found) if any(found) else ""


def _anchor(mention: Mention, field: str) -> str:
    if field == "participants":
        return "+".join(sorted(_parties(mention)))
    value = mention.first(field)
    same = load("events")["same"]
    return same.get(value, value) if value in entries() or value in same else _content_words(value)


def _content_words(value: str) -> str:
    """`Memorandum of the Mutual Understanding` and `Mutual Understanding Memorandum` are one anchor."""
    idle = load("events")["lists"]["idle_words"]
    return "-".join(sorted({word for word in slug(value).split("-") if word and word not in idle}))


def _once(mention: Mention, names: Names) -> bool:
    """Tell whether the kind happens once, and its anchors are known things rather than words or things of a sort
    (`a memorandum of understanding`)."""
    kind = event_kinds()[mention.kind]
    if not kind.once:
        return False
    fields = [next((f for f in anchor.split("|") if _anchor(mention, f)), "") for anchor in kind.anchors]
    return all(
        field in {"number", "participants", "place"} or _known(mention.first(field), names) for field in fields if field
    )


def _known(value: str, names: Names) -> bool:
    named = names.get(value)
    return value in entries() or (named is not None and named.kind not in {"instrument", "topic"})


def _clusters(group: Sequence[Mention], names: Names) -> list[list[Mention]]:
    kind = event_kinds()[group[0].kind]
    single = _once(group[0], names)
    if single and not kind.yearly:
        return [list(group)]
    clusters = _by_time([mention for mention in group if mention.first("date")], single)
    undated = [mention for mention in group if not mention.first("date")]
    if len(clusters) == 1:
        clusters[0] += undated
    elif not clusters:
        clusters.append(undated)
    return clusters


def _by_time(dated: Sequence[Mention], single: bool) -> list[list[Mention]]:
    """Divide mentions by their dates: those that agree with all of a cluster, or, of what is `single`, by the year."""
    clusters: list[_Cluster] = []
    known: ByTime[_Cluster] = ByTime()
    homes: dict[str, _Cluster] = {}
    for mention in dated:
        date = mention.first("date")
        time = _year(date) if single else date
        home = homes.get(time)
        if home is None and not single:
            home = next((each for each in known.about(date) if each.fits(date)), None)
        if home is None:
            home = _Cluster()
            clusters.append(home)
            known.add(date, home)
        homes[time] = home
        home.mentions.append(mention)
        home.dates[date] = None
    return [cluster.mentions for cluster in clusters]


def _telling(base: str, cluster: list[Mention], names: Names, known: Mapping[str, Telling]) -> Telling:
    main = max(cluster, key=lambda each: (each.mode == "asserted", len(each.claims), -each.start))
    ordered = [main, *(each for each in cluster if each is not main)]
    claims = list(dict.fromkeys(_identified(claim) for each in ordered for claim in each.claims))
    facts = [found for each in ordered for found in each.claims]
    date = next((claim.value for claim in facts if claim.field == "date"), "")
    kind = event_kinds()[main.kind]
    block = base if _once(main, names) and not kind.yearly else f"{base}:{_year(date)}"
    heads = [
        *_title(main, kind, facts, names),
        *(Claim(each.start, each.end, "kind", each.kind, each.rule, each.mode) for each in ordered),
    ]
    key = _free_key(f"{block}:{date}", known)
    return Telling(main.start, main.end, "event", key, block, (*heads, *_unique(facts, claims)))


def _title(main: Mention, kind: EventKind, facts: Sequence[Claim], names: Names) -> Iterator[Claim]:
    """Supply a title, unless the text states one."""
    if not any(claim.field == "title" for claim in facts):
        yield Claim(main.start, main.end, "title", title(kind, facts, names, main.act), main.rule, main.mode)


def _identified(claim: Claim) -> tuple[int, int, str, str]:
    return claim.start, claim.end, claim.field, str(claim.value)


def _unique(facts: Sequence[Claim], identities: Sequence[tuple[int, int, str, str]]) -> list[Claim]:
    first = {_identified(claim): claim for claim in reversed(facts)}
    return [first[identity] for identity in identities]


def _free_key(key: str, known: Mapping[str, Telling]) -> str:
    number, free = 1, key
    while free in known:
        number += 1
        free = f"{key}#{number}"
    return free


def _year(date: str) -> str:
    day = bounds(date)[0] if date else None
    return str(day.year) if day else ""
