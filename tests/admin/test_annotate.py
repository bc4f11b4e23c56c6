"""Words of a text are noted, tied, made a record of, or said to be read wrongly."""

import json

import iiif_prezi3
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from osce_docs.admin.lines import Span, sections, window
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Annotation, Claim, Document, Event, Organization, Proposal, Ruling
from tests import factories as make
from tests.admin.test_lists import queries

TEXT = "Peace 😀 and Peace.\nThe 𝔒slo Talks opened on 3 May 1998 in Oslo.\n"


@pytest.fixture
def document(db):
    document = make.make_document(TEXT, language="")
    make.settle(document)
    return document


def where(document, page="text"):
    return reverse(f"admin:osce_docs_document_{page}", args=[document.pk])


def send(client, document, words="", **data):
    start = document.text.readable.index(words) if words else ""
    place = {"start": start, "end": start + len(words)} if words else {}
    return client.post(where(document), {"text": document.text_id, "do": "note", **place, **data}, follow=True)


def errors(response):
    return [message for told in response.context["form"].errors.values() for message in told]


def test_words_are_noted_with_those_around_them(admin, document, editor):
    send(admin, document, "𝔒slo Talks", note="An odd letter.", is_sic="on", is_public="on")
    note = Annotation.objects.get()
    assert (note.quote, note.prefix[-4:], note.suffix[:8]) == ("𝔒slo Talks", "The ", " opened ")
    assert (note.author, note.is_public, note.is_sic, note.note) == (editor, True, True, "An odd letter.")
    assert list(check_records()) == []


def test_without_a_script_words_are_found_by_the_first_and_the_last_of_them(admin, document):
    send(admin, document, first="The 𝔒slo", last="1998", note="The opening.")
    assert Annotation.objects.get().quote == "The 𝔒slo Talks opened on 3 May 1998"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"note": "Why?"}, "Choose some words of the text, or write the first of them."),
        ({"first": "war", "note": "Why?"}, "“war” does not stand in the text."),
        ({"first": "Peace", "note": "Why?"}, "“Peace” stands there more than once: add a word."),
        ({"first": "Oslo", "last": "Peace", "note": "?"}, "“Peace” does not stand after the first words."),
        ({"start": 5, "end": 6, "note": "?"}, "There are no words there: choose them again."),
        ({"start": 9999, "end": 10000, "note": "?"}, "There are no words there: choose them again."),
        ({"first": "Oslo"}, "Write a note, or say that it is a misprint of the source."),
        ({"first": "Oslo", "do": "tie"}, "Choose one record to tie the words to."),
        ({"first": "Oslo", "do": "make", "record_kind": "event", "kind": "summit"}, "Say what it is called."),
        ({"first": "Oslo", "do": "make", "record_kind": "proposal", "name": "Plan", "date": "May"}, "May"),
        ({"do": "misread"}, "Tick what was read wrongly."),
        ({"first": "Oslo", "text": "0", "note": "?"}, "changed since you opened it"),
    ],
)
def test_what_is_wanting_is_said_in_one_sentence(admin, document, data, told):
    assert any(told in message for message in errors(send(admin, document, **data)))
    assert not Annotation.objects.exists()


def test_what_was_typed_is_still_there_when_something_is_wanting(admin, document):
    page = send(admin, document, note="A long thought.").content.decode()
    assert "A long thought.</textarea>" in page


def test_a_passage_is_tied_to_a_record(admin, document):
    talks = make.make_event("Oslo Talks")
    send(admin, document, "𝔒slo Talks", do="tie", event=talks.pk)
    assert talks.annotations.get().quote == "𝔒slo Talks"
    assert "Oslo Talks" in admin.get(where(document)).content.decode()


def test_a_record_is_made_of_a_passage_which_is_its_evidence(admin, document, editor):
    given = {"record_kind": "event", "name": "Oslo Talks", "kind": "meeting", "date": "1998-05-03", "place": "Oslo"}
    send(admin, document, "opened on 3 May 1998", do="make", reason="The text says so.", **given)
    talks = Event.objects.get()
    assert (talks.title, talks.kind, talks.date, talks.place) == ("Oslo Talks", "meeting", "1998-05-03", "Oslo")
    assert talks.annotations.get().quote == "opened on 3 May 1998"
    assert set(Ruling.objects.values_list("field", "author", "reason")) == {
        (field, editor.pk, "The text says so.") for field in ("title", "kind", "date", "place")
    }
    assert any("There is one already" in told for told in errors(send(admin, document, "Oslo.", do="make", **given)))
    assert Annotation.objects.count() == 1
    send(admin, document, "Peace.", do="make", record_kind="proposal", name="Peace")
    send(admin, document, "Oslo", do="make", record_kind="organization", name="Oslo Council", kind="body")
    assert (Proposal.objects.get().name, Organization.objects.get().kind) == ("Peace", "body")
    told = errors(send(admin, document, "Oslo.", do="make", record_kind="event", name="X", kind="wedding"))
    assert "“wedding” is no such kind" in told[0]
    assert list(check_records()) == []


def test_a_reading_ruled_wrong_does_not_come_back(admin, tmp_path):
    told = "The OSCE Summit was held in Oslo on 3 May 1998. The participants thanked their hosts.\n"
    (tmp_path / "one.txt").write_text(told, "utf-8")
    import_sources([tmp_path])
    document = Document.objects.get()
    wrong = Claim.objects.get(field="date", telling__kind="event")
    assert Event.objects.get().date == "1998-05-03"
    send(admin, document, do="misread", readings=[wrong.pk], reason="Of another year.")
    assert Event.objects.get().date == ""
    (tmp_path / "one.txt").write_text(told + "They went home.\n", "utf-8")
    import_sources([tmp_path])
    assert Event.objects.get().date == ""
    page = admin.get(where(document)).content.decode()
    assert "ruled wrong by editor" in page
    assert list(check_records()) == []


def test_a_note_moves_with_its_words_and_is_an_orphan_without_them(admin, tmp_path):
    source = tmp_path / "one.txt"
    source.write_text("The Council met. It adopted the Charter.\n", "utf-8")
    import_sources([tmp_path])
    document = Document.objects.get()
    send(admin, document, "the Charter", note="Which?")
    source.write_text("In spring the Council met. It adopted the Charter.\n", "utf-8")
    import_sources([tmp_path])
    page = admin.get(where(document))
    assert [note.quote for note in page.context["notes"]] == ["the Charter"]
    source.write_text("In spring the Council met.\n", "utf-8")
    import_sources([tmp_path])
    page = admin.get(where(document))
    assert ([*page.context["notes"]], [note.note for note in page.context["orphans"]]) == ([], ["Which?"])
    assert "<del>the Charter</del>" in page.content.decode()
    selectors = json.loads(admin.get(where(document, "annotations")).content)["items"][0]["target"]["selector"]
    assert [each["type"] for each in selectors] == ["TextQuoteSelector"]


def test_notes_are_handed_out_as_web_annotations(admin, document):
    talks = make.make_event("Oslo Talks")
    send(admin, document, "𝔒slo Talks", note="Odd.", event=talks.pk, do="tie")
    response = admin.get(where(document, "annotations"))
    assert response["Content-Type"] == "application/ld+json"
    page = json.loads(response.content)
    (item,) = page["items"]
    source = f"http://testserver/documents/{document.slug}/"
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert (item["type"], item["motivation"], item["creator"]["name"]) == ("Annotation", "commenting", "editor")
    assert item["body"] == [
        {"type": "TextualBody", "value": "Odd.", "format": "text/plain", "purpose": "commenting"},
        {"type": "SpecificResource", "source": "http://testserver/events/oslo-talks/", "purpose": "linking"},
    ]
    start = TEXT.index("𝔒slo")
    assert item["target"] == {
        "source": source,
        "type": "SpecificResource",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "𝔒slo Talks",
                "prefix": TEXT[:start],
                "suffix": TEXT[start + 10 : start + 74],
            },
            {"type": "TextPositionSelector", "start": start, "end": start + 10},
        ],
    }


def test_another_program_understands_the_notes(admin, document):
    """IIIF's model of W3C annotations, which refuses selectors, bodies and motivations that are none."""
    talks = make.make_event("Oslo Talks")
    send(admin, document, "Peace", note="Which?", is_sic="on")
    send(admin, document, "𝔒slo Talks", note="Odd.", event=talks.pk, do="tie")
    page = json.loads(admin.get(where(document, "annotations")).content)
    understood = iiif_prezi3.AnnotationPage.model_validate(page)
    assert sorted(item.motivation for item in understood.items) == ["assessing", "commenting"]
    again = json.loads(understood.model_dump_json(exclude_unset=True))
    assert again == {name.lstrip("@"): value for name, value in page.items()}
    page["items"][0]["target"]["selector"][1]["start"] = "first"
    with pytest.raises(ValueError, match="validation error"):
        iiif_prezi3.AnnotationPage.model_validate(page)


def test_who_may_do_less_is_offered_less_and_refused_the_rest(client, document):
    viewer = make.make_user("viewer", is_superuser=False)
    client.force_login(viewer)
    assert client.get(where(document)).status_code == 403
    viewer.user_permissions.add(Permission.objects.get(codename="view_document"))
    page = client.get(where(document))
    assert page.status_code == 200
    assert 'id="passage"' not in page.content.decode()
    assert client.get(where(document, "annotations")).status_code == 403
    viewer.user_permissions.add(Permission.objects.get(codename="add_annotation"))
    page = client.get(where(document))
    assert [value for value, _ in page.context["form"].fields["do"].choices] == ["note", "tie"]
    send(client, document, "Oslo", do="make", record_kind="event", name="X", kind="meeting")
    assert not Event.objects.exists()


@pytest.mark.parametrize("odd", ["0", "abc", "9" * 30])
def test_a_text_that_is_not_there_is_not_found(admin, odd):
    assert admin.get(f"/admin/osce_docs/document/{odd}/text/").status_code == 404


def test_the_page_takes_as_many_queries_for_many_notes_and_readings_as_for_few(admin, document, editor):
    def fill(number):
        for _ in range(number):
            event = make.make_event()
            make.claim(event, document, "place", "Oslo", "Oslo")
            make.claim(event, document, "body", make.make_organization().key, "Oslo")
            columns = {"start": 0, "end": 5, "quote": "Peace", "author": make.make_user(f"user {event.pk}")}
            Annotation.objects.create(document=document, event=event, note="?", **columns)

    fill(10)
    few = queries(admin, where(document))
    fill(60)
    assert queries(admin, where(document)) == few <= 25


def test_lines_hold_the_whole_text_and_pieces_its_passages():
    text = "one two\n\nthree 😀 four\nfive"
    spans = [Span(4, 14), Span(15, 16, noted=True), Span(9, 16)]
    lines = [line for _, part in sections(text, 0, len(text), spans, [[9, 21, "artefact"]]) for line in part]
    assert "\n".join("".join(piece.words for piece in line.pieces) for line in lines) == text
    assert [line.start for line in lines] == [0, 8, 9, 22]
    assert [line.folded for line in lines] == ["", "", "artefact", ""]
    marked = [(piece.words, piece.read, piece.noted) for line in lines for piece in line.pieces]
    assert marked == [
        ("one ", False, False),
        ("two", True, False),
        ("three", True, False),
        (" ", True, False),
        ("😀", True, True),
        (" four", False, False),
        ("five", False, False),
    ]


def test_a_long_text_is_shown_in_parts_that_leave_nothing_out():
    text = "\n".join("word " * 50 for _ in range(1100))
    first = window(text, 0)
    second = window(text, first[1] + 1)
    third = window(text, second[1] + 1)
    assert first[0] == 0
    assert second[0] == first[1] + 1
    assert third == (second[1] + 1, len(text))
