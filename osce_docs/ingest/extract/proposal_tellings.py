"""From the threads of what was put forward to tellings with claims."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from osce_docs.ingest.extract.forms import SAME
from osce_docs.ingest.extract.gazetteer import slug
from osce_docs.ingest.extract.positions import Stance
from osce_docs.ingest.extract.proposal_mentions import Mention
from osce_docs.ingest.extract.proposal_puts import Put
from osce_docs.ingest.extract.proposal_threads import Thread, Threader, own_words
from osce_docs.ingest.extract.sentences import Sentence
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
    mentions: Sequence[Mention]
    puts: Sequence[Put]
    stances: Sequence[Stance]
    threader: Threader


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thread with the passages about it."""

    thread: Thread
    puts: tuple[Put, ...]
    stances: tuple[Stance, ...]


def tellings_of(told: Told) -> tuple[Telling, ...]:
    """Return one telling for each thread that was put forward, answered, or bears a name of its own."""
    threads = _merged(told, told.threader.follow())
    meant = {id(stance): _meant(told, stance, threads) for stance in told.stances}
    tellings: dict[str, Telling] = {}
    for thread in threads:
        puts = tuple(put for put in told.puts if put.mention in thread.mentions)
        stances = tuple(stance for stance in told.stances if thread in meant[id(stance)])
        proposal = Proposal(thread, puts, stances)
        if _counts(proposal):
            telling = _telling(told, proposal, tellings)
            tellings[telling.key] = telling
    return tuple(sorted(tellings.values(), key=lambda telling: (telling.start, telling.key)))


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
    kept = [each for each in threads if each.heading or each not in series]
    answered = {int(stance.mention) for stance in told.stances if stance.mention}
    dated = {put.mention for put in told.puts if len(put.dates) > 1}
    return [each for each in kept if not each.place or each.heading or _is_told(each, headed, answered | dated)]


def _is_told(member: Thread, headed: list[Thread], told: set[int]) -> bool:
    first = member.place is not None and member.place[0] == 1
    return bool(set(member.mentions) & told) or (first and not headed)


def _meant(told: Told, stance: Stance, threads: Sequence[Thread]) -> list[Thread]:
    if stance.mention:
        return [thread for thread in threads if int(stance.mention) in thread.mentions]
    number = bisect_right([sentence.start for sentence in told.sentences], stance.start) - 1
    return told.threader.latest(number)


def _counts(proposal: Proposal) -> bool:
    thread, puts = proposal.thread, [put for put in proposal.puts if put.forward]
    if thread.instrument:
        return any(stance.stance != "accepted" for stance in proposal.stances)
    if thread.head in load("proposals")["only_proposed"]["nouns"] and not thread.proper and not thread.heading:
        return any(put.outright for put in puts)
    return bool(puts or proposal.stances or thread.proper)


def _telling(told: Told, proposal: Proposal, known: dict[str, Telling]) -> Telling:
    span = _principal(told, proposal)
    claims = _each_once(sorted(_claims(told, proposal, span), key=lambda claim: (claim.start, claim.end, claim.field)))
    block = _block(proposal, claims)
    key = block if block not in known else f"{block}:{sum(each.block == block for each in known.values()) + 1}"
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
    number = bisect_right([sentence.start for sentence in told.sentences], starts[0]) - 1
    return told.sentences[max(0, number)]


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
    return f"proposal:{by}:{slug(name.translate(SAME)) or date[:7] or thread.head}"
