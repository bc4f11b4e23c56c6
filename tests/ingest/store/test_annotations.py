"""An editor's note stays with its words, wherever a new version of the source has them."""

import pytest

from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Annotation, Document, User

pytestmark = pytest.mark.django_db

TEXT = "The Council met in Oslo. It thanked its hosts.\n\nThe Council met in Bergen. It thanked nobody.\n"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(TEXT, "utf-8")
    import_sources([tmp_path])
    return path


def note(quote, start):
    text = TEXT
    return Annotation.objects.create(
        document=Document.objects.get(),
        start=start,
        end=start + len(quote),
        quote=quote,
        prefix=text[max(0, start - 64) : start],
        suffix=text[start + len(quote) :][:64],
        note="A note.",
        author=User.objects.create_user("editor"),
    )


def put(source, text):
    source.write_text(text, "utf-8")
    import_sources([source.parent])
    assert list(check_records()) == []
    return Document.objects.get().text.readable


def test_a_note_moves_with_its_words(source):
    made = note("The Council met", TEXT.index("The Council met in Bergen"))
    text = put(source, "A line before.\n\nThe Council met in Turku.\n\n" + TEXT)
    made.refresh_from_db()
    assert text[made.start :].startswith("The Council met in Bergen")
    assert (made.orphaned, made.note) == (False, "A note.")


def test_a_note_whose_words_are_gone_is_kept_and_comes_back_with_them(source):
    made = note("Bergen", TEXT.index("Bergen"))
    put(source, TEXT.replace("Bergen", "Turku"))
    made.refresh_from_db()
    assert made.orphaned
    put(source, "Again.\n\n" + TEXT)
    made.refresh_from_db()
    assert (made.orphaned, made.start) == (False, TEXT.index("Bergen") + len("Again.\n\n"))
