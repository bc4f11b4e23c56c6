"""A body is computed from what a few documents tell of it as from all that is told, whatever has happened before."""

import random
import shutil

import pytest

from osce_docs.editorial import kept, recompute
from osce_docs.editorial.digest import archive_digest
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import Edit, revoke, rule, rule_all
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import rule_misread, take_back
from osce_docs.ingest.store import settle, settle_bodies, waiting
from osce_docs.models import Claim, Document, Finding, KeptReading, Organization, Retelling, Ruling
from tests.factories import make_user
from tests.ingest.test_across import TOLD

pytestmark = pytest.mark.django_db

SAID = [
    "Norway joined the Contact Group on 3 May 1998.",
    "Norway joined the Contact Group in 1998.",
    "Sweden is a member of the Contact Group.",
    "Sweden is not a member of the Contact Group.",
    "The Contact Group includes four states: France, Italy, Germany and Russia.",
    "The Contact Group has five members.",
    "Ambassador Anna Berg was appointed Head of the OSCE Mission to Malta in 1997.",
    "The Head of the OSCE Mission to Malta, Anna Berg, met the press.",
    "The OSCE has 57 participating States.",
    "OSCE Chairperson-in-Office Ian Falk spoke in Oslo.",
]


class Archive:
    """A folder with texts, and an editor, to whom things happen by chance."""

    def __init__(self, folder, seed):
        self.folder, self.chance, self.editor = folder, random.Random(seed), make_user()
        self.made = []
        for _ in range(5):
            self.written()
            self.retold()

    def happens(self):
        ways = [self.written] * 3 + [self.retold, self.copied, self.removed, self.withheld, self.misread, self.undone]
        self.chance.choice([*ways, self.dated, self.ruled])()

    def texts(self):
        return sorted(self.folder.glob("*.txt"))

    def written(self):
        some = self.chance.sample(SAID, self.chance.randint(1, 4))
        self._write(self.chance.choice("abcdefgh"), " ".join(some))

    def retold(self):
        some = self.chance.sample(SAID, 2)
        self._write(self.chance.choice("abcdefgh"), " ".join([*TOLD, *some]))

    def _write(self, name, text):
        (self.folder / f"{name}.txt").write_text(f"{text}\n", "utf-8")
        import_sources([self.folder])

    def copied(self):
        if self.texts():
            shutil.copy(self.chance.choice(self.texts()), self.folder / f"{self.chance.choice('ijkl')}.txt")
            import_sources([self.folder])

    def removed(self):
        if len(self.texts()) > 3:
            self.chance.choice(self.texts()).unlink()
            import_sources([self.folder])

    def withheld(self):
        for document in self._one_of(Document.objects.filter(standing=True)):
            status = "unreviewed" if document.status == "withheld" else "withheld"
            set_status(document, status, self.editor, "Why not.")
            settle([document.pk])

    def misread(self):
        for claim in self._one_of(Claim.objects.filter(telling__kind="organization", telling__document__isnull=False)):
            if not Ruling.objects.standing().filter(kind="misread", claim=claim.identity).exists():
                self.made.append((take_back, rule_misread(claim, self.editor)))

    def dated(self):
        for document in self._one_of(Document.objects.all()):
            year = str(self.chance.randint(1990, 2020))
            self.made.append((revoke, rule(document, {"date": year}, self.editor)[0]))

    def ruled(self):
        body = Organization.objects.filter(key="contact-group").first()
        if body is not None:
            what = self.chance.choice([{"member/member/sweden//": {"exists": False}}, {"founded": "1994"}])
            self.made.append((revoke, rule(body, what, self.editor)[0]))

    def undone(self):
        if self.made:
            back, ruling = self.made.pop(self.chance.randrange(len(self.made)))
            ruling.refresh_from_db()
            if ruling.revoked_at is None:
                back(ruling, self.editor)

    def _one_of(self, rows):
        listed = list(rows.order_by("pk"))
        return [self.chance.choice(listed)] if listed else []


# The first claims of a reading that are kept, the tellers that are many, and the tellings.
@pytest.mark.parametrize(("first", "tellers", "tellings"), [(1, 9, 9), (50, 9, 9), (1, 1, 1), (2, 1, 4)])
@pytest.mark.parametrize("seed", range(2))
def test_what_is_computed_is_what_all_claims_say(tmp_path, monkeypatch, seed, first, tellers, tellings):
    monkeypatch.setattr(kept, "HEAVY", 1)
    monkeypatch.setattr(kept, "FIRST", first)
    monkeypatch.setattr(waiting, "MANY_TELLERS", tellers)
    monkeypatch.setattr(waiting, "MANY_TELLINGS", tellings)
    monkeypatch.setattr(recompute, "TELLERS_AT_ONCE", 2)
    archive = Archive(tmp_path, seed)
    for _ in range(15):
        archive.happens()
        assert list(check_records()) == []
    assert KeptReading.objects.filter(kind="organization").exists()


CITIES = ["Oslo", "Bergen", "Malmo", "Turku", "Riga", "Vilnius", "Warsaw", "Prague", "Vienna", "Graz"]
CITIES += ["Berne", "Geneva", "Lyon", "Turin", "Porto", "Lisbon", "Athens", "Sofia", "Varna", "Kyiv"]
HELD = [f"The {city} Summit was held on {number + 1} May {1990 + number}." for number, city in enumerate(CITIES)]
SWEDEN = "Sweden is a member of the Contact Group."
COUNT = "The Contact Group has five members."


def of_summits(*fives):
    """What was held, five in a row for each letter: texts that share five are one witness."""
    return " ".join(sentence for five in fives for sentence in HELD["abcd".index(five) * 5 :][:5])


def witnesses():
    body = Organization.objects.get(key="contact-group")
    return KeptReading.objects.get(kind="organization", record=body.pk, field="member/member/sweden//").witnesses


@pytest.fixture
def imports(tmp_path, monkeypatch):
    """What imports texts, one after the other, into an archive that keeps the readings of each body."""
    monkeypatch.setattr(kept, "HEAVY", 1)

    def importing(**texts):
        for name, text in texts.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(f"{text}\n", "utf-8") if text else path.unlink()
            import_sources([tmp_path])
            assert list(check_records()) == []

    return importing


def test_a_text_that_retells_two_makes_one_witness_of_them(imports):
    imports(one=f"{of_summits('a')} {SWEDEN}", other=f"{of_summits('b')} {SWEDEN}")
    assert witnesses() == 2
    imports(both=f"{of_summits('a', 'b')} {COUNT}")
    assert witnesses() == 1
    bridge = Document.objects.get(path="both.txt")
    for status, number in (("withheld", 2), ("unreviewed", 1)):
        set_status(bridge, status, make_user(), "Why not.")
        settle([bridge.pk])
        assert (list(check_records()), witnesses()) == ([], number)
    imports(both="")
    assert witnesses() == 2


def test_a_text_makes_one_witness_of_those_that_are_one_with_what_it_retells(imports):
    imports(
        one=f"{of_summits('a')} {SWEDEN}",
        near_one=f"{of_summits('a', 'b')} {COUNT}",
        near_other=f"{of_summits('c', 'd')} {COUNT}",
        other=f"{of_summits('d')} {SWEDEN}",
    )
    assert witnesses() == 2
    imports(both=of_summits("b", "c") + " Norway joined the Contact Group in 1998.")
    assert witnesses() == 1


@pytest.mark.parametrize("between", [["a", "b"], ["ab"], ["ab", "bc"], ["ab", "bc", "cd"]])
def test_texts_stay_one_witness_through_those_that_say_something_else(imports, between):
    last = between[-1][-1]
    imports(first=f"{of_summits('a')} {SWEDEN}", **{each: f"{of_summits(*each)} {COUNT}" for each in between})
    imports(last=f"{of_summits(last)} {SWEDEN}", alone=SWEDEN)
    assert witnesses() == (3 if between == ["a", "b"] else 2)


def test_a_text_of_the_same_bytes_is_the_same_witness_until_it_has_others(imports):
    weather = "The weather was fine all over the country, and nothing else of that day was noted by anybody at all."
    imports(one=f"{SWEDEN} {weather}", other=f"{SWEDEN} {weather}")
    assert witnesses() == 1
    imports(other=f"{SWEDEN} {weather} And that was that.")
    assert witnesses() == 2
    imports(other=f"{SWEDEN} {weather}")
    assert witnesses() == 1


def test_texts_are_one_witness_through_those_of_the_same_bytes(imports, tmp_path):
    one, other = (f"{of_summits(*fives)} {COUNT}" for fives in ("ab", "bc"))
    imports(first=f"{of_summits('a')} {SWEDEN}", one=one, one_too=one, other=other, other_too=other)
    imports(last=f"{of_summits('c')} {SWEDEN}")
    left = [{"first.txt", "one.txt"}, {"one_too.txt", "other_too.txt"}, {"other.txt", "last.txt"}]
    for pair in Retelling.objects.all():
        if {pair.first.path, pair.second.path} not in left:
            pair.delete()
    (tmp_path / "alone.txt").write_text(SWEDEN, "utf-8")
    import_sources([tmp_path])
    assert (Retelling.objects.count(), witnesses()) == (3, 2)


def test_a_finding_on_lists_of_members_has_the_name_that_the_body_has_now(tmp_path):
    listing = "The Working Group on Rivérs consists of four states: France, Italy, Germany and {}."
    texts = {
        "a": listing.format("Sweden"),
        "b": listing.format("Norway"),
        "c": "The Working Group on Rivers met in Oslo.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        import_sources([tmp_path])
    (only,) = Finding.objects.filter(found=True, field="member")
    assert only.message.startswith("Sources differ on the members of “Working Group on Rivers”")
    before = archive_digest()
    settle_bodies([only.organization.key])
    assert archive_digest() == before


def test_rulings_on_many_bodies_ask_as_much_as_on_one(imports, django_assert_max_num_queries):
    groups = ("Rivers", "Roads", "Forests", "Water", "Borders", "Trade", "Energy", "Ports")
    imports(one=" ".join(f"Sweden and Norway are members of the Working Group on {group}." for group in groups))
    bodies = list(Organization.objects.filter(key__startswith="working-group"))
    assert kept.kept_among(Organization, [body.pk for body in bodies]) == {body.pk for body in bodies}
    assert len(bodies) == len(groups)
    for some in (bodies[:1], bodies):
        with django_assert_max_num_queries(36):
            rule_all([Edit(body, {"founded": "1950"}) for body in some], make_user())
    assert {body.founded for body in Organization.objects.filter(pk__in=[body.pk for body in bodies])} == {"1950"}


def test_what_a_text_says_nothing_of_is_not_read_again(imports, tmp_path):
    imports(one=f"{SWEDEN} Norway joined the Contact Group in 1998.")
    body = Organization.objects.get(key="contact-group")
    Claim.objects.filter(telling__organization=body, value__member="norway").update(mode="denied")
    assert [each for each in check_records() if "kept" in each]
    (tmp_path / "other.txt").write_text(f"{SWEDEN} {COUNT}\n", "utf-8")
    import_sources([tmp_path])
    assert KeptReading.objects.get(kind="organization", record=body.pk, field="member/member/norway//1998").facts == 1
    assert witnesses() == 2
