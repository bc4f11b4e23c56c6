"""What every test can ask for, and what a machine must have to be asked.

Tests marked `browser` need Debian's Chromium (or one named by $CHROMIUM), those marked `postgres` a DATABASE_URL of
PostgreSQL. Without, they are skipped; with REQUIRE_BROWSER=1 the former fail instead.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as project
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from osce_docs.models import SearchEntry
from osce_docs.search.engines import engine

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


def pytest_report_header() -> list[str]:
    """Say in one line what is skipped for want of a browser."""
    return [f"browser tests: skipped, no browser at {CHROMIUM} (CHROMIUM can name one)"] if WITHOUT_BROWSER else []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine, or this database, cannot run."""
    if WITHOUT_BROWSER:
        _skip(items, "browser", "no browser")
    if project.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        _skip(items, "postgres", "the database is not PostgreSQL")


def _skip(items: list[pytest.Item], marker: str, reason: str) -> None:
    for item in items:
        if item.get_closest_marker(marker):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep an SQLite test database in a file of its own: threads and the public connection then behave as in use."""
    default = project.DATABASES["default"]
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["TEST"]["NAME"] = tmp_path_factory.mktemp("database") / "test.sqlite3"


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
