"""The measures of speed run, and print what they promise; how fast anything is, no test asks."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from itertools import count, dropwhile, takewhile

import psycopg
import pytest
from django.conf import settings

from benchmarks import corpus, measuring, search, steps
from benchmarks.archives import scratch
from benchmarks.measuring import Row, in_turn, table

SIZE = 12
QUICK = ("--rounds", "1", "--seconds", "1")
RUN = {"cwd": settings.BASE_DIR, "capture_output": True, "text": True, "check": False}


def measured(name, *arguments):
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *map(str, arguments)], **RUN)


def manage(url, *arguments):
    environment = os.environ | {"DATABASE_URL": url, "PUBLIC_DATABASE_URL": ""}
    subprocess.run([sys.executable, "manage.py", *arguments], env=environment, **(RUN | {"check": True}))


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return corpus.write(tmp_path_factory.mktemp("texts"), SIZE)


@pytest.fixture(scope="module")
def archive(texts, tables, tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "archive.sqlite3"
    path.write_bytes(tables)
    manage(f"sqlite:///{path}", "import_seeds", str(texts), "--jobs", "1")
    return path


def rows_of(printed):
    """Return the lines of the first table by what they measure, each as its cells under their heads."""
    lines = [re.split(r"\s{2,}", line.strip()) for line in printed.splitlines()]
    heads, *others = dropwhile(lambda cells: cells[0] != "floor", lines)
    return {
        cells[-1]: dict(zip(heads, cells, strict=True)) for cells in takewhile(lambda cells: len(cells) > 1, others)
    }


def test_pages_are_measured_beside_the_floor_and_the_archive_is_held_to_its_promises(archive):
    done = measured("pages", "--archive", archive, *QUICK)
    assert done.returncode == 0, done.stderr
    rows = rows_of(done.stdout)
    assert {"list", "list, narrowed", "list, three quarters down", "a document", "/timeline/"} <= rows.keys()
    for row in rows.values():
        assert float(row["floor"]) > 0
        assert float(row["min"]) <= float(row["median"]) <= float(row["max"])
        assert float(row["ratio"]) == pytest.approx(float(row["median"]) / float(row["floor"]), rel=0.05)
    assert f"{SIZE} documents" in done.stdout
    assert "all its promises hold" in done.stdout


@pytest.mark.parametrize("name", ["pages", "search", "admin"])
def test_an_empty_archive_can_be_measured(name, tmp_path, tables):
    archive = tmp_path / "empty.sqlite3"
    archive.write_bytes(tables)
    done = measured(name, "--archive", archive, *QUICK, "--unchecked")
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 documents" in done.stdout


def test_a_page_that_is_none_is_named_and_the_status_says_so(archive):
    done = measured("pages", "--archive", archive, *QUICK, "--page", "/no-such-page/", "--page", "/documents/")
    assert done.returncode == 1
    assert "/no-such-page/: status 404" in done.stderr
    assert rows_of(done.stdout).keys() == {"/documents/"}


def test_an_archive_that_breaks_a_promise_is_not_passed(archive, tmp_path):
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(archive.read_bytes())
    with sqlite3.connect(broken) as connection:
        connection.execute("UPDATE osce_docs_document SET title = 'Another'")
    connection.close()
    command = ["--archive", broken, *QUICK, "--page", "/documents/"]
    done = measured("pages", *command)
    assert done.returncode == 1
    assert "promises do not hold" in done.stderr
    unchecked = measured("pages", *command, "--unchecked")
    assert (unchecked.returncode, "Not checked" in unchecked.stdout) == (0, True)


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("pages", ["--archive", "no/such.sqlite3"], "no such file"),
        ("admin", ["--archive", "pyproject.toml"], "database"),
        ("search", ["--size", "1", "--database", "postgres://nobody@127.0.0.1:1/none"], "nobody@127.0.0.1:1"),
        ("importing", ["--size", "1", "--database", "postgres://nobody@127.0.0.1:1/none"], "nobody@127.0.0.1:1"),
    ],
)
def test_what_cannot_be_measured_is_told_in_a_sentence(name, arguments, reason):
    done = measured(name, *arguments)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_searches_are_measured_beside_floor_and_peers(archive):
    done = measured("search", "--archive", archive, *QUICK, "--peers")
    assert done.returncode == 0, done.stderr
    rows = rows_of(done.stdout)
    assert {"common words", "middling words", "rare words", "phrases"} <= rows.keys()
    assert "Wagtail is not measured" in done.stdout
    assert {"peer", "indexed"} < set(rows["common words"])


def test_the_admin_is_measured_and_nothing_is_written(archive):
    before = archive.read_bytes()
    done = measured("admin", "--archive", archive, *QUICK)
    assert done.returncode == 0, done.stderr
    assert {"list", "list, searched", "form of a document", "a name completed", "list of events"} <= rows_of(
        done.stdout
    ).keys()
    assert archive.read_bytes() == before


def _beside(texts, *options):
    done = measured("importing", "--corpus", texts, "--rounds", "1", "--peers", *options)
    assert done.returncode == 0, done.stderr
    row = rows_of(done.stdout)[str(SIZE)]
    assert float(row["floor"].replace(",", "")) > 0
    assert float(row["ratio"]) > 0
    assert "unchanged" in done.stdout
    assert "2 and 1 processes give the same digest, and all promises hold" in done.stdout
    return done.stdout


def test_importing_is_measured_and_the_result_is_the_same_by_any_number_of_processes(texts):
    told = _beside(texts, "--profile")
    assert {"extract", "store", "settle", "match"} <= {line.split()[-1] for line in told.splitlines() if "%" in line}


@pytest.mark.postgres
def test_importing_is_measured_on_postgresql(texts):
    assert "PostgreSQL" in _beside(texts, "--database", os.environ["DATABASE_URL"])


@pytest.mark.postgres
def test_a_database_made_for_a_measure_goes_with_it():
    with scratch(os.environ["DATABASE_URL"]) as place:
        made = place.database("short")
        psycopg.connect(made).close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(made)


@pytest.mark.postgres
def test_pages_are_measured_on_postgresql():
    done = measured("pages", "--size", SIZE, *QUICK, "--peers", "--database", os.environ["DATABASE_URL"])
    assert done.returncode == 0, done.stderr
    assert "all its promises hold" in done.stdout


def test_a_folder_without_texts_and_a_text_that_is_refused_cannot_be_measured(tmp_path):
    assert "no texts" in measured("importing", "--corpus", tmp_path).stderr
    (tmp_path / "empty.txt").write_bytes(b"")
    done = measured("importing", "--corpus", tmp_path)
    assert (done.returncode, "empty.txt" in done.stderr) == (2, True)


def test_a_measure_that_is_stopped_leaves_no_process_and_no_file(archive, tmp_path):
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "benchmarks.pages", "--archive", str(archive), "--rounds", "100000"]
    process = subprocess.Popen(
        [*command, "--seconds", "600"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with process.stdout:
        assert b"SQLite" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 143
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.parametrize("name", ["importing", "pages", "search", "admin", "corpus"])
def test_help_teaches(name):
    told = measured(name, "--help").stdout
    assert f"python -m benchmarks.{name}" in told
    assert "--size" in told


def test_a_smaller_corpus_is_the_beginning_of_a_greater_one(texts, tmp_path):
    smaller = corpus.write(tmp_path / "smaller", 5)
    for path in smaller.rglob("*.txt"):
        assert path.read_bytes() == (texts / path.relative_to(smaller)).read_bytes()


def test_generated_texts_are_of_many_forms_and_some_are_copies():
    made = [corpus.text(number) for number in range(400)]
    assert 2 < len(made) - len(set(made)) < 40
    for form in ("Press release", "See also", "Ministry of", "Chronology:"):
        assert 10 < sum(form in text for text in made) < 390
    assert len({len(text) for text in made}) > 100


def test_samples_are_taken_in_turn_until_the_time_is_over():
    order = []
    both = {name: lambda at, name=name: order.append((name, at)) or float(at) for name in ("floor", "ours")}
    assert in_turn(both, 5, 60, warm=1, fewest=2)["ours"] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert order[:4] == [("floor", 0), ("ours", 0), ("floor", 1), ("ours", 1)]
    assert len(in_turn(both, 100, -1, fewest=2)["floor"]) == 2


def test_a_table_tells_ratio_spread_and_peers():
    row = Row("list", {"floor": [1.0, 1.0, 1.0], "ours": [10.0, 20.0, 30.0], "peer": [40.0, 40.0]})
    head, line, *legend = table([row, Row("no peer", {"floor": [1.0], "ours": [2.0]})], "ms", ["peer"]).splitlines()
    assert head.split() == ["floor", "median", "p95", "min", "max", "ratio", "above", "n", "peer", "what"]
    assert line.split() == ["1.00", "20.0", "29.0", "10.0", "30.0", "20.0", "28.0", "3", "40.0", "(0.500)", "list"]
    assert "Peers" in " ".join(legend)


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (0.00034567, "0.000346"), (1.2345, "1.23"), (-56.78, "-56.8"), (4567.8, "4,568")]
)
def test_numbers_are_shown_with_the_digits_that_count(value, shown):
    assert measuring.number(value) == shown


@pytest.mark.parametrize(
    ("stack", "step"),
    [
        ("osce_docs/search/indexing.py:index\nosce_docs/ingest/store/__init__.py:store", "search"),
        ("osce_docs/editorial/recompute.py:recompute\nosce_docs/ingest/store/waiting.py:settle_waiting", "settle"),
        ("osce_docs/edtf.py:parse\nosce_docs/ingest/extract/scan.py:scan\nosce_docs/ingest/reading.py:try", "extract"),
        ("osce_docs/ingest/run.py:import_sources", steps.REST),
    ],
)
def test_a_moment_belongs_to_one_step(stack, step):
    assert steps.step_of(stack) == step


def test_words_to_search_for_are_chosen_by_how_many_texts_have_them(tmp_path):
    rows = tmp_path / "rows.jsonl"
    words = [["common"] * (at % 5 == 0) + ["scarce"] * (at in (3, 4)) for at in range(100)]
    rows.write_text("".join(f'{{"body": "{" ".join(each)} number{at}"}}\n' for at, each in zip(count(), words)))
    found = search.words_of(rows)
    assert found["common words"][0] == "common"
    assert found["rare words"][0] == "scarce"
