"""A multiplied archive is as true as an imported one, and whatever cannot be multiplied stays as it was."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from benchmarks import multiplying
from benchmarks.archives import CannotMeasureError
from benchmarks.multiplying import multiply
from benchmarks.multiplying.copied import copied
from benchmarks.multiplying.hashed import copy_records
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.store.evidence import beginning
from osce_docs.models import (
    Alias,
    Change,
    Claim,
    Document,
    Event,
    Finding,
    KeptReading,
    Membership,
    NavigationEdition,
    Organization,
    Original,
    Proposal,
    Provenance,
    Telling,
    Topic,
    Unsettled,
)
from osce_docs.search.counting import counted, recounted
from tests.factories import make_user

TIMES = 3
SHARED = (Organization, Provenance, NavigationEdition, Topic, Alias)
RECORDS = {"documents": Document, "events": Event, "proposals": Proposal}
SUMMIT = "The OSCE Summit was held in Oslo on 3 May 1998. Armenia joined the OSCE on 30 January 1992.\n"
# That one of them could be either is told by two of these, each a meeting by itself of the same key.
MEETING = "The OSCE Parliamentary Assembly met in Oslo {}."
DAYS = ("on 5 June 1997", "on 7 June 1997", "in June 1997", "in June 1997")

database = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(transactional_db, tmp_path):
    """The five texts; so many of one summit that what is told of it is kept; two of either of two meetings."""
    texts = [f"{SUMMIT}The meeting in Bergen on {number % 28 + 1} June 1999 closed.\n" for number in range(60)]
    texts += [f"{MEETING.format(day)} Guest number {at} spoke.\n" for at, day in enumerate(DAYS)]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text)
    import_sources([settings.BASE_DIR / "seeds"])
    import_sources([tmp_path])


def numbers():
    """How many rows there are in each table."""
    return {table: table._default_manager.count() for table in (*copied(), *SHARED)}


def schema():
    """What the database says of its indexes and constraints."""
    asked = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name",
        "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE convalidated ORDER BY 1, 2",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return cursor.fetchall()


def shared_findings():
    return Finding.objects.filter(organization__isnull=False).count()


@database
def test_there_are_so_many_of_each_and_all_promises_hold(archive):
    before, indexes, on_bodies = numbers(), schema(), shared_findings()
    of_navigation = {Telling: Telling.objects.filter(document=None).count()}
    of_navigation[Claim] = Claim.objects.filter(telling__document=None).count()
    assert of_navigation[Claim]
    multiply(TIMES)
    after = numbers()
    for table in (*RECORDS.values(), Original, Telling, Claim):
        once = of_navigation.get(table, 0)
        assert before[table] > once
        assert after[table] == once + TIMES * (before[table] - once), table
    assert after[Finding] - shared_findings() == TIMES * (before[Finding] - on_bodies)
    assert {table: after[table] for table in SHARED} == {table: before[table] for table in SHARED}
    assert Event.objects.filter(key__contains="1997-06#").count() == TIMES
    assert schema() == indexes
    assert counted() == recounted()
    assert list(check_records()) == []


def without_copy(told):
    """What is told of a record, without what a copy has of its own: keys, addresses, and the hash of its bytes."""
    return re.sub(r"copy-2[-/]|[0-9a-f]{64}", "", told)


@database
def test_pages_of_copies_tell_what_those_of_the_originals_tell(archive, client):
    multiply(TIMES)
    compared = Counter()
    for name, model in RECORDS.items():
        for slug in model.objects.public().exclude(slug__startswith="copy-").values_list("slug", flat=True)[:40]:
            ours, theirs = (client.get(f"/api/{name}/{each}/").content.decode() for each in (slug, f"copy-2-{slug}"))
            assert f"/{name}/copy-2-{slug}/" in theirs
            assert without_copy(theirs) == without_copy(ours)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"/{name}/{slug}/").status_code == 200
            with CaptureQueriesContext(connection) as asked_of_copy:
                assert client.get(f"/{name}/copy-2-{slug}/").status_code == 200
            assert len(asked_of_copy) == len(asked)
            compared[name] += 1
    assert all(compared[name] for name in RECORDS)


@database
def test_copies_are_found_and_listed(archive, client):
    def found(address):
        return Counter(each["slug"].removeprefix("copy-1-").removeprefix("copy-2-") for each in results(address))

    def results(address):
        answer = client.get(address).json()
        return answer["results"] + (results(answer["next"]) if answer["next"] else [])

    asked = ("/api/documents/?q=summit", "/api/events/?q=oslo", "/api/events/?since=1992-01-01", "/api/documents/")
    before = [found(each) for each in asked]
    assert all(before)
    multiply(TIMES)
    assert [found(each) for each in asked] == [Counter(dict.fromkeys(each, TIMES)) for each in before]


@database
def test_of_bodies_more_is_told_and_offices_have_other_holders(archive):
    offices = set(Membership.objects.exclude(holder="").values_list("owner", "holder"))
    assert offices
    multiply(TIMES)
    now = set(Membership.objects.exclude(holder="").values_list("owner", "holder"))
    assert now == {(owner, f"{name}{copy}") for owner, name in offices for copy in ("", " 1", " 2")}
    kept = KeptReading.objects.filter(kind="organization", field__startswith="member/member/armenia/")
    assert kept.latest("documents").documents == 60 * TIMES


@database
def test_what_is_kept_of_an_event_and_the_names_of_claims_are_those_of_its_copy(archive):
    assert KeptReading.objects.filter(kind="event").exists()
    multiply(TIMES)
    for claim in Claim.objects.filter(telling__document__isnull=False).select_related("telling__document"):
        assert claim.identity.startswith(beginning(claim.telling.document.key))
    kept = set(KeptReading.objects.filter(kind="event").values_list("record", flat=True))
    assert {Event.objects.get(pk=pk).slug.split("-")[1] for pk in kept} >= {"1", "2"}


@database
def test_new_rows_come_after_and_what_is_multiplied_is_imported_again(archive, tmp_path):
    multiply(TIMES)
    assert import_sources([settings.BASE_DIR / "seeds"]).imported == 0
    (tmp_path / "another.txt").write_text(SUMMIT)
    documents = Document.objects.filter(standing=True).count()
    assert import_sources([tmp_path]).imported == 1
    assert Document.objects.filter(standing=True).count() == documents + 1
    assert list(check_records()) == []


@database
def test_when_it_is_stopped_nothing_has_changed(archive, monkeypatch):
    def stopped(table, times, last):
        yield from copy_records(table, times, last) if table is Event else range(1)
        raise KeyboardInterrupt

    before = numbers(), schema(), Change.objects.get().number
    monkeypatch.setattr(multiplying, "copy_records", stopped)
    with pytest.raises(KeyboardInterrupt):
        multiply(TIMES)
    assert (numbers(), schema(), Change.objects.get().number) == before
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM originals")


@database
def test_copies_without_evidence_are_less_and_are_found_unproved(archive):
    before = numbers()
    multiply(TIMES, proved=False)
    after = numbers()
    assert {after[table] - TIMES * before[table] for table in RECORDS.values()} == {0}
    assert not Telling.objects.filter(event__slug__startswith="copy-").exists()
    assert after[Claim] < TIMES * before[Claim] / 2
    broken = list(check_records())
    assert broken
    assert not [each for each in broken if each.startswith(("copy-1/", "Search", "A row"))]


def multiplied_already():
    multiply(2)


def an_interrupted_import():
    Unsettled.objects.create(kind="block", key="event:summit:oslo")


def a_ruling():
    document = Document.objects.first()
    document.rulings.create(kind="status", value="reviewed", author=make_user())


@database
@pytest.mark.parametrize(
    ("done", "reason"),
    [
        (lambda: None, "There is no room"),
        (multiplied_already, "multiplied already"),
        (an_interrupted_import, "interrupted"),
        (a_ruling, "Editors have worked in this archive: it has rulings"),
    ],
)
def test_what_cannot_be_multiplied_is_left_alone(transactional_db, tmp_path, monkeypatch, done, reason):
    (tmp_path / "summit.txt").write_text(SUMMIT)
    import_sources([tmp_path])
    done()
    before = numbers()
    if "room" in reason:
        monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(CannotMeasureError, match=reason):
        multiply(TIMES)
    assert numbers() == before


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.multiplied", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_archive_is_multiplied_once_by_a_command(tmp_path, tables):
    path = tmp_path / "archive.sqlite3"
    path.write_bytes(tables)
    empty = command("--archive", path)
    assert (empty.returncode, empty.stdout) == (2, "")
    assert "import_seeds" in empty.stderr
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "summit.txt").write_text(SUMMIT)
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{path}", "PUBLIC_DATABASE_URL": ""}
    imported = [sys.executable, "manage.py", "import_seeds", str(texts), "--jobs", "1"]
    subprocess.run(imported, cwd=settings.BASE_DIR, env=environment, capture_output=True, check=True)
    done = command("--archive", path, "--times", "4")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("4 documents, 8 events")
    again = command("--archive", path)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert "multiplied already" in again.stderr


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("no/such.sqlite3", "no such file"),
        ("pyproject.toml", "not a database"),
        ("postgres://nobody@127.0.0.1:1/no", "1"),
    ],
)
def test_an_archive_that_is_not_there_is_told_in_a_sentence(address, reason):
    done = command("--archive", address)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_help_teaches():
    told = command("--help").stdout
    assert "python -m benchmarks.multiplied --archive" in told
    assert "check_records" in told
