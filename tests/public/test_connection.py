"""Public pages read through a connection that cannot write."""

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connections, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import get_script_prefix, set_script_prefix

from osce_docs.public.connection import PublicReads, PublicRouter, PublicWriteRefused, is_of_admin, public_reads

User = get_user_model()
on_the_real_connection = pytest.mark.django_db(transaction=True, databases=["default", "public"])


def serve(path, view, rf):
    return PublicReads(view)(rf.get(path))


def names():
    return list(User.objects.values_list("username", flat=True))


@pytest.mark.django_db
def test_public_reads_see_what_the_test_has_written():
    User.objects.create(username="a")
    with public_reads():
        assert names() == ["a"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        lambda: User.objects.create(username="b"),
        lambda: User.objects.update(username="b"),
        lambda: User.objects.filter(username="a").delete(),
        lambda: User.objects.bulk_create([User(username="b")]),
    ],
)
def test_public_reads_refuse_every_write(write):
    User.objects.create(username="a")
    with public_reads(), pytest.raises(PublicWriteRefused, match="Public pages only read"), transaction.atomic():
        write()
    assert names() == ["a"]


@pytest.mark.django_db
def test_what_follows_public_reads_may_write_again():
    with pytest.raises(ZeroDivisionError), public_reads():
        raise ZeroDivisionError
    User.objects.create(username="a")
    assert names() == ["a"]


@on_the_real_connection
def test_the_public_connection_reads_what_is_committed():
    User.objects.create(username="a")
    with public_reads():
        user = User.objects.get()
    assert (user.username, user._state.db) == ("a", "public")


@on_the_real_connection
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "DROP TABLE {}", "UPDATE {} SET username = 'b'"])
def test_the_database_itself_refuses_to_write_there(statement):
    User.objects.create(username="a")
    with pytest.raises(DatabaseError), connections["public"].cursor() as cursor:
        cursor.execute(statement.format(User._meta.db_table))
    assert names() == ["a"]


@pytest.mark.postgres
@on_the_real_connection
def test_a_slow_public_query_is_cut_off():
    with connections["public"].cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("10s",)


@pytest.mark.postgres
@on_the_real_connection
@pytest.mark.parametrize("alias", ["default", "public"])
def test_a_query_is_not_compiled(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


@on_the_real_connection
@pytest.mark.parametrize(
    ("path", "alias"),
    [
        ("/", "public"),
        ("/documents/x/", "public"),
        ("/administration/", "public"),
        ("/admin/", "default"),
        ("/admin/x/", "default"),
    ],
)
def test_pages_outside_the_admin_read_publicly(path, alias, rf):
    User.objects.create(username="a")
    response = serve(path, lambda request: HttpResponse(User.objects.get()._state.db), rf)
    assert response.content.decode() == alias


@on_the_real_connection
@pytest.mark.parametrize("path", ["/", "/documents/", "/search/?q=summit"])
def test_a_page_of_the_site_asks_nothing_of_the_connection_that_writes(path, client):
    with CaptureQueriesContext(connections["public"]) as read, CaptureQueriesContext(connections["default"]) as written:
        assert client.get(path).status_code == 200
    assert (len(read) > 0, len(written)) == (True, 0)


@on_the_real_connection
def test_a_streamed_page_reads_publicly_to_its_end(rf):
    User.objects.create(username="a")
    response = serve("/", lambda request: StreamingHttpResponse(User.objects.get()._state.db for _ in range(3)), rf)
    assert User.objects.get()._state.db == "default"
    assert list(response) == [b"public"] * 3


def test_tables_are_made_through_the_default_connection_only():
    router = PublicRouter()
    assert (router.allow_migrate("public", "osce_docs"), router.allow_migrate("default", "osce_docs")) == (False, None)


@pytest.mark.parametrize(
    ("path", "is_so"), [("/admin/", True), ("/admin/login/", True), ("/", False), ("/documents/admin/", False)]
)
@pytest.mark.parametrize("prefix", ["", "/archive"])
def test_the_admin_is_told_from_pages_wherever_the_site_is(rf, path, is_so, prefix):
    before = get_script_prefix()
    set_script_prefix(f"{prefix}/")
    try:
        assert is_of_admin(rf.get(path, SCRIPT_NAME=prefix)) is is_so
    finally:
        set_script_prefix(before)
