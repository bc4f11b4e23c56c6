"""A list is kept as one likes to see it, under a name; by each for herself."""

import pytest
from django.urls import reverse

from osce_docs.admin.saved_views import MOST
from osce_docs.models import SavedView
from tests import factories as make

KEEP, LIST = "admin:keep_view", "admin:osce_docs_event_changelist"
DISPUTED = "disputed__exact=1&o=3"


def keep(client, name="In dispute", query=DISPUTED, table="osce_docs.event"):
    return client.post(reverse(KEEP), {"table": table, "name": name, "query": query}, follow=True)


def test_a_view_is_kept_offered_replaced_and_let_go(admin):
    page = keep(admin)
    assert page.redirect_chain[0][0] == f"{reverse(LIST)}?{DISPUTED}"
    assert 'href="?disputed__exact=1&amp;o=3" aria-current="page">In dispute</a>' in page.content.decode()
    keep(admin, query="status__exact=reviewed")
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("In dispute", "status__exact=reviewed")
    assert "In dispute" not in admin.get(reverse("admin:osce_docs_proposal_changelist")).content.decode()
    admin.post(reverse(KEEP), {"table": "osce_docs.event", "let_go": view.pk})
    assert not SavedView.objects.exists()


def test_views_are_ones_own(admin, client):
    keep(admin)
    client.force_login(make.make_user("colleague"))
    assert "In dispute" not in client.get(reverse(LIST)).content.decode()
    client.post(reverse(KEEP), {"table": "osce_docs.event", "let_go": SavedView.objects.get().pk})
    assert SavedView.objects.get().user.username == "editor"


@pytest.mark.parametrize("odd", [{"name": " "}, {"name": "x" * 81}, {"query": "q" * 1001}, {"name": "a\0b"}])
def test_what_cannot_be_kept_is_said(admin, odd):
    assert b"Give the view a name" in keep(admin, **odd).content
    assert not SavedView.objects.exists()


def test_there_are_not_too_many_and_only_of_lists_that_are_there(admin, editor):
    for number in range(MOST):
        SavedView.objects.create(user=editor, table="osce_docs.event", name=str(number), query="")
    assert b"let one go first" in keep(admin).content
    assert keep(admin, table="osce_docs.savedview").status_code == 404
    assert SavedView.objects.count() == MOST
