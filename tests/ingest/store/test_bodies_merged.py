"""Two organizations that editors say are one: all that is told of the one stands on the other, whatever is imported."""

import pytest

from osce_docs.editorial.digest import standing_content
from osce_docs.editorial.rule import rule
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import merge, rule_belongs, take_back
from osce_docs.ingest.store.belonging import telling_key
from osce_docs.models import Alias, Document, Event, Membership, Mention, Organization, Position, Ruling, User
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXTS = {
    "groups": "The Contact Group consists of Italy, France and Germany.\n",
    "minsk": "The Minsk Group consists of Italy, France and Sweden. The Minsk Group has 11 members.\n",
    "plan": "France proposed the Peace Plan on 3 May 1998. Italy rejected the Peace Plan.\n",
    "reply": "Sweden accepted the Peace Plan of 3 May 1998.\n",
    "meeting": "The Contact Group met in Bergen on 4 June 1999.\n",
}


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def folder(tmp_path):
    here = tmp_path / "texts"
    here.mkdir()
    return here


def read(folder, *names):
    for name in names or TEXTS:
        (folder / f"{name}.txt").write_text(TEXTS[name], "utf-8")
    import_sources([folder])
    assert list(check_records()) == []


def body(key):
    return Organization.objects.get(key=key)


def members(key):
    rows = Membership.objects.filter(owner__key=key, exists=True, owner__standing=True)
    return sorted(rows.values_list("member__key", flat=True))


def content():
    """All that stands, without rulings: those of a merge that was undone stay in the ledger."""
    rows = [(table, {**row, "version": 0}) for table, row in standing_content() if table != "ruling"]
    return sorted(repr(row) for row in rows)


def test_all_that_is_told_of_one_stands_on_the_other(folder, editor):
    read(folder)
    merge(body("contact-group"), body("minsk-group"), editor, "One group.")
    assert list(check_records()) == []
    assert members("minsk-group") == ["france", "germany", "italy", "sweden"]
    assert members("contact-group") == []
    assert Event.objects.get(kind="meeting").body == body("minsk-group")
    assert sorted(Mention.objects.filter(organization__key="minsk-group").values_list("named__key", flat=True)) == [
        "contact-group",
        "contact-group",
        "minsk-group",
    ]
    assert Alias.objects.get(owner__key="minsk-group", exists=True, name="Contact Group")


def test_as_a_member_and_a_party_it_is_the_other_too(folder, editor):
    read(folder)
    merge(body("italy"), body("sweden"), editor)
    assert list(check_records()) == []
    assert members("minsk-group") == ["france", "sweden"]
    position = Position.objects.get(party__key="sweden")
    assert (position.disputed, Position.objects.filter(party__key="italy").exists()) == (True, False)


def test_a_ruling_that_names_it_counts_for_the_other(folder, editor):
    read(folder)
    group = body("minsk-group")
    rule(group, {"member/member/italy//": {"exists": False}, "parent": "italy"}, editor)
    merging = merge(body("italy"), body("germany"), editor)
    group.refresh_from_db()
    assert (members("minsk-group"), group.parent) == (["france", "sweden"], body("germany"))
    take_back(merging, editor)
    group.refresh_from_db()
    assert (members("minsk-group"), group.parent) == (["france", "sweden"], body("italy"))
    assert list(check_records()) == []


def test_of_two_rulings_that_a_merge_brings_together_the_later_counts(folder, editor):
    read(folder)
    rule(body("contact-group"), {"member/member/italy//": {"exists": False}}, editor)
    rule(body("contact-group"), {"member/member/france//": {"exists": True}}, editor)
    merge(body("italy"), body("france"), editor)
    assert members("contact-group") == ["france", "germany"]
    assert list(check_records()) == []


def test_what_would_tie_it_to_itself_says_nothing_until_it_is_undone(folder, editor):
    read(folder)
    rule(body("italy"), {"parent": "minsk-group"}, editor)
    before = content()
    merging = merge(body("minsk-group"), body("italy"), editor)
    assert list(check_records()) == []
    assert members("italy") == ["france", "sweden"]
    assert body("italy").parent is None
    take_back(merging, editor)
    assert content() == before


@pytest.mark.parametrize("first", [("groups",), ("minsk",), ("groups", "minsk"), ("plan", "reply", "meeting", "minsk")])
def test_no_order_of_imports_and_merges_matters(folder, editor, first, tmp_path):
    read(folder, *first)
    for key in ("contact-group", "minsk-group"):
        if not Organization.objects.filter(key=key).exists():
            read(folder, {"contact-group": "groups", "minsk-group": "minsk"}[key])
    merge(body("contact-group"), body("minsk-group"), editor)
    read(folder)
    one = content()
    ruling = Ruling.objects.standing().get()
    take_back(ruling, editor)
    assert list(check_records()) == []
    merge(body("contact-group"), body("minsk-group"), editor)
    assert content() == one
    assert members("minsk-group") == ["france", "germany", "italy", "sweden"]


def test_a_chain_of_merges_ends_in_the_last_and_opens_in_the_middle(folder, editor):
    read(folder)
    before = content()
    first = merge(body("contact-group"), body("minsk-group"), editor)
    second = merge(body("minsk-group"), body("italy"), editor)
    assert list(check_records()) == []
    assert members("italy") == ["france", "germany", "sweden"]
    take_back(first, editor)
    assert members("italy") == ["france", "sweden"]
    assert members("contact-group") == ["france", "germany", "italy"]
    assert list(check_records()) == []
    take_back(second, editor)
    assert content() == before


def test_what_a_text_says_of_a_body_is_of_another(folder, editor):
    read(folder)
    before = content()
    document = Document.objects.get(path="groups.txt")
    ruling = rule_belongs(telling_key(document.key, "contact-group"), body("minsk-group"), editor, "It means Minsk.")
    (folder / "groups.txt").write_text(TEXTS["groups"] + "\n", "utf-8")
    import_sources([folder])
    assert list(check_records()) == []
    assert members("minsk-group") == ["france", "germany", "italy", "sweden"]
    assert body("contact-group").standing
    (folder / "groups.txt").write_text(TEXTS["groups"], "utf-8")
    import_sources([folder])
    take_back(ruling, editor)
    assert content() == before


def test_two_lists_of_members_agree_once_two_members_are_one(folder, editor):
    (folder / "other.txt").write_text("The Minsk Group consists of Italy, France, Sweden and Norway.\n", "utf-8")
    (folder / "third.txt").write_text("The Minsk Group consists of Italy, France, Sweden and Finland.\n", "utf-8")
    read(folder, "minsk")
    differing = body("minsk-group").findings.filter(found=True, kind="disagreement")
    assert "Not in every list: Finland, Norway" in differing.get().message
    merge(body("norway"), body("finland"), editor)
    (folder / "minsk.txt").unlink()
    import_sources([folder])
    assert not differing.exists()
    assert list(check_records()) == []


def test_what_was_disputed_under_a_ruling_is_so_no_longer_and_again(editor):
    one, other, third = (make.make_organization(name) for name in ("First", "Second", "Third"))
    event = make.make_event("Opening")
    for each in (one, other):
        document = make.make_document(f"The {each} was opened.\n")
        make.claim(event, document, "body", each.key, str(each))
    rule(event, {"body": third.key}, editor)
    assert event.disputed
    merging = merge(one, other, editor)
    event.refresh_from_db()
    assert (event.disputed, event.body) == (False, third)
    take_back(merging, editor)
    event.refresh_from_db()
    assert (event.disputed, event.body) == (True, third)


def test_a_name_that_no_text_writes_leads_to_the_other_too(folder, editor):
    (folder / "short.txt").write_text("The OSCE met in Bergen on 4 June 1999.\n", "utf-8")
    read(folder, "plan")
    osce = body("osce")
    merge(osce, body("italy"), editor)
    assert Alias.objects.filter(
        owner__key="italy", exists=True, name="Organization for Security and Co-operation in Europe"
    ).exists()
    assert list(check_records()) == []


def test_a_body_stands_no_longer_where_all_that_names_it_belongs_to_another(folder, editor):
    read(folder, "meeting", "groups")
    minsk = Organization.objects.create(key="minsk-group", slug="minsk-group", name="Minsk Group")
    for document in Document.objects.all():
        rule_belongs(telling_key(document.key, "contact-group"), minsk, editor)
    (folder / "meeting.txt").write_text("The Contact Group met in Oslo on 4 June 1999.\n", "utf-8")
    import_sources([folder])
    standing = Organization.objects.standing().filter(kind="body")
    assert "contact-group" not in standing.values_list("key", flat=True)
    assert list(check_records()) == []
