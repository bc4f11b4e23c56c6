"""From the threads of what was put forward to tellings with claims."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from osce_docs.ingest.extract.forms import same
from osce_docs.ingest.extract.gazetteer import slug
from osce_docs.ingest.extract.positions import Stance
from osce_docs.ingest.extract.proposal_mentions import Mention
from osce_docs.ingest.extract.proposal_puts import Put
from osce_docs.ingest.extract.proposal_spoken import Thread, own_words
from osce_docs.ingest.extract.proposal_threads import Threader
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.ingest.extract.stretches import InOrder
from osce_docs.knowledge import load
from osce_docs.readings import Claim, Span, Telling

CONTENT = re.compile(
    r"(?: (?:by|from|of) [^,.;:]{1,60}?)? (?:that|to) [^,.;:]{3,140}?"
    r"(?=[,.;:]| (?:was|were|is|are|has|have|had|would|will)\b)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """All that was read of the things put forward in one document."""

    text: str
    sentences: Sequence[Sentence]
    places: InOrder[Sentence]
    mentions: Sequence[Mention]
    puts: Sequence[Put]
    stances: Sequence[Stance]
    threader: Threader


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thread with the passages about it, in text order."""

    thread: Thread
    puts: list[Put] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)


def tellings_of(told: Told) -> tuple[Telling, ...]:
    """Return one telling for each thread that was put forward, answered, or bears a name of its own."""
    threads = told.threader.follow()
    proposals = {thread: Proposal(thread) for thread in threads}
    kept = _merged(told, threads)
    meant = _by_mention(threads)
    for put in told.puts:
        for thread in meant.get(put.mention, ()):
            proposals[thread].puts.append(put)
    latest = _latest(told, meant)
    for stance in told.stances:
        number = int(stance.mention) if stance.mention else latest[told.places.number_at(stance.start)]
        for thread in meant.get(number, ()):
            proposals[thread].stances.append(stance)
    blocks: Counter[str] = Counter()
    tellings = [_telling(told, proposals[thread], blocks) for thread in kept if _counts(proposals[thread])]
    unique = {telling.key: telling for telling in tellings}
    return tuple(sorted(unique.values(), key=lambda telling: (telling.start, telling.key)))


def _by_mention(threads: Sequence[Thread]) -> dict[int, list[Thread]]:
    found: dict[int, list[Thread]] = {}
    for thread in threads:
        for number in thread.mentions:
            found.setdefault(number, []).append(thread)
    return found


def _latest(told: Told, meant: Mapping[int, list[Thread]]) -> list[int]:
    """Return for each sentence the number of the mention that was spoken of last before it ends, in its paragraph; -1
    where there is none."""
    found: list[int] = []
    spoken = iter(sorted(meant))
    following, last = next(spoken, None), -1
    for number, sentence in enumerate(told.sentences):
        if last >= 0 and told.sentences[told.mentions[last].sentence].block != sentence.block:
            last = -1
        while following is not None and told.mentions[following].sentence <= number:
            same = told.sentences[told.mentions[following].sentence].block == sentence.block
            last, following = (following if same else last), next(spoken, None)
        found.append(last)
    return found


def _merged(told: Told, threads: list[Thread]) -> list[Thread]:
    """Let the sections of a text and a series of as many be the same: the first section tells of the first.

    A series that is told in sections of another number, or of whose members nothing more is told, is no list of
    proposals; what is left of it is one thing put forward, or nothing.
    """
    headed = sorted(
        (each for each in threads if each.heading), key=lambda each: each.heading.start if each.heading else 0
    )
    series = [each for each in threads if each.place and each.place[1] == len(headed)]
    for section, member in zip(headed, sorted(series, key=lambda each: each.place or (0, 0)), strict=False):
        section.place = member.place
        section.mentions = sorted({*section.mentions, *member.mentions})
    members = set(series)
    kept = [each for each in threads if each.heading or each not in members]
    answered = {int(stance.mention) for stance in told.stances if stance.mention}
    dated = {put.mention for put in told.puts if len(put.dates) > 1}
    return [each for each in kept if not each.place or each.heading or _is_told(each, headed, answered | dated)]


def _is_told(member: Thread, headed: list[Thread], told: set[int]) -> bool:
    first = member.place is not None and member.place[0] == 1
    return bool(set(member.mentions) & told) or (first and not headed)


def _counts(proposal: Proposal) -> bool:
    thread, puts = proposal.thread, [put for put in proposal.puts if put.forward]
    if thread.instrument:
        return any(stance.stance != "accepted" for stance in proposal.stances)
    if thread.head in load("proposals")["only_proposed"]["nouns"] and not thread.proper and not thread.heading:
        return any(put.outright for put in puts)
    return bool(puts or proposal.stances or thread.proper)


def _telling(told: Told, proposal: Proposal, blocks: Counter[str]) -> Telling:
    span = _principal(told, proposal)
    claims = _each_once(sorted(_claims(told, proposal, span), key=lambda claim: (claim.start, claim.end, claim.field)))
    block = _block(proposal, claims)
    blocks[block] += 1
    key = block if blocks[block] == 1 else f"{block}:{blocks[block]}"
    return Telling(span.start, span.end, "proposal", key, block, claims)


def _each_once(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Two rules may read one passage alike; the first stands."""
    return tuple({(each.start, each.end, each.field, repr(each.value)): each for each in reversed(claims)}.values())[
        ::-1
    ]


def _principal(told: Told, proposal: Proposal) -> Span:
    """Return the sentence that puts it forward, else the first that answers it, else the first that names it."""
    inside = [number for number in proposal.thread.mentions if _of_heading(told, proposal, number)]
    forward = [put for put in proposal.puts if put.forward]
    own = [put for put in forward if put.mention in inside]
    if inside and not own:
        return told.sentences[told.mentions[inside[0]].sentence]
    if forward:
        return (own or forward)[0].sentence
    starts = [each.start for each in proposal.stances] or [told.mentions[proposal.thread.mentions[0]].start]
    return told.sentences[max(0, told.places.number_at(starts[0]))]


def _of_heading(told: Told, proposal: Proposal, mention: int) -> bool:
    section = told.sentences[told.mentions[mention].sentence].section
    return bool(proposal.thread.heading) and section == proposal.thread.name


def _claims(told: Told, proposal: Proposal, span: Span) -> Iterator[Claim]:
    yield from _names(told, proposal)
    yield Claim(span.start, span.end, "text", Span(span.start, span.end).quote(told.text), "proposal/text")
    dated = [put for put in proposal.puts if put.dates]
    for put in proposal.puts:
        place = proposal.thread.place
        dates = put.dates[place[0] - 1 : place[0]] if place and len(put.dates) == place[1] else put.dates[:1]
        # What was later done with it ("was revised and submitted again") is another act, with another date.
        for date in dates if dates and (place or put.verb == dated[0].verb) else ():
            yield Claim(date.start, date.end, "date", date.edtf, put.rule)
        for name in put.by:
            yield Claim(put.by_span.start, put.by_span.end, "proposer", {"name": name}, put.rule)
    for mention in (told.mentions[number] for number in proposal.thread.mentions):
        for owner in mention.by:
            name = owner.name if owner.kind == "person" else owner.key
            yield Claim(owner.start, owner.end, "proposer", {"name": name}, "proposal/owner")
    for stance in proposal.stances:
        value = {"party": stance.party, "stance": stance.stance}
        yield Claim(stance.start, stance.end, "position", value, stance.rule, stance.mode)


def _names(told: Told, proposal: Proposal) -> Iterator[Claim]:
    thread = proposal.thread
    if thread.heading:
        yield Claim(thread.heading.start, thread.heading.end, "name", thread.name, "proposal/heading")
    seen = {thread.name} if thread.heading else set()
    for mention in (told.mentions[number] for number in thread.mentions):
        worth = mention.proper or (len(mention.name.split()) > 1 and not thread.place)
        if not worth and not seen and not thread.place:
            named = list(_content(told, mention))
            seen |= {claim.value for claim in named}
            yield from named
        elif mention.name and worth and mention.name not in seen:
            seen.add(mention.name)
            start = max(mention.start, told.text.find(mention.name, mention.start, mention.end))
            end = start + len(mention.name) if start > mention.start else mention.end
            yield Claim(start, end, "name" if len(seen) == 1 else "alias", mention.name, "proposal/name")


def _content(told: Told, mention: Mention) -> Iterator[Claim]:
    """Name what has no other name by what it says: `proposal by Malta to prolong the Mission`."""
    match = CONTENT.match(told.text, mention.end) if mention.head else None
    if match:
        words = " ".join(told.text[mention.start : match.end()].split())
        yield Claim(mention.start, match.end(), "name", words, "proposal/content")


def _block(proposal: Proposal, claims: Sequence[Claim]) -> str:
    thread = proposal.thread
    by = "+".join(sorted({slug(claim.value["name"]) for claim in claims if claim.field == "proposer"}))
    if thread.place:
        return f"proposal:{by}:{thread.place[0]}-of-{thread.place[1]}"
    name = next((claim.value for claim in claims if claim.field == "name"), "")
    if thread.proper and name:
        return f"proposal:{slug(' '.join(own_words(name))) or slug(name)}"
    date = next((claim.value for claim in claims if claim.field == "date"), "")
    return f"proposal:{by}:{slug(same(name)) or date[:7] or thread.head}"
