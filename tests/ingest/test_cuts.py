"""What editors decided of a record goes where what told of it then goes, however the imports since were cut."""

import pytest
from django.urls import reverse

from osce_docs.editorial.annotate import annotate
from osce_docs.ingest.check import check_records
from osce_docs.models import Annotation, Basis, Document, Event, Ruling, Telling
from tests.ingest.archive_of_texts import Archive

pytestmark = pytest.mark.django_db

IN_MARCH, ON_4, ON_5 = (f"The Permanent Council met in Vienna {day} March 1999." for day in ("in", "on 4", "on 5"))
MONTH = "event:meeting:permanent-council:1999@1999-03"
FOURTH, FIFTH = f"{MONTH}-04", f"{MONTH}-05"
OTHERS = [("write", "b.txt", ON_4), ("write", "c.txt", ON_5), ("imports",)]


def telling(name: str, date: str) -> str:
    return f"texts/{name}#event:meeting:permanent-council:1999:{date}"


def texts(**named: str) -> list[tuple[str, ...]]:
    return [*(("write", f"{name}.txt", text) for name, text in named.items()), ("imports",)]


def ruled(key: str) -> tuple[str, ...]:
    return ("rules", key, "place", "Bergen")


def done(place, batch, steps):
    archive = Archive(place, batch)
    for what, *arguments in steps:
        getattr(archive, what)(*arguments)
        assert list(check_records()) == []
    return archive


@pytest.mark.parametrize("batch", [1, 100])
@pytest.mark.parametrize(
    ("steps", "ruled_on", "others"),
    [
        ([*texts(a=IN_MARCH), ruled(MONTH), *OTHERS], MONTH, {FOURTH, FIFTH}),
        ([*texts(a=IN_MARCH), ruled(MONTH), *texts(b=ON_4)], FOURTH, set()),
        ([*texts(a=IN_MARCH, b=ON_4), ruled(FOURTH), *texts(c=ON_5)], FOURTH, {MONTH, FIFTH}),
        ([*texts(a=ON_4), ruled(FOURTH), *texts(a="Nothing.", b=IN_MARCH)], FOURTH, {MONTH}),
        ([*texts(a=ON_4), ruled(FOURTH), *texts(a="Nothing.", b=ON_4)], FOURTH, set()),
        ([*texts(a=IN_MARCH), ruled(MONTH), *OTHERS, ("remove", "a.txt"), ("imports",)], MONTH, {FOURTH, FIFTH}),
        ([*texts(a=IN_MARCH), ruled(MONTH), *OTHERS, *texts(b="Nothing.")], FIFTH, set()),
        (
            [*texts(a=IN_MARCH, z=IN_MARCH), ruled(MONTH), ("remove", "a.txt"), *OTHERS, *texts(c="None.")],
            FOURTH,
            set(),
        ),
    ],
    ids=[
        "its text is in doubt again",
        "its text is told more precisely",
        "a text leaves it",
        "its text is gone and another is vaguer",
        "another text tells the same",
        "its text is gone",
        "another text goes",
        "one of its texts goes",
    ],
)
def test_a_ruling_goes_where_its_texts_go(tmp_path, batch, steps, ruled_on, others):
    done(tmp_path, batch, steps)
    assert Ruling.objects.get().event.key == ruled_on
    places = dict(Event.objects.standing().values_list("key", "place"))
    assert places == {ruled_on: "Bergen", **dict.fromkeys(others, "Vienna")}


SAME = ("joins", telling("b.txt", "1999-03-04"), telling("c.txt", "1999-03-05"))
BOTH_RULED = [*OTHERS, ruled(FIFTH), ruled(FOURTH), SAME]


@pytest.mark.parametrize("batch", [1, 100])
def test_two_that_were_ruled_on_are_one_and_two_again(tmp_path, batch):
    archive = done(tmp_path, batch, BOTH_RULED)
    assert Telling.objects.filter(event__key=FOURTH).count() == 2
    assert set(Ruling.objects.filter(kind="field").values_list("event__key", flat=True)) == {FOURTH, FIFTH}
    same = Ruling.objects.get(kind="same")
    archive.takes_back("same", None, None, None, None, "", "", same.telling, same.other)
    assert dict(Event.objects.values_list("key", "tellings__document__path")) == {FOURTH: "b.txt", FIFTH: "c.txt"}
    assert list(check_records()) == []


MERGED = [*texts(a=IN_MARCH, d="The OSCE Summit was held in Oslo on 3 May 1998.")]
SUMMIT = "event:summit:oslo:1998"


@pytest.mark.parametrize("batch", [1, 100])
@pytest.mark.parametrize(("one", "other"), [(MONTH, "summit"), ("summit", MONTH)])
def test_merged_records_are_one_under_whatever_keys_and_two_again(tmp_path, batch, one, other):
    archive = done(tmp_path, batch, MERGED)
    summit = Event.objects.get(kind="summit").key
    one, other = (summit if key == "summit" else key for key in (one, other))
    archive.merges(Event, one, other)
    archive.write("b.txt", ON_4)
    archive.imports()
    assert list(check_records()) == []
    assert Event.objects.standing().get().tellings.count() == 3
    merge = Ruling.objects.get(kind="merge")
    archive.takes_back("merge", None, None, merge.event.key, None, "", "", "", "")
    assert dict(Event.objects.standing().values_list("key", "place")) == {FOURTH: "Vienna", summit: "Oslo"}
    assert not Ruling.objects.standing().exists()
    assert list(check_records()) == []


@pytest.mark.parametrize("batch", [1, 100])
def test_what_was_ruled_to_belong_to_a_record_goes_where_the_record_goes(tmp_path, batch):
    summit = "The OSCE Summit was held in Oslo on 3 May 1998."
    archive = done(tmp_path, batch, texts(a=IN_MARCH, d=summit))
    key = Telling.objects.get(event__kind="summit").key
    archive.moves(key, MONTH)
    for name, text in (("b.txt", ON_4), ("c.txt", ON_5)):
        archive.write(name, text)
    archive.imports()
    assert list(check_records()) == []
    assert Telling.objects.get(key=key).event.key == MONTH
    assert set(Event.objects.get(key=MONTH).tellings.values_list("document__path", flat=True)) == {"a.txt", "d.txt"}


@pytest.mark.parametrize("batch", [1, 100])
def test_a_note_stays_with_the_text_that_told_of_its_record(tmp_path, batch):
    archive = done(tmp_path, batch, texts(a=IN_MARCH))
    annotate(Document.objects.get(), 0, 3, archive.editor, "!", Event.objects.get())
    for name, text in (("b.txt", ON_4), ("c.txt", ON_5)):
        archive.write(name, text)
    archive.imports()
    assert list(check_records()) == []
    assert Annotation.objects.get().event.tellings.get().document.path == "a.txt"


def test_the_address_of_a_record_leads_to_it_whatever_it_was_meanwhile(tmp_path, client):
    archive = done(tmp_path, 1, [*texts(a=IN_MARCH), ruled(MONTH)])
    first = Event.objects.get().get_absolute_url()
    for name, text in (("b.txt", ON_4), ("c.txt", ON_5)):
        archive.write(name, text)
        archive.imports()
        assert "Bergen" in client.get(first, follow=True).content.decode()
    archive.write("b.txt", "Nothing.")
    archive.imports()
    assert client.get(reverse("public:event", args=[Event.objects.standing().get().slug])).status_code == 200
    assert "Bergen" in client.get(first, follow=True).content.decode()


def test_a_record_that_nothing_tells_of_any_more_keeps_its_basis_through_another_ruling(tmp_path):
    archive = done(tmp_path, 1, [*texts(a=ON_4), ruled(FOURTH), *texts(a="Nothing.")])
    before = set(Basis.objects.values_list("key", "telling"))
    archive.rules(FOURTH, "place", "Narvik")
    assert set(Basis.objects.values_list("key", "telling")) == before
    archive.write("a.txt", ON_4)
    archive.imports()
    assert Event.objects.standing().get().tellings.get().document.path == "a.txt"
