"""Without a PostgreSQL its tests are skipped, in one line, unless they are required."""

import pytest

from tests.on_postgres import ABSENT, reachable, run

CLOSED = "postgres://nobody@127.0.0.1:1/none"


@pytest.fixture(autouse=True)
def _no_postgres(monkeypatch):
    monkeypatch.setenv("DATABASE_URL_TEST_POSTGRES", CLOSED)
    monkeypatch.delenv("REQUIRE_POSTGRES", raising=False)


def test_a_closed_port_is_not_reachable():
    assert reachable(CLOSED) is False


def test_absent_it_is_skipped_in_one_line(capsys):
    run([])
    assert capsys.readouterr().out == ABSENT + "\n"


def test_absent_it_fails_where_it_is_required(monkeypatch):
    monkeypatch.setenv("REQUIRE_POSTGRES", "1")
    with pytest.raises(SystemExit, match="none reachable"):
        run([])
