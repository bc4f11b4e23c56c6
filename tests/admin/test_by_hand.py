"""A document added by hand: seen before it is kept, read as files are, and left alone by later imports."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from osce_docs.ingest import by_hand, run
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, Event, ImportRun, Ruling
from tests.admin.forms import address

TEXT = "The OSCE Summit was held in Oslo on 3 May 1998.\n\nThe participants thanked their hosts.\n"
WHERE = "admin:osce_docs_document_add"


def send(client, follow=False, **fields):
    return client.post(reverse(WHERE), {"name": "Letter of the Chair", **fields}, follow=follow)


def keep(client, preview, **more):
    carried = {bound.html_name: bound.value() or "" for bound in preview.context["form"]}
    return client.post(reverse(WHERE), carried | {"_add": "1"} | more, follow=True)


def test_a_pasted_text_is_seen_and_then_kept(admin, editor):
    preview = send(admin, text=TEXT.replace("\n", "\r\n"), publisher="A ministry", language="en")
    content = preview.content.decode()
    assert preview.context["told"]["events"][0]["date"] == "1998-05-03"
    assert '<mark title="event: date">3 May 1998</mark>' in content
    assert not Document.objects.exists()
    page = keep(admin, preview)
    document = Document.objects.get()
    assert page.redirect_chain == [(address(document), 302)]
    assert "is in the archive: 1 new event, " in page.content.decode()
    assert document.text.original.data == TEXT.encode()
    assert (document.provenance.publisher, document.key) == ("A ministry", "manual:documents/letter-of-the-chair")
    assert Event.objects.get(kind="summit").date == "1998-05-03"
    assert ImportRun.objects.get().report["files"]["imported"] == 1
    assert list(check_records()) == []


def test_an_uploaded_file_keeps_its_bytes(admin):
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    keep(admin, send(admin, file=SimpleUploadedFile("letter.txt", data)))
    assert Document.objects.get().text.original.data == data


def test_it_stays_through_later_imports_and_is_read_anew_by_new_rules(admin, tmp_path, monkeypatch):
    keep(admin, send(admin, text=TEXT))
    folder = tmp_path / "manual"
    folder.mkdir()
    (folder / "other.txt").write_text("The OSCE Office in Tirana was opened on 7 July 1999.\n", "utf-8")
    import_sources([folder])
    (folder / "other.txt").unlink()
    assert import_sources([folder]).read == 0
    document = Document.objects.get(standing=True)
    assert document.key == "manual:documents/letter-of-the-chair"
    monkeypatch.setattr(run, "fingerprint", lambda: "other rules")
    assert import_sources([folder]).imported == 1
    document.refresh_from_db()
    assert (document.rules, document.text.original.data) == ("other rules", TEXT.encode())


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "one of the two"),
        ({"text": TEXT, "data": base64.b64encode(TEXT.encode()).decode()}, "one of the two"),
        ({"text": " \n "}, "holds no text"),
        ({"file": SimpleUploadedFile("a.txt", b"\x00\x01binary")}, "is binary"),
        ({"data": "%%%"}, "came back damaged"),
        ({"text": TEXT, "name": "???"}, "needs a letter"),
        ({"text": "x" * 1_600_000}, "larger than 1.5 MB"),
        ({"text": TEXT, "retrieved": "2026-13-45"}, "is not a date we can read"),
        ({"text": TEXT, "language": "Old Norse"}, "Write its code"),
    ],
    ids=["nothing", "two texts", "blank", "binary", "damaged", "no name", "too large", "no day", "no language"],
)
def test_what_is_no_text_or_says_of_it_what_cannot_be_is_refused_and_nothing_is_kept(admin, fields, told):
    assert told in send(admin, **fields).content.decode()
    assert not Document.objects.exists()


def test_a_name_that_is_taken_is_refused_even_between_preview_and_keeping(admin):
    preview = send(admin, text="Another text altogether, of which nothing can be read.\n")
    keep(admin, send(admin, text=TEXT))
    assert "There is a document of this name already" in keep(admin, preview).content.decode()
    assert Document.objects.get().text.original.data == TEXT.encode()


def test_two_at_once_do_not_replace_one_another(admin):
    read = by_hand.by_hand("Letter", TEXT.encode(), {})
    by_hand.add(run.try_source(read))
    with pytest.raises(by_hand.Exists, match="of this name already"):
        by_hand.add(run.try_source(read))


def test_equal_bytes_are_told_of(admin, tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    import_sources([tmp_path])
    assert "holds these very bytes already" in send(admin, text=TEXT).content.decode()


def test_going_back_from_the_preview_loses_no_text(admin):
    preview = send(admin, text=TEXT, publisher="A ministry")
    carried = {bound.html_name: bound.value() or "" for bound in preview.context["form"]}
    form = admin.post(reverse(WHERE), carried | {"_change": "1"}).context["form"]
    assert (form["text"].value(), form["publisher"].value(), form["data"].value()) == (TEXT, "A ministry", "")
    assert not Ruling.objects.exists()


@pytest.mark.browser
def test_in_a_browser(desk, live_server, complaints):
    desk.goto(live_server.url + reverse("admin:osce_docs_document_changelist"))
    desk.get_by_role("link", name="Add document").click()
    desk.get_by_label("Name").fill("Letter of the Chair")
    desk.get_by_label("Text", exact=True).fill(TEXT)
    desk.get_by_role("button", name="Show what is read in it").click()
    marked = desk.locator(".marked-text")
    marked.wait_for()
    assert "3 May 1998" in marked.locator("mark").all_inner_texts()
    desk.get_by_role("button", name="Change the text").click()
    expect(desk.get_by_label("Text", exact=True)).to_have_value(TEXT)
    desk.get_by_role("button", name="Show what is read in it").click()
    desk.get_by_role("button", name="Keep it in the archive").click()
    expect(desk.locator(".messagelist")).to_contain_text("is in the archive")
    assert complaints == []
