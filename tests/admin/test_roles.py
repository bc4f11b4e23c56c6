"""Who may do what: every address of the admin, asked for by every role with every verb, against the one table.

The table of roles is osce_docs/editorial/roles.py; here stands which permission each page asks for. An address that is
in neither list fails: somebody has to say who may use it.
"""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import URLResolver, reverse

from osce_docs.admin.site import site
from osce_docs.editorial.roles import EDITOR, MAY, RECORDS, REVIEWER, VIEWER, codenames, grant
from osce_docs.editorial.rule import rule
from osce_docs.models import (
    Annotation,
    Erasure,
    Finding,
    FormerAddress,
    ImportRun,
    Provenance,
    Retelling,
    Ruling,
    Topic,
    User,
)
from tests import factories as make
from tests.admin.forms import address
from tests.admin.test_status import act

pytestmark = pytest.mark.django_db

NOBODY, NO_SUCH_VERB = "nobody", "no such verb"
ROLES = (VIEWER, EDITOR, REVIEWER)
WHO = ("nobody logged in", "no member of staff", "staff without a role", *ROLES, "superuser")
# Page · what one must be allowed to do to its table, to look and to send.
NEEDS = {
    "changelist": ("view", "view"),
    "add": ("add", "add"),
    "change": ("view", "change"),
    "history": ("view", "change"),
    "delete": (NOBODY, NOBODY),
    "export": ("export", NO_SUCH_VERB),
    "import": ("import", "import"),
    "accept": (NO_SUCH_VERB, "import"),
    "merge": ("merge", "merge"),
    "passages": ("merge", "merge"),
    # What is done to the words asks for what it does: to note, to rule, to add.
    "text": ("view", "view"),
    "annotations": ("view", "view"),
}
# Where the pages of a table ask for something else, or nobody may, superusers included.
OTHERWISE = {
    **{(table, "history"): ("view", "view") for table in ("annotation", "finding", "user", "group")},
    **{(table, "add"): (NOBODY, NOBODY) for table in ("finding", "ruling")},
    ("ruling", "change"): ("view", NOBODY),
    ("ruling", "history"): ("view", "view"),
    # To take back asks for what it is to make such a ruling.
    ("ruling", "take_back"): (NO_SUCH_VERB, "view"),
    ("user", "password_change"): ("change", "change"),
}
OF_ONESELF = {
    *("index", "logout", "password_change", "password_change_done", "jsi18n", "undo", "view_on_site", "app_list"),
    *("login", "autocomplete", "keep_view"),
}
EVIDENCE = {
    *("claim", "telling", "mention", "retelling", "topic", "importrun", "provenance", "text", "original"),
    *("navigationedition", "formeraddress", "erasure"),
}


def addresses():
    """Yield the table and the page of each address of the admin, and the names of those that are of no table."""
    waiting = list(site.get_urls())
    while waiting:
        pattern = waiting.pop(0)
        if isinstance(pattern, URLResolver):
            waiting = [*pattern.url_patterns, *waiting]
        elif pattern.name and pattern.name not in OF_ONESELF:
            yield pattern.name, *_parted(pattern.name)


def _parted(name):
    table, _, page = name.removeprefix("osce_docs_").removeprefix("auth_").partition("_")
    return table, page


ADDRESSES = sorted(addresses())


def needed(table, page, verb):
    """Return what one must be allowed to do to send this verb to a page."""
    if table in EVIDENCE:
        look, send = {"changelist": ("view", "view"), "change": ("view", NOBODY), "history": ("view", "view")}.get(
            page, (NOBODY, NOBODY)
        )
    else:
        look, send = OTHERWISE.get((table, page)) or NEEDS[page]
    return look if verb == "get" else send


def allowed(who, need, table):
    if who in WHO[:2] or need == NOBODY:
        return False
    return who == "superuser" or (who in ROLES and f"{need}_{table}" in codenames(who))


@pytest.fixture
def roles(db):
    """The groups as the migration makes them."""
    grant(Group.objects, Permission.objects)


@pytest.fixture
def people(roles):
    """A client's account for each who."""
    staff = {who: make.make_user(who, is_superuser=False) for who in WHO[1:-1]}
    staff["no member of staff"].is_staff = False
    staff["no member of staff"].save()
    for role in ROLES:
        staff[role].groups.add(Group.objects.get(name=role))
    return staff | {"superuser": make.make_user("superuser")}


@pytest.fixture
def rows(people, summit, plan):
    """A row of each table."""
    document = make.make_document("The Council met.\n", navigation="Home\nAbout\n")
    other = make.make_document("It met again.\n")
    body = make.make_organization("Council")
    telling = summit.tellings.first()
    note = Annotation.objects.create(
        document=document, start=12, end=15, quote="The", note="!", author=people["superuser"]
    )
    found = [
        *(document, document.text, document.text.original, document.text.edition, summit, plan, telling, note, body),
        *(telling.claims.first(), make.mention(document, body, "Council"), people["superuser"]),
        Finding.objects.create(identity="f", kind="vague-time", message="!", document=document),
        Ruling.objects.create(kind="field", field="place", value="Oslo", event=summit, author=people["superuser"]),
        Retelling.objects.create(first=document, second=other, shared=4),
        ImportRun.objects.create(started_at=datetime(2026, 1, 1, tzinfo=UTC), rules="r"),
        FormerAddress.objects.create(kind="event", slug="a", target="b"),
        Erasure.objects.create(document=other, reason="!", erased_at=datetime(2026, 1, 1, tzinfo=UTC)),
        Provenance.objects.first(),
        Topic.objects.create(key="t", name="T"),
        Group.objects.get(name=VIEWER),
    ]
    return {row._meta.model_name: row for row in found}


def where(name, table, page, rows):
    arguments = {"changelist": [], "add": [], "import": [], "accept": [], "export": ["csv"], "take_back": []}
    return reverse(f"admin:{name}", args=arguments.get(page, [rows[table].pk]))


def test_every_table_has_a_row_to_ask_for(rows):
    assert {table for _, table, _ in ADDRESSES} == set(rows)


@pytest.mark.parametrize("who", WHO)
def test_every_address_answers_those_who_may_and_nobody_else(client, people, rows, who):
    if who in people:
        client.force_login(people[who])
        Annotation.objects.update(author=people[who])
    for name, table, page in ADDRESSES:
        for verb in ("get", "post"):
            need = needed(table, page, verb)
            response = getattr(client, verb)(where(name, table, page, rows))
            told = (who, verb, name, response.status_code)
            if who in WHO[:2]:
                assert response.status_code == 302, told
                assert response.url.startswith(reverse("admin:login")), told
            elif need == NO_SUCH_VERB:
                assert response.status_code == 405, told
            else:
                # What is sent here is empty: a page may find nothing in it, but must not refuse who sends it.
                assert response.status_code in (200, 302, 403, 404 if page == "history" else 403), told
                assert (response.status_code != 403) == allowed(who, need, table), told
    assert Ruling.objects.count() == 1
    assert User.objects.count() == len(people)


@pytest.mark.parametrize("who", WHO)
def test_pages_of_no_table(client, people, who):
    if who in people:
        client.force_login(people[who])
    for name in ("index", "password_change", "jsi18n"):
        response = client.get(reverse(f"admin:{name}"))
        assert (response.status_code == 200) == (who not in WHO[:2]), (who, name)
    assert client.get(reverse("admin:undo")).status_code in (302, 405)
    query = {"app_label": "osce_docs", "model_name": "event", "field_name": "body", "term": "o"}
    response = client.get(reverse("admin:autocomplete"), query)
    assert (response.status_code == 200) == (who in (*ROLES, "superuser")), who


@pytest.mark.parametrize("who", WHO[3:])
def test_only_reviewers_review_by_list_by_form_and_by_undoing(client, people, summit, who):
    may = who in (REVIEWER, "superuser")
    client.force_login(people[who])
    act(client, "event", "mark_reviewed", [summit])
    summit.refresh_from_db()
    assert (summit.status == "reviewed") == may
    assert (b'name="status"' in client.get(address(summit)).content) == may
    assert (b'name="_reviewed"' in client.get(address(summit)).content) == may
    act(client, "ruling", "take_back", list(Ruling.objects.standing()))
    assert not Ruling.objects.standing().exists()


@pytest.mark.parametrize("who", WHO[3:])
def test_a_ruling_is_taken_back_by_those_who_could_have_made_it(client, people, summit, who):
    rule(summit, {"place": "Bergen"}, people["superuser"])
    client.force_login(people["superuser"])
    act(client, "event", "mark_reviewed", [summit])
    client.force_login(people[who])
    act(client, "ruling", "take_back", list(Ruling.objects.standing()))
    standing = set(Ruling.objects.standing().values_list("kind", flat=True))
    assert standing == {VIEWER: {"field", "status"}, EDITOR: {"status"}}.get(who, set())


def test_the_links_to_what_one_may_not_do_are_not_shown(client, people, summit):
    client.force_login(people[VIEWER])
    page = client.get(reverse("admin:osce_docs_event_changelist")).content.decode()
    assert "Export as CSV" in page
    assert "Import a spreadsheet" not in page
    assert "Mark as reviewed" not in page
    assert "Merge with another" not in client.get(address(summit)).content.decode()


def test_nobody_may_delete_by_the_table_either():
    assert not [verb for verb, _, _ in MAY if verb == "delete"]
    assert not Permission.objects.filter(codename__in=[f"delete_{table}" for table in RECORDS]).exists()
