import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

SEEDS = Path(__file__).parents[2] / "seeds"
KEYS = {
    "path", "title", "kind", "language", "date", "place", "sources", "topics", "text", "folded", "dates",
    "organizations", "events", "proposals", "memberships", "counts", "findings",
}  # fmt: skip


def lines(*paths):
    out = StringIO()
    call_command("extract_records", *map(str, paths), stdout=out, stderr=StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture(scope="module")
def read():
    return lines(SEEDS)


def test_one_document_a_line_and_what_shows_between_them_last(read):
    assert [set(line) for line in read] == [KEYS] * 5 + [{"across"}]


def passages(value):
    """Every passage in a record, wherever it stands."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from passages(each)


def test_every_passage_is_exact(read):
    texts = {Path(line["path"]).name: line["text"] for line in read[:-1]}
    found = [(line["text"], passage) for line in read[:-1] for passage in passages(line)]
    found += [(texts[passage["document"]], passage) for passage in passages(read[-1])]
    assert len(found) > 500
    assert [passage for text, passage in found if text[passage["start"] : passage["end"]] != passage["quote"]] == []


def test_navigation_is_folded_and_its_bodies_lie_in_the_fold(read):
    (fold,) = [fold for fold in read[0]["folded"] if fold["reason"] == "navigation"]
    listed = [body for body in read[0]["organizations"] if body.get("navigation")]
    assert len(listed) > 100
    assert all(fold["start"] <= body["start"] < body["end"] <= fold["end"] for body in listed)


def test_a_single_file_has_no_across_line():
    assert len(lines(SEEDS / "004_c0359c13d2a91996.txt")) == 1


@pytest.mark.parametrize("bad", [b"", b"\x00\x01", b"caf\xe9"])
def test_a_refused_file_is_named_and_the_others_are_printed(tmp_path, bad):
    (tmp_path / "bad.txt").write_bytes(bad)
    (tmp_path / "good.txt").write_text("The Office in Oslo was opened on 3 May 1999.", "utf-8")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 of the files"):
        call_command("extract_records", str(tmp_path), stdout=out, stderr=err)
    assert [Path(json.loads(line)["path"]).name for line in out.getvalue().splitlines()] == ["good.txt"]
    assert "bad.txt" in err.getvalue()


@pytest.mark.parametrize("path", ["", "nowhere.txt"])
def test_a_path_that_is_not_there_is_one_sentence(path):
    with pytest.raises(CommandError, match=rf"^There is no file or folder '{path}'\.$"):
        call_command("extract_records", path)


def test_a_date_that_is_said_to_go_on_has_no_end(tmp_path):
    (tmp_path / "one.txt").write_text("Malta has been a member since May 2004. It left the club in June 2001.", "utf-8")
    (line,) = lines(tmp_path / "one.txt")
    assert [(date["edtf"], date["quote"]) for date in line["dates"]] == [
        ("2004-05/..", "since May 2004"),
        ("2001-06", "June 2001"),
    ]
