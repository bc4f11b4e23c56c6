"""What a text says twice in the same words."""

from osce_docs.ingest.parse import parse
from osce_docs.readings import ParsedDocument

ONE = "The Presence in Albania opened an office in the town of Gjirokastër."
TWO = "It has two rooms, a garden with a well, and a view of the castle above."
SHORT = "He was glad."


def _repetitions(document: ParsedDocument) -> list[list[str]]:
    return [[s.quote(document.text) for s in each.spans] for each in document.findings if each.kind == "repetition"]


def _folded(document: ParsedDocument) -> list[str]:
    return [fold.quote(document.text) for fold in document.folds if fold.reason == "repetition"]


def test_a_run_of_repeats_is_one_fold_and_one_finding() -> None:
    document = parse(f"{ONE}\n{TWO}\n{SHORT}\nIt is new and it is open on every day.\n{ONE}\n{TWO}\n{SHORT}\nThe end.")
    assert _folded(document) == [f"{ONE}\n{TWO}\n{SHORT}"]
    assert _repetitions(document) == [[ONE, TWO, SHORT]]


def test_two_runs_are_two() -> None:
    document = parse(f"{ONE}\n\n{TWO}\n\n{ONE}\n\nIt is new.\n\n{TWO}")
    assert _folded(document) == [ONE, TWO]
    assert _repetitions(document) == [[ONE], [TWO]]


def test_blanks_make_no_difference() -> None:
    wider = ONE.replace(" opened", "\u00a0 opened")
    assert _folded(parse(f"{ONE}\n\n{TWO}\n\n{wider}")) == [wider]


def test_a_paragraph_repeated_with_its_dateline_is_a_repeat() -> None:
    line = f"TIRANA, 5 May 2004 - {ONE}"
    assert _folded(parse(f"{line}\n{TWO}\n{line}")) == [line]
    assert _folded(parse(f"{line}\n{TWO}\n{ONE}")) == [ONE]


def test_short_paragraphs_and_other_words_are_no_repeats() -> None:
    document = parse(f"{ONE}\n{SHORT}\n{TWO}\n{SHORT}\n{ONE[:-1]}, Albania.")
    assert _folded(document) == []
    assert _repetitions(document) == []


def test_a_sentence_repeated_in_another_paragraph_is_found_and_not_folded() -> None:
    document = parse(f"{ONE} {TWO}\n\nNobody had hoped for it. {ONE[:-1]}: so it was.")
    assert _folded(document) == []
    assert _repetitions(document) == [[ONE[:-1], ONE[:-1]]]
