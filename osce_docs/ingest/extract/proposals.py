"""What the document says was put forward for others to accept, by whom and when, and who answered what."""

from collections.abc import Sequence
from dataclasses import replace

from osce_docs.ingest.extract.memberships import find_memberships
from osce_docs.ingest.extract.positions import find_positions
from osce_docs.ingest.extract.proposal_mentions import Mention, find_mentions, names_a_plan, plural_noun
from osce_docs.ingest.extract.proposal_puts import find_puts
from osce_docs.ingest.extract.proposal_tellings import Told, tellings_of
from osce_docs.ingest.extract.proposal_threads import Threader
from osce_docs.ingest.extract.sentences import Sentence, renamed
from osce_docs.ingest.extract.speech import find_speech, with_speaker
from osce_docs.ingest.extract.stretches import InOrder, Stretches
from osce_docs.readings import Block, FoundName, ParsedDocument, Telling


def find_proposals(document: ParsedDocument, sentences: Sequence[Sentence]) -> tuple[Telling, ...]:
    """Return one telling for each thing put forward, in text order.

    Claims: name, date, proposer {name}, text (the sentence that puts it forward) and position {party, stance}.
    """
    mentions = find_mentions(sentences)
    if not mentions:
        return ()
    marked = _marked(document, sentences, mentions)
    puts, stances = find_puts(marked), find_positions(marked, _co_chairs(sentences))
    put = {each.mention for each in puts if each.forward}
    answered = {int(each.mention) for each in stances if each.mention}
    headings = _headings(document, sentences, mentions, put)
    listed = {each.mention for each in puts if each.rule == "proposal/agreed-on-the-following"}
    threader = Threader(document.text, sentences, mentions, put, answered, headings, listed)
    tellings = tellings_of(Told(document.text, sentences, InOrder(sentences), mentions, puts, stances, threader))
    speeches = find_speech(document, sentences)
    return tuple(replace(each, claims=with_speaker(each.claims, speeches)) for each in tellings)


def _marked(
    document: ParsedDocument, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Sentence, ...]:
    """Return the sentences again, with a ⟦proposal⟧ slot for each mention; the slot's key is the mention's number."""
    marks = [
        FoundName(mention.start, mention.end, str(number), mention.name, "proposal", mention.kind)
        for number, mention in enumerate(mentions)
    ]
    taken = Stretches(marks)
    free = [name for sentence in sentences for name in sentence.names if not taken.touch(name)]
    return renamed(document, sentences, [*free, *marks])


def _co_chairs(sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """Return the states that chair a body together as far as the document tells, without those that no longer do."""
    chairs: dict[str, list[str]] = {}
    for each in find_memberships(sentences):
        value = each.claim.value
        if each.claim.field == "member" and value["role"] == "co-chair" and value["member"] and not value["to"]:
            chairs.setdefault(each.body, []).append(value["member"])
    return {body: list(dict.fromkeys(members)) for body, members in chairs.items()}


def _headings(
    document: ParsedDocument, sentences: Sequence[Sentence], mentions: Sequence[Mention], put: set[int]
) -> dict[str, Block]:
    """Return the headings that name a proposal.

    They are called a plan themselves, or they follow a heading or title such as `Peace plans` and tell of one each.
    """
    found: dict[str, Block] = {}
    telling = {sentences[each.sentence].section for n, each in enumerate(mentions) if n in put or _means_its_own(each)}
    follows = False
    for heading in (block for block in document.blocks if block.role in {"title", "heading"}):
        words = heading.quote(document.text)
        follows = follows and words in telling
        is_plan = heading.role == "heading" and names_a_plan(words)
        if is_plan or follows:
            found[words] = heading
        follows = follows or (not is_plan and plural_noun(words))
    return found


def _means_its_own(mention: Mention) -> bool:
    """`This plan …`: what the section is about."""
    return mention.determiner == "this" and mention.kind in {"own", "back"}
