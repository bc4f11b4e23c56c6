"""What shows only between two documents is stored, and goes when one of them no longer says it."""

import pytest

from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import rule_misread
from osce_docs.models import Claim, Finding
from tests.factories import make_user
from tests.ingest.test_across import TOLD

pytestmark = pytest.mark.django_db

FOUR = "The Contact Group includes four states: France, Italy, Germany and Russia.\n"
FIVE = "The Contact Group includes five states: France, Italy, Germany, Spain and Poland.\n"
AGREED = "The delegations agreed on a comprehensive settlement of all questions of borders and property."
DENIED = "The delegations did not agree on a comprehensive settlement of questions of borders and property."


def imported(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    import_sources([folder])
    assert list(check_records()) == []


def found(kind, **about):
    return list(Finding.objects.filter(found=True, kind=kind, **about).order_by("message"))


def test_lists_of_members_that_differ(tmp_path):
    imported(tmp_path, one=FOUR, other=FIVE)
    (only,) = found("disagreement", field="member")
    assert only.message == (
        "Sources differ on the members of “Contact Group”: 4; or 5. "
        "Not in every list: Poland, Russian Federation, Spain."
    )
    assert only.organization.name == "Contact Group"
    assert {passage.document.path for passage in only.passages.all()} == {"one.txt", "other.txt"}
    imported(tmp_path, other=FOUR.replace("includes four states: France, Italy", "includes four states: Italy, France"))
    assert found("disagreement", field="member") == []


def test_a_list_ruled_misread_counts_no_longer(tmp_path):
    imported(tmp_path, one=FOUR, other=FIVE)
    for claim in Claim.objects.filter(field="member", telling__document__path="other.txt"):
        rule_misread(claim, make_user())
    assert found("disagreement", field="member") == []


def test_what_one_retelling_denies_of_the_other(tmp_path):
    imported(tmp_path, one=" ".join([*TOLD, AGREED]), other=" ".join([*reversed(TOLD), DENIED]))
    (only,) = found("disagreement", field="")
    assert only.message == "Of two passages that tell the same, one says what the other denies."
    assert {passage.quote for passage in only.passages.all()} == {AGREED, DENIED}
    assert len(found("retelling")) == 1
    imported(tmp_path, other=" ".join([*reversed(TOLD), AGREED]))
    assert (found("disagreement"), len(found("retelling"))) == ([], 1)
