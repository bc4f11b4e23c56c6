"""The settings, as the environment drives them."""

import contextlib
import runpy
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.databases import PLANS_ONCE, PREPARED_AFTER, READ_ONLY, SQLITE, database, reading, writing
from config.secret_key import read_or_make_secret_key

SETTINGS = Path(__file__).parent.parent / "config" / "settings.py"
VARIABLES = ["DATABASE_URL", "PUBLIC_DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"]
SITE = {"ALLOWED_HOSTS": "archive.example.org", "SECRET_KEY": "given"}


@pytest.fixture
def settings_under(monkeypatch):
    """Return the settings as they are under the given variables, and no others."""

    def run(**variables):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return run


def test_without_an_environment_the_archive_is_local_and_safe(settings_under):
    settings = settings_under()
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert settings["DEBUG"] is False
    assert {settings["DATABASES"][alias]["NAME"] for alias in ("default", "public")} == {
        SETTINGS.parent.parent / "archive.sqlite3"
    }
    assert settings["SECRET_KEY"] == (SETTINGS.parent.parent / ".secret_key").read_text()


@pytest.mark.parametrize(
    ("hosts", "guarded"),
    [
        ("127.0.0.1", False),
        ("localhost,127.0.0.1", False),
        ("archive.example.org", True),
        ("localhost,archive.example.org", True),
    ],
)
def test_a_site_with_a_name_is_served_over_https_only(hosts, guarded, settings_under):
    settings = settings_under(ALLOWED_HOSTS=hosts, SECRET_KEY="given")
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "STATIC_ROOT")
    assert [bool(settings[name]) for name in names] == [guarded] * 5


def test_a_site_with_a_name_must_be_given_its_key(settings_under):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        settings_under(ALLOWED_HOSTS="archive.example.org")


def test_the_public_connection_follows_the_database_unless_it_has_its_own(settings_under):
    url = "postgres://editor@db.example.org/archive"
    shared = settings_under(**SITE, DATABASE_URL=url)["DATABASES"]
    apart = settings_under(
        **SITE, DATABASE_URL=url, PUBLIC_DATABASE_URL="postgres://reader@replica.example.org/archive"
    )["DATABASES"]
    assert [(shared[alias]["USER"], shared[alias]["HOST"]) for alias in shared] == [("editor", "db.example.org")] * 2
    assert [apart[alias]["USER"] for alias in apart] == ["editor", "reader"]


PREPARING = {"prepare_threshold": PREPARED_AFTER}


@pytest.mark.parametrize(
    ("url", "write", "read"),
    [
        (
            "sqlite:///a.sqlite3",
            {"transaction_mode": "IMMEDIATE", "timeout": 20},
            {"transaction_mode": "DEFERRED", "timeout": 20, "init_command": "PRAGMA query_only=ON"},
        ),
        ("postgres://db/a", PREPARING | {"options": PLANS_ONCE}, PREPARING | {"options": f"{READ_ONLY} {PLANS_ONCE}"}),
        (
            "postgres://db/a?options=-c%20search_path=b",
            PREPARING | {"options": f"-c search_path=b {PLANS_ONCE}"},
            PREPARING | {"options": f"-c search_path=b {READ_ONLY} {PLANS_ONCE}"},
        ),
        (
            "postgres://pooler/a?disable_server_side_cursors=true",
            {"prepare_threshold": None, "options": PLANS_ONCE},
            {"prepare_threshold": None, "options": f"{READ_ONLY} {PLANS_ONCE}"},
        ),
    ],
)
def test_options_of_the_two_connections(url, write, read):
    given = database(url, otherwise={})
    assert (writing(given)["OPTIONS"], reading(given)["OPTIONS"]) == (write, read)


def test_an_empty_url_names_no_database():
    assert database("", otherwise={"ENGINE": SQLITE}) == {"ENGINE": SQLITE}


@pytest.mark.django_db
def test_sqlite_keeps_its_rollback_journal_and_foreign_keys():
    if connection.vendor != "sqlite":
        pytest.skip("the database is not SQLite")
    with connection.cursor() as cursor:
        pragmas = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    assert pragmas == ["delete", 1, 20_000]


def test_a_key_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "key"
    key = read_or_make_secret_key(path)
    assert len(key) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_or_make_secret_key(path) == key
    assert list(tmp_path.iterdir()) == [path]


def test_two_installations_have_two_keys(tmp_path):
    assert read_or_make_secret_key(tmp_path / "one") != read_or_make_secret_key(tmp_path / "two")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/no-such-page/", "/static/admin/css/base.css"])
def test_every_answer_carries_the_strict_policy(path, client):
    with contextlib.closing(client.get(path)) as response:
        policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["//elsewhere.example", "https://elsewhere.example", "javascript:alert(1)"])
def test_logging_in_leads_to_a_page_of_this_site(asked, client, django_user_model):
    django_user_model.objects.create_superuser("editor", password="a long password")
    answer = client.post("/admin/login/", {"username": "editor", "password": "a long password", "next": asked})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


@pytest.mark.django_db
def test_asking_for_a_foreign_name_is_refused_and_fills_no_log(client, caplog):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert caplog.records == []


@pytest.mark.django_db
def test_a_local_archive_serves_static_files_without_collecting_them(client):
    with contextlib.closing(client.get("/static/admin/css/base.css")) as response:
        assert response.status_code == 200
