"""What the importer reads in each file, as plain JSON values, without any database.

The form is described in docs/extract-records.md; offsets are code points into `text`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from osce_docs.editorial.agreement import Fact, readings
from osce_docs.ingest.across import across
from osce_docs.ingest.extract.gazetteer import entry
from osce_docs.ingest.extract.navigation import read_navigation
from osce_docs.ingest.read import Refusal, SourceFile, read
from osce_docs.ingest.reading import Read, try_source
from osce_docs.readings import Claim, DocumentReading, Finding, FoundDate, Span, Telling

Json = dict[str, Any]
SINCE = re.compile(r"\b[Ss]ince (?:the )?\Z")


def records(paths: Iterable[Path]) -> Iterator[Json]:
    """Yield one record a file, in order, refused files as `{"path", "refused"}`; last, where there were several files,
    `{"across": {"findings": […]}}` with what only shows between them."""
    reads: list[Read] = []
    for found in read(paths):
        if not isinstance(found, SourceFile | Refusal):
            continue
        tried = found if isinstance(found, Refusal) else try_source(found)
        if isinstance(tried, Refusal):
            yield {"path": tried.path, "refused": tried.reason}
        else:
            reads.append(tried)
            yield record(tried)
    if len(reads) > 1:
        texts = {one.source.key: one for one in reads}
        yield {"across": {"findings": [_between(finding, texts) for finding in across(reads)]}}


def record(one: Read) -> Json:
    """Return what was read in one file."""
    reading = one.reading
    text = reading.parsed.text
    names = _names(reading)
    told: dict[str, list[Telling]] = {"event": [], "proposal": [], "organization": []}
    for telling in reading.tellings:
        told[telling.kind].append(telling)
    return {
        "path": str(one.source.path),
        **{field: _value(reading.claims, field) for field in ("title", "kind", "language", "date", "place")},
        **{f"{field}s": _named(reading.claims, field, names) for field in ("source", "topic")},
        "text": text,
        "folded": [{"start": fold.start, "end": fold.end, "reason": fold.reason} for fold in reading.parsed.folds],
        "dates": [_date(date, text) for date in reading.dates],
        "organizations": [*_organizations(told["organization"], names, text), *_navigation(reading)],
        "events": [_event(telling, names, text) for telling in told["event"]],
        "proposals": [_proposal(telling, names, text) for telling in told["proposal"]],
        "memberships": [
            _membership(telling, claim, names, text)
            for telling in told["organization"]
            for claim in telling.claims
            if claim.field == "member"
        ],
        "counts": [
            {"of": names.get(_key(telling), _key(telling)), **claim.value, **_at(claim, text), "rule": claim.rule}
            for telling in told["organization"]
            for claim in telling.claims
            if claim.field == "count"
        ],
        "findings": [_finding(finding, text) for finding in reading.findings],
    }


def _at(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "quote": span.quote(text)}


def _names(reading: DocumentReading) -> dict[str, str]:
    """Return the names of all bodies the document names, by key: the gazetteer's, else as the rule built them."""
    built = {name.key: name.name for name in reading.names if name.kind != "people"}
    referred = {
        value
        for telling in reading.tellings
        for claim in telling.claims
        for value in (claim.value.values() if isinstance(claim.value, dict) else [claim.value])
        if isinstance(value, str)
    }
    keys = {*built, *referred, *(name.key for name in reading.names)}
    return built | {key: known.name for key in keys if (known := entry(key))}


def _value(claims: Sequence[Claim], field: str) -> Any:
    """Return the value that would be shown for a field, by the archive's own rule; null where none is stated."""
    how = "date" if field == "date" else "wording"
    facts = [Fact(claim.value, f"{claim.start:09}", "", mode=claim.mode) for claim in claims if claim.field == field]
    found = readings(how, facts)
    return found[0].value if found else None


def _named(claims: Sequence[Claim], field: str, names: Mapping[str, str]) -> list[str]:
    return [names.get(claim.value, claim.value) for claim in claims if claim.field == field]


def _organizations(tellings: Sequence[Telling], names: Mapping[str, str], text: str) -> Iterator[Json]:
    for telling in tellings:
        key = _key(telling)
        kind = _value(telling.claims, "kind") or getattr(entry(key), "kind", "body")
        yield {"name": names.get(key, key), "key": key, "kind": kind, **_at(telling, text)}


def _navigation(reading: DocumentReading) -> Iterator[Json]:
    """The bodies that the site's navigation lists: known by `navigation`, and by offsets that lie in the fold."""
    span = reading.parsed.navigation
    if span is None:
        return
    text = span.quote(reading.parsed.text)
    for body in read_navigation(text).bodies:
        shifted = Span(body.start + span.start, body.end + span.start)
        yield {
            "name": body.name,
            "key": body.key,
            "kind": body.kind,
            **_at(shifted, reading.parsed.text),
            "navigation": True,
        }


def _date(date: FoundDate, text: str) -> Json:
    """Return a date as it is told: `since 1997` has no end."""
    since = SINCE.search(text, max(0, date.start - 12), date.start)
    if since is None or "/" in date.edtf or date.edtf[0] in "[{":
        return {"edtf": date.edtf, **_at(date, text), "inferred": date.inferred}
    return {"edtf": f"{date.edtf}/..", **_at(Span(since.start(), date.end), text), "inferred": date.inferred}


def _event(telling: Telling, names: Mapping[str, str], text: str) -> Json:
    return {
        "title": _value(telling.claims, "title"),
        "kind": _value(telling.claims, "kind"),
        "date": _value(telling.claims, "date"),
        "place": _value(telling.claims, "place"),
        "participants": [
            {
                "name": names.get(claim.value.get("name", ""), claim.value.get("name", "")),
                "role": claim.value.get("role", ""),
                "holder": claim.value.get("holder", ""),
                "office": claim.value.get("office", ""),
                **_at(claim, text),
            }
            for claim in telling.claims
            if claim.field == "participant"
        ],
        "mode": telling.claims[0].mode if telling.claims else "asserted",
        **_at(telling, text),
        "rule": telling.claims[0].rule if telling.claims else "",
    }


def _proposal(telling: Telling, names: Mapping[str, str], text: str) -> Json:
    told = telling.claims
    return {
        "name": _value(told, "name"),
        "date": _value(told, "date"),
        "proposers": list(
            dict.fromkeys(names.get(c.value["name"], c.value["name"]) for c in told if c.field == "proposer")
        ),
        "positions": [_position(claim, names, text) for claim in _each_once(told, "position")],
        **_at(telling, text),
        "rule": told[0].rule if told else "",
    }


def _position(claim: Claim, names: Mapping[str, str], text: str) -> Json:
    return {
        "party": names.get(claim.value["party"], claim.value["party"]),
        "stance": claim.value["stance"],
        "mode": claim.mode,
        **_at(claim, text),
    }


def _each_once(claims: Iterable[Claim], field: str) -> list[Claim]:
    """Return the claims of `field`, each reading once, with its first passage."""
    first: dict[str, Claim] = {}
    for claim in claims:
        if claim.field == field:
            first.setdefault(repr((claim.value, claim.mode)), claim)
    return list(first.values())


def _membership(telling: Telling, claim: Claim, names: Mapping[str, str], text: str) -> Json:
    value = claim.value
    return {
        "body": names.get(_key(telling), _key(telling)),
        "member": names.get(value.get("member", ""), value.get("member", "")),
        "role": value.get("role", ""),
        "holder": value.get("holder", ""),
        "from": value.get("from", ""),
        "to": value.get("to", ""),
        **_at(claim, text),
        "rule": claim.rule,
    }


def _finding(finding: Finding, text: str) -> Json:
    return {
        "kind": finding.kind,
        "message": finding.message,
        "passages": [_at(span, text) for span in finding.spans],
    }


def _between(finding: Any, texts: Mapping[str, Read]) -> Json:
    return {
        "kind": finding.kind,
        "message": finding.message,
        "passages": [
            {"document": texts[key].source.path.name, **_at(span, texts[key].reading.parsed.text)}
            for key, span in finding.places
        ],
    }


def _key(telling: Telling) -> str:
    return telling.block.partition(":")[2]
