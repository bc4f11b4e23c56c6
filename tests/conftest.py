"""What every test can ask for, and what a machine must have to be asked.

Tests marked `browser` need Debian's Chromium (or one named by $CHROMIUM), those marked `postgres` a DATABASE_URL of
PostgreSQL. Without, they are skipped; with REQUIRE_BROWSER=1 the former fail instead. On PostgreSQL only those are run
that ask for a database: pytest-django refuses it to the others, so that they are the same as on SQLite. Nor are those
marked `drawn`, by far the slowest: that a page is there, and what stands on it, tests without a browser hold on both.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.db import connection, transaction
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from osce_docs.models import SearchEntry
from osce_docs.search.engines import engine
from tests.tables import made

# How long an example takes says nothing on a machine that others use too.
hypothesis.settings.register_profile("archive", deadline=None)
hypothesis.settings.load_profile("archive")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

WITHOUT_BROWSER = not (Path(CHROMIUM).exists() or os.environ.get("REQUIRE_BROWSER"))
ON_POSTGRES = project.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
LEFT_OUT = {
    f"browser tests: skipped, no browser at {CHROMIUM} (CHROMIUM can name one)": WITHOUT_BROWSER,
    "tests that ask for no database, or look at how pages are drawn: left to the run on SQLite": ON_POSTGRES,
}


OTHERS_END = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def pytest_report_header() -> list[str]:
    """Say in a line each what is left out, and why."""
    return [line for line, holds in LEFT_OUT.items() if holds]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this machine, or this database, cannot run, and what another database cannot change."""
    if WITHOUT_BROWSER:
        _skip(items, "browser", "no browser")
    if ON_POSTGRES:
        config.hook.pytest_deselected(items=[item for item in items if not _depends_on_the_database(item)])
        items[:] = filter(_depends_on_the_database, items)
    else:
        _skip(items, "postgres", "the database is not PostgreSQL")


def _depends_on_the_database(item: pytest.Item) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    asks = marks & {"django_db", "postgres"} or {"django_db_setup", "live_server"} & set(item.fixturenames)
    return bool(asks) and "drawn" not in marks


def _skip(items: list[pytest.Item], marker: str, reason: str) -> None:
    for item in items:
        if item.get_closest_marker(marker):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory, tables: bytes
) -> None:
    """Keep an SQLite test database in a file of its own: threads and the public connection then behave as in use.

    No test database has to outlive a power cut: none waits for the disk.
    """
    default = project.DATABASES["default"]
    if ON_POSTGRES:
        default["OPTIONS"]["options"] = f"{default['OPTIONS'].get('options', '')} -c synchronous_commit=off"
    else:
        default["OPTIONS"]["init_command"] = "PRAGMA synchronous=OFF"
        default["TEST"]["NAME"] = tmp_path_factory.mktemp("database") / "test.sqlite3"
        default["TEST"]["NAME"].write_bytes(tables)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """An SQLite test database has its tables when it is opened; it goes with its folder."""
    return django_db_keepdb or not ON_POSTGRES


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tables of PostgreSQL are emptied by DELETE: of few rows it takes a tenth of the time of TRUNCATE.

    A database in use cannot be dropped: a session that a thread of a test has not yet closed is ended first.
    """
    if ON_POSTGRES:
        connection.ops.sql_flush = _deletions
    yield
    if ON_POSTGRES:
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(OTHERS_END)


def _deletions(style: object, tables: Sequence[str], **_: bool) -> list[str]:
    return [f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables]


@pytest.fixture(scope="session")
def tables(pytestconfig: pytest.Config) -> bytes:
    """An SQLite file with all tables and nothing in them, for processes to work on."""
    return made(pytestconfig.cache.mkdir("tables")).read_bytes()


@pytest.fixture(scope="module")
def rows_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database, for rows that all tests of a module find in it. What a test does with them is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Let no test meet what another's archive was counted to have."""
    cache.clear()


@pytest.fixture(autouse=True)
def _quick_and_visible(request: pytest.FixtureRequest, settings) -> None:
    """Hash passwords quickly, and let public pages see what a test has not committed.

    Their reads go to `default`; writes are refused as ever. A test that names the database `public` gets the real one.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    marker = request.node.get_closest_marker("django_db")
    if not (marker and "public" in marker.kwargs.get("databases", ())):
        settings.PUBLIC_DATABASE = "default"


@pytest.fixture(autouse=True)
def _no_words_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with real transactions its tables are emptied; the index beside them is emptied here."""
    marker = request.node.get_closest_marker("django_db")
    real = "live_server" in request.fixturenames or (marker is not None and marker.kwargs.get("transaction"))
    if real:
        request.getfixturevalue("transactional_db")
    yield
    if real:
        SearchEntry.objects.all().delete()
        with connection.cursor() as cursor:
            engine(connection).rebuild(cursor)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window, shared by the session.

    Playwright's loop runs in the test's own thread, where Django would then forbid the database to synchronous code.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page with no cookies; `page.goto(live_server.url + "/")` opens the archive."""
    context = browser.new_context(locale="en-GB")
    yield context.new_page()
    context.close()
