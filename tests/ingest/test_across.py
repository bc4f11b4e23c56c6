"""What only shows between documents, told on small texts."""

import pytest

from osce_docs.ingest.across import across
from osce_docs.ingest.read import read
from osce_docs.ingest.reading import read_source


@pytest.fixture
def found(tmp_path):
    def between(*texts):
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.txt").write_text(text, "utf-8")
        files = [each for each in read([tmp_path]) if hasattr(each, "data")]
        return across([read_source(file) for file in files])

    return between


def kinds(found):
    return [each.kind for each in found]


def test_two_dates_of_one_summit(found):
    (only,) = found(
        "The OSCE Summit was held in Oslo on 3 May 1998. Many States took part in it.",
        "In those years there were several meetings. The OSCE Summit was held in Oslo on 4 June 1998.",
    )
    assert only.kind == "disagreement"
    assert "3 May 1998" in only.message
    assert "4 June 1998" in only.message
    assert [(key.rpartition("/")[2], span.end - span.start) for key, span in only.places] == [
        ("0.txt", 10),
        ("1.txt", 11),
    ]


def test_a_vague_date_is_no_disagreement(found):
    assert found("The OSCE Summit was held in Oslo in 1998.", "The OSCE Summit was held in Oslo on 4 June 1998.") == []


def test_names_written_in_several_ways(found):
    (only,) = found("Talks on Transdniestria went on in Kyiv.", "Talks on Transnistria went on in Vienna.")
    assert only.kind == "name-variant"
    assert only.message == "Written in several ways: Transdniestria, Transnistria."


TOLD = [
    "The OSCE Mission to Malta was established on 3 May 1993.",
    "The Valletta Summit was held on 4 June 1994.",
    "The OSCE Office in Valletta was opened on 5 July 1995.",
    "Malta joined the Council of Europe on 6 August 1996.",
    "The OSCE Office in Valletta was closed on 7 September 1997.",
]


def test_retellings_and_what_one_of_them_denies(found):
    one = [*TOLD, "The delegations agreed on a comprehensive settlement of all questions of borders and property."]
    other = [
        *reversed(TOLD),
        "The delegations did not agree on a comprehensive settlement of questions of borders and property.",
    ]
    told = found(" ".join(one), " ".join(other))
    assert kinds(told) == ["retelling", "disagreement"]
    assert told[0].message == "Both tell 5 of the same events with the same dates."
    assert [span.end - span.start > 60 for _, span in told[1].places] == [True, True]


def test_texts_that_share_little_are_no_retellings(found):
    assert found(" ".join(TOLD[:3]), " ".join(TOLD[2:])) == []


def test_complete_lists_of_members_that_differ(found):
    (only,) = [
        each
        for each in found(
            "The Contact Group includes four states: France, Italy, Germany and Russia.",
            "The Contact Group includes five states: France, Italy, Germany, Spain and Poland.",
        )
        if each.kind == "disagreement"
    ]
    assert only.message == (
        "Sources differ on the members of “Contact Group”: 4; or 5. "
        "Not in every list: Poland, Russian Federation, Spain."
    )


def test_the_same_members_in_another_order_are_no_disagreement(found):
    one = "The Contact Group includes four states: France, Italy, Germany and Russia."
    assert found(one, "The Contact Group consists of Germany, Russia, Italy and France.") == []


def test_each_state_signs_on_a_day_of_its_own(found):
    one = "Georgia signed the Helsinki Final Act on 8 July 1992."
    assert found(one, "Tajikistan signed the Helsinki Final Act on 26 February 1992.") == []


def test_lists_with_hardly_a_member_in_common_are_of_two_bodies(found):
    one = "The Contact Group includes four states: France, Italy, Germany and Russia."
    other = "The Contact Group includes four states: Malta, Cyprus, Spain and Russia."
    assert [each for each in found(one, other) if each.kind == "disagreement"] == []
