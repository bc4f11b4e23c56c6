"""An erased document leaves no word of its own behind: not in a column of any table, not in the index of words."""

import hashlib
import re

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test.utils import CaptureQueriesContext

from osce_docs.editorial.annotate import annotate
from osce_docs.editorial.decide import decide
from osce_docs.editorial.digest import archive_digest
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import rule
from osce_docs.ingest.by_hand import Erased, add, by_hand
from osce_docs.ingest.check import check_records
from osce_docs.ingest.erase import erase
from osce_docs.ingest.read import SourceDescription, SourceFile
from osce_docs.ingest.reading import read_source
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import rule_belongs, rule_different, rule_misread, rule_same
from osce_docs.ingest.store import settle, store
from osce_docs.models import (
    Annotation,
    Claim,
    Document,
    Event,
    Finding,
    ImportRun,
    Organization,
    Original,
    Proposal,
    Ruling,
    SavedView,
    Telling,
    Trace,
    User,
)
from osce_docs.search.words import fold
from tests.ingest.store.test_promises import _empty

pytestmark = pytest.mark.django_db

REASON = "Erased by order of a court."
SHARED = "The OSCE Summit was held in Oslo on {day} May 1998.\n\nThe Contact Group consists of Italy and Germany.\n"
SECRET = (
    "Xylograph Letter\n\n{shared}\n\nThe Minister of Foreign Affairs of Norway, Mr. Quentin Zyxwarth, opened the "
    "meeting of the Vronkelsk Committee in Flumbrugge on 7 March 1997. The Vronkelsk Committee met again in Flumbrugge "
    "on 8 March 1997. Norway proposed the Grimbold Plan on 9 June 1997; Italy rejected the Grimbold Plan.\n\n"
    "The Vronkelsk Committee consists of Italy and Blimpania.\n"
)
WORDS = ("xylograph", "wobblegong", "zyxwarth", "vronkelsk", "flumbrugge", "grimbold", "blimpania")


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def folder(tmp_path):
    """Three texts that tell of one summit, each with another day; one of them also tells what no other does."""
    here = tmp_path / "texts"
    here.mkdir()
    (here / "open.txt").write_text(SHARED.format(day=3), "utf-8")
    (here / "other.txt").write_text(SHARED.format(day=4) + "\nFinland joined the OSCE on 1 July 1973.\n", "utf-8")
    for title in ("Wobblegong", "Xylograph"):
        told = SECRET.format(shared=SHARED.format(day=5)).replace("Xylograph", title)
        (here / "zyxwarth.txt").write_text(told, "utf-8")
        import_sources([here])
    return here


def secret():
    return Document.objects.get(path="zyxwarth.txt")


def summit():
    return Event.objects.get(kind="summit")


def cells():
    """Every text in every column of every table, the index of words among them, with the table's name."""
    with connection.cursor() as cursor:
        tables = list(connection.introspection.table_names(cursor))
        if connection.vendor == "sqlite":
            cursor.execute("DROP TABLE IF EXISTS temp.terms")
            cursor.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, osce_docs_searchwords, row)")
            tables += ["terms"]
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield from ((table, str(cell)) for cell in row if not isinstance(cell, int | float | memoryview))


def holding(*secrets):
    """The tables and cells that hold one of these words, even within another."""
    wanted = re.compile("|".join(map(fold, secrets)))
    return [(table, cell[:200]) for table, cell in cells() if wanted.search(fold(cell))]


def test_no_table_holds_a_word_that_only_the_erased_document_had(folder):
    assert {table for table, _ in holding(*WORDS)} > {"osce_docs_text", "osce_docs_claim"}
    erase(secret(), REASON, "operator")
    assert holding(*WORDS) == []
    assert not any(
        b"Xylograph" in original.data or b"Wobblegong" in original.data for original in Original.objects.all()
    )
    assert list(check_records()) == []


def work_on_everything(editor):
    """Do all that editors do to a document and to what it tells; nothing they type repeats its words but quotes."""
    document = secret()
    committee = Organization.objects.get(key__contains="vronkelsk")
    plan, meeting = Proposal.objects.get(), Event.objects.filter(key__contains="vronkelsk").first()
    rule(document, {"title": "Xylograph, a letter", "place": "Flumbrugge"}, editor, reason="Xylograph.")
    rule(document, {"source/vronkelsk-committee": {"name": "vronkelsk-committee"}}, editor)
    rule(plan, {"date": "1997-06"}, editor, reason="Grimbold says so.", note="Zyxwarth")
    rule(meeting, {"place": "Flumbrugge"}, editor)
    rule(committee, {"founded": "1990"}, editor)
    rule(summit(), {"place": "Oslo"}, editor, reason="All say so.")
    rule(summit(), {"date": "1998-05-03"}, editor, reason="The first.")
    set_status(plan, "reviewed", editor, "Grimbold is right.")
    rule_misread(
        Claim.objects.filter(telling__document=document, telling__event=meeting).first(), editor, "Flumbrugge!"
    )
    own = Telling.objects.get(document=document, event=summit())
    one, other = Telling.objects.filter(event=summit()).exclude(pk=own.pk)
    rule_same(own, one, editor, "Both of Zyxwarth's.")
    rule_same(own, other, editor, "These too.")
    rule_different(own, Telling.objects.filter(document=document, event=meeting).first(), editor, "Xylograph")
    rule_belongs(own.key, summit(), editor, "Zyxwarth says so.")
    start = document.text.readable.index("Quentin Zyxwarth")
    annotate(document, start, start + 16, editor, "Zyxwarth was never there.", summit(), is_public=True)
    decide(Finding.objects.all(), "resolved", editor, "Seen.")
    SavedView.objects.create(user=editor, table="osce_docs.document", name="Mine", query="q=zyxwarth.txt")
    run = ImportRun.objects.first()
    run.report["files"]["refused"] = [{"path": "/texts/zyxwarth.txt", "reason": "is empty"}]
    run.save()
    content = ContentType.objects.get_for_model(Annotation)
    note = Annotation.objects.get()
    LogEntry.objects.create(
        user=editor, content_type=content, object_id=str(note.pk), object_repr=str(note), action_flag=CHANGE
    )
    session = SessionStore()
    session["undo"] = "Zyxwarth"
    session.save()


def test_what_editors_made_of_it_goes_too_and_what_they_ruled_elsewhere_stands(folder, editor):
    work_on_everything(editor)
    assert list(check_records()) == []
    entries = Ruling.objects.count()
    at = summit().slug
    erase(secret(), REASON, "operator")
    assert holding(*WORDS) == []
    assert list(check_records()) == []
    assert Ruling.objects.count() == entries
    assert (summit().slug, summit().place, summit().date) == (at, "Oslo", "1998-05-03")
    ruling = Ruling.objects.get(event=summit(), field="date")
    assert (ruling.reason, ruling.revoked_at) == ("The first.", None)
    assert {cite["document"] for cite in ruling.cites} == {"texts/open.txt", "texts/other.txt"}
    assert Telling.objects.filter(event=summit()).count() == 2
    assert SessionStore().model.objects.count() == 0


def test_what_others_tell_too_is_as_if_the_document_had_never_come(folder):
    document = secret()
    erase(document, REASON, "operator")
    after = archive_digest()
    erasure = document.erasure
    Trace.objects.all().delete()
    erasure.delete()
    without = archive_digest()
    assert without != after
    _empty()
    (folder / "zyxwarth.txt").unlink()
    import_sources([folder])
    assert archive_digest() == without


def sources(folder):
    """Import the folder, in which nothing is new; return the refusals by file name."""
    report = import_sources([folder])
    assert report.imported == 0
    return {each["path"].rpartition("/")[2]: each["reason"] for each in report.refused}


def test_its_bytes_and_its_name_do_not_come_back(folder):
    erase(secret(), REASON, "operator")
    standing, runs = archive_digest(), ImportRun.objects.count()
    (folder / "renamed.txt").write_bytes((folder / "zyxwarth.txt").read_bytes())
    refused = sources(folder)
    assert refused.keys() == {"zyxwarth.txt", "renamed.txt"}
    assert all(re.match(r"was erased on \d{4}-\d\d-\d\d and does not come back", each) for each in refused.values())
    (folder / "renamed.txt").unlink()
    (folder / "zyxwarth.txt").write_text("Something else was said in Oslo.\n", "utf-8")
    assert sources(folder).keys() == {"zyxwarth.txt"}
    assert (archive_digest(), ImportRun.objects.count()) == (standing, runs)


def test_the_bytes_it_had_before_do_not_come_back_either(folder):
    former = secret().former_texts.get().text.original.data
    erase(secret(), REASON, "operator")
    (folder / "zyxwarth.txt").unlink()
    (folder / "former.txt").write_bytes(former)
    assert sources(folder).keys() == {"former.txt"}


def test_the_run_of_an_import_that_refuses_it_does_not_keep_its_name(folder):
    erase(secret(), REASON, "operator")
    (folder / "new.txt").write_text("The CSCE met in Bergen on 4 June 1989.\n", "utf-8")
    assert [each["path"].rpartition("/")[2] for each in import_sources([folder]).refused] == ["zyxwarth.txt"]
    assert ImportRun.objects.first().report["files"]["refused"] == []
    assert holding(*WORDS) == []


def test_what_was_read_before_it_was_erased_is_not_stored_after(folder):
    document = secret()
    original = document.text.original
    source = SourceFile(
        document.key, folder, original.data, original.sha256, original.size, 0, SourceDescription("texts")
    )
    read = read_source(source)
    erase(document, REASON, "operator")
    before = archive_digest()
    store([read], "rules")
    assert archive_digest() == before


def test_nobody_adds_it_by_hand(folder):
    data = (folder / "zyxwarth.txt").read_bytes()
    erase(secret(), REASON, "operator")
    with pytest.raises(Erased, match="was erased on"):
        add(read_source(by_hand("A new name", data, {})))


def test_documents_of_equal_bytes_go_together(folder):
    (folder / "twin.txt").write_bytes((folder / "zyxwarth.txt").read_bytes())
    import_sources([folder])
    gone = erase(secret(), REASON, "operator")
    assert len(gone.documents) == 2
    assert holding(*WORDS) == []
    assert list(check_records()) == []
    assert sources(folder).keys() == {"twin.txt", "zyxwarth.txt"}


def test_what_another_document_said_before_goes_where_the_bytes_are_the_same(folder):
    (folder / "changed.txt").write_bytes((folder / "zyxwarth.txt").read_bytes())
    import_sources([folder])
    (folder / "changed.txt").write_text("The CSCE met in Bergen on 4 June 1989.\n", "utf-8")
    import_sources([folder])
    erase(secret(), REASON, "operator")
    changed = Document.objects.get(path="changed.txt")
    assert (changed.standing, changed.former_texts.count()) == (True, 0)
    assert holding(*WORDS) == []


def test_what_only_a_former_text_told_of_has_no_name_any_more(folder):
    data = (folder / "zyxwarth.txt").read_text("utf-8")
    (folder / "zyxwarth.txt").write_text(data.replace("Grimbold", "Other").replace("Vronkelsk", "Grand"), "utf-8")
    import_sources([folder])
    assert {table for table, _ in holding("grimbold", "vronkelsk")} > {"osce_docs_proposal", "osce_docs_organization"}
    erase(secret(), REASON, "operator")
    assert holding(*WORDS) == []
    assert list(check_records()) == []


def test_a_record_that_an_editor_named_is_the_archives_own_statement_and_stays(folder, editor):
    plan, committee = Proposal.objects.get(), Organization.objects.get(key__contains="vronkelsk")
    rule(plan, {"name": "A plan"}, editor)
    rule(summit(), {"body": committee.key}, editor)
    keys = plan.key, committee.key
    erase(secret(), REASON, "operator")
    plan.refresh_from_db()
    committee.refresh_from_db()
    assert (plan.key, plan.name, plan.standing) == (keys[0], "A plan", True)
    assert (committee.key, summit().body) == (keys[1], committee)
    assert list(check_records()) == []


def test_a_record_that_nothing_else_tells_of_stands_no_longer_under_a_name_that_says_nothing(folder):
    plan = Proposal.objects.get()
    erase(secret(), REASON, "operator")
    plan.refresh_from_db()
    assert (plan.standing, plan.name) == (False, "")
    assert re.fullmatch(r"proposal:erased:[0-9a-f]{12}-\d+", plan.key)


def test_what_a_withheld_document_tells_of_too_keeps_its_name(folder, editor):
    (folder / "withheld.txt").write_text("Norway proposed the Grimbold Plan on 9 June 1997.\n", "utf-8")
    import_sources([folder])
    withheld = Document.objects.get(path="withheld.txt")
    set_status(withheld, "withheld", editor)
    settle([withheld.pk])
    plan = Proposal.objects.get()
    erase(secret(), REASON, "operator")
    set_status(withheld, "unreviewed", editor)
    settle([withheld.pk])
    back = Proposal.objects.get(pk=plan.pk)
    assert (back.key, back.standing) == (plan.key, True)
    assert list(check_records()) == []


def erased(document):
    erase(document, REASON, "operator")
    document.refresh_from_db()
    return document


def test_a_name_that_says_nothing_stays_the_tombstones(folder):
    tombstone = erased(Document.objects.get(path="open.txt"))
    assert (tombstone.key, tombstone.slug, str(tombstone)) == ("texts/open.txt", "texts-open-txt", "[erased]")
    assert re.fullmatch("erased/[0-9a-f]{16}", erased(secret()).key)


def test_check_records_tells_what_hangs_off_a_tombstone(folder, editor):
    data = secret().text.original.data
    tombstone = erased(secret())
    assert list(check_records()) == []
    Annotation.objects.create(document=tombstone, start=0, end=1, quote="X", note="", author=editor, orphaned=True)
    rule(tombstone, {"title": "Xylograph"}, editor)
    sha256 = hashlib.sha256(data).hexdigest()
    Original.objects.create(sha256=sha256, size=len(data), packed=Original.pack(data, ""))
    told = "\n".join(check_records())
    for part in ("annotations hang off it", "has words, or stands", "is on an erased document", "The bytes of"):
        assert part in told


def test_no_more_queries_for_ten_times_as_much(folder):
    counted = []
    for times in (2, 20):
        days = "".join(f"Norway proposed the Plan number {at} on 9 June {1980 + at}.\n\n" for at in range(times))
        (folder / f"long-{times}.txt").write_text(days, "utf-8")
        import_sources([folder])
        with CaptureQueriesContext(connection) as queries:
            erase(Document.objects.get(path=f"long-{times}.txt"), REASON, "operator")
        counted.append(len(queries))
    assert counted[1] <= counted[0]
