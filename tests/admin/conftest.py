"""A small archive that two sources tell of differently, and an editor logged in."""

import pytest
from django.urls import reverse

from tests import factories as make


@pytest.fixture
def editor(db):
    """A member of staff who may do everything."""
    return make.make_user("editor")


@pytest.fixture
def admin(client, editor):
    """The editor's browser, without a window."""
    client.force_login(editor)
    return client


@pytest.fixture
def summit(db):
    """A summit that one source puts in July and another in June."""
    one = make.make_document("The Oslo Summit met in Oslo on July 8-10, 1998.\n", title="One article", date="1999")
    two = make.make_document("The summit was held on June 8-10 of 1998 in Oslo.\n", title="Another text", date="2001")
    event = make.make_event("Oslo Summit 1998", kind="summit", key="event:summit:oslo:1998")
    for document, quote, date in (
        (one, "July 8-10, 1998", "1998-07-08/1998-07-10"),
        (two, "June 8-10 of 1998", "1998-06-08/1998-06-10"),
    ):
        make.claim(event, document, "date", date, quote)
        make.claim(event, document, "place", "Oslo", "Oslo")
    make.claim(event, one, "title", "Oslo Summit 1998", "Oslo Summit")
    make.claim(event, one, "kind", "summit", "Summit")
    make.settle(event)
    return event


@pytest.fixture
def plan(db):
    """A proposal of which sources tell who rejected it."""
    document = make.make_document(
        "Norway put the Plan forward; Sweden rejected it, Denmark accepted it, Finland did not come.\n"
    )
    states = {name: make.make_organization(name, kind="state") for name in ("Norway", "Sweden", "Denmark", "Finland")}
    for name, state in states.items():
        make.mention(document, state, name)
    proposal = make.make_proposal("Plan")
    make.claim(proposal, document, "name", "Plan", "Plan")
    make.claim(proposal, document, "proposer", {"name": "norway"}, "Norway")
    make.claim(proposal, document, "position", {"party": "sweden", "stance": "rejected"}, "Sweden rejected it")
    make.claim(proposal, document, "position", {"party": "denmark", "stance": "accepted"}, "Denmark accepted it")
    make.settle(document, proposal)
    assert states["Sweden"].positions.get().stance == "rejected"
    return proposal


@pytest.fixture
def complaints(page):
    """What the browser complains of."""
    told = []
    page.on("console", lambda message: message.type == "error" and told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


@pytest.fixture
def desk(page, live_server, editor, complaints):
    """The admin's first page after logging in."""
    editor.set_password("a long password")
    editor.save()
    page.goto(live_server.url + reverse("admin:index"))
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Log in").click()
    complaints.clear()
    return page
