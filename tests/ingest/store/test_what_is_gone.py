"""What only a source that is gone, withheld or changed has said leaves no trace in what stands."""

import pytest

from osce_docs.editorial.digest import archive_digest
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.store import settle
from osce_docs.ingest.store.findings import Found, save_findings
from osce_docs.models import Alias, Document, Finding, NavigationEdition, Organization, User
from tests.factories import make_document
from tests.ingest.store.test_promises import ROOT, _empty

pytestmark = pytest.mark.django_db

ONE = "The Organization for Security and Co-operation in Europe met in Oslo on 3 May 1998.\n"
OTHER = "The CSCE and the OSCE met in Bergen on 4 June 1999. The OSCE thanked its hosts.\n"


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def folder(tmp_path):
    here = tmp_path / "texts"
    here.mkdir()
    (here / "one.txt").write_text(ONE, "utf-8")
    (here / "two.txt").write_text(OTHER, "utf-8")
    import_sources([here])
    return here


def aliases():
    return sorted(Alias.objects.filter(owner__key="osce", exists=True).values_list("name", flat=True))


def test_an_alias_added_by_hand_goes_with_its_ruling(folder, editor):
    before = aliases()
    osce = Organization.objects.get(key="osce")
    (made,) = rule(osce, {"alias/the-organization": {"name": "The Organization", "exists": True}}, editor)
    assert aliases() == sorted([*before, "The Organization"])
    import_sources([folder])
    revoke(made, editor)
    assert aliases() == before
    assert list(check_records()) == []


def test_an_alias_that_sources_use_outlives_a_ruling_against_it(folder, editor):
    before = aliases()
    osce = Organization.objects.get(key="osce")
    (made,) = rule(osce, {"alias/osce": {"exists": False}}, editor)
    assert "OSCE" not in aliases()
    revoke(made, editor)
    assert aliases() == before


def test_a_name_goes_with_the_last_text_that_uses_it(folder):
    assert "CSCE" in aliases()
    (folder / "two.txt").write_text(OTHER.replace("The CSCE and the OSCE", "The OSCE"), "utf-8")
    import_sources([folder])
    assert "CSCE" not in aliases()
    assert "OSCE" in aliases()
    assert list(check_records()) == []


def test_what_only_a_withheld_text_calls_a_body_is_not_shown(folder, editor):
    withheld = Document.objects.get(path="two.txt")
    set_status(withheld, "withheld", editor, "No rights.")
    settle([withheld.pk])
    assert "CSCE" not in aliases()
    (folder / "two.txt").write_text(OTHER + "\n", "utf-8")
    import_sources([folder])
    assert "CSCE" not in aliases()
    assert list(check_records()) == []
    withheld.refresh_from_db()
    set_status(withheld, "unreviewed", editor)
    settle([withheld.pk])
    assert "CSCE" in aliases()


def test_a_folder_does_not_take_those_with_like_names_with_it(tmp_path):
    for name in ("texts_1", "TEXTS_1", "textsx1"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.txt").write_text(ONE, "utf-8")
    import_sources([tmp_path / "texts_1", tmp_path / "TEXTS_1", tmp_path / "textsx1"])
    (tmp_path / "texts_1" / "one.txt").rename(tmp_path / "texts_1" / "two.txt")
    import_sources([tmp_path / "texts_1"])
    standing = Document.objects.filter(standing=True).values_list("key", flat=True)
    assert sorted(standing) == ["TEXTS_1/one.txt", "texts_1/two.txt", "textsx1/one.txt"]


def test_another_description_of_the_same_bytes_is_taken_over_once(folder):
    (folder / "source.toml").write_text('key = "texts"\nrights = "Free to quote"\n', "utf-8")
    assert import_sources([folder]).imported == 2
    assert {document.provenance.rights for document in Document.objects.all()} == {"Free to quote"}
    assert import_sources([folder]).imported == 0
    assert Document.objects.count() == 2


def test_an_archive_whose_source_went_is_as_if_it_had_never_come(tmp_path):
    names = ["002_6beeef3011d4fdf1.txt", "004_c0359c13d2a91996.txt"]
    for name in ("001_a9c4aad380b505f8.txt", *names):
        (tmp_path / name).write_bytes((ROOT / "seeds" / name).read_bytes())
    import_sources([tmp_path])
    assert NavigationEdition.objects.get().standing
    albania = Organization.objects.get(key="osce-presence-in-albania")
    (tmp_path / "001_a9c4aad380b505f8.txt").unlink()
    import_sources([tmp_path])
    albania.refresh_from_db()
    assert (albania.standing, NavigationEdition.objects.get().standing) == (False, False)
    assert list(check_records()) == []
    without = archive_digest()
    _empty()
    import_sources([tmp_path])
    assert archive_digest() == without


def test_one_cause_in_many_places_is_one_finding_with_all_of_them():
    document = make_document("Date: none\nDate: none\n")
    places = [(document.pk, at, at + 5, "Date:") for at in (0, 11)]
    found = [
        Found("empty-field", "Empty.", ("document", document.pk), document.key, ("Date:",), (place, place))
        for place in places
    ]
    save_findings((), found)
    finding = Finding.objects.get()
    assert finding.count == 2
    assert [(passage.start, passage.end) for passage in finding.passages.all()] == [(0, 5), (11, 16)]
