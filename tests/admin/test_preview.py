"""A form is looked at as readers would see it, and nothing of that stays."""

from osce_docs.models import Finding, Ruling
from tests import factories as make
from tests.admin.forms import address, opened


def preview(client, record, **changes):
    return client.post(address(record), opened(client, address(record)) | changes | {"_preview": "1"})


def test_the_public_page_shows_what_was_typed_and_nothing_is_saved(admin, summit):
    before = (summit.place, summit.version)
    page = preview(admin, summit, place="Bergen", reason="By the minutes.").content.decode()
    assert "Bergen" in page
    assert "By the minutes." in page
    assert 'id="site-name"' not in page
    summit.refresh_from_db()
    assert (summit.place, summit.version) == before
    assert not Ruling.objects.exists()


def test_ties_are_in_it_too(admin, plan):
    finland = make.make_organization("Republic of Finland", kind="state")
    changes = {"positions-2-party": finland.pk, "positions-2-stance": "abstained"}
    assert "Republic of Finland" in preview(admin, plan, **changes).content.decode()
    assert plan.positions.count() == 2


def test_what_readers_would_not_see_is_said(admin, summit):
    response = preview(admin, summit, status="withheld", reason="Private persons.")
    assert "Readers would not see this record" in admin.get(response.url).content.decode()
    summit.refresh_from_db()
    assert summit.status == "unreviewed"
    assert not Finding.objects.exists()


def test_what_is_wanting_is_said_first(admin, summit):
    assert "is not a date we can read" in preview(admin, summit, date="May").content.decode()
