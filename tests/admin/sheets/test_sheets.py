"""A list goes out as a spreadsheet, is corrected, and comes back as Rulings with a reason."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from osce_docs.admin.sheets import views
from osce_docs.admin.sheets.formats import FORMATS
from osce_docs.editorial.digest import archive_digest
from osce_docs.editorial.rule import rule
from osce_docs.models import Event, Ruling, User
from tests import factories as make

KINDS = sorted(FORMATS)


def where(page, model="event", *arguments):
    return reverse(f"admin:osce_docs_{model}_{page}", args=arguments)


def exported(client, kind, model="event", **query):
    """Return an exported list as rows by key."""
    response = client.get(where("export", model, kind), query)
    assert response.status_code == 200, response.get("Location")
    rows = FORMATS[kind]().create_dataset(response.content)
    return [dict(zip(rows.headers, row, strict=True)) for row in rows]


def upload(client, rows, kind="csv", model="event", name=""):
    """Send rows as a file; return the page that answers."""
    if kind == "csv":
        written = io.StringIO(newline="")
        writer = csv.DictWriter(written, rows[0])
        writer.writeheader()
        writer.writerows(rows)
        content = written.getvalue().encode()
    else:
        book = openpyxl.Workbook()
        book.active.append(list(rows[0]))
        for row in rows:
            book.active.append(list(row.values()))
        saved = io.BytesIO()
        book.save(saved)
        content = saved.getvalue()
    file = SimpleUploadedFile(name or f"list.{kind}", content)
    return client.post(where("import", model), {"file": file})


def accept(client, preview, reason="As the minutes say.", model="event"):
    sealed = preview.context["form"].initial["sealed"]
    return client.post(where("accept", model), {"sealed": sealed, "reason": reason}, follow=True)


def undo(client):
    """Undo what was done last; return the page that says so."""
    return client.post(reverse("admin:undo"), follow=True).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_round_trip_changes_nothing(admin, kind, summit, plan):
    rule(summit, {"title": '=HYPERLINK("http://x";"y")', "place": "'@Oslo\nupon  Sea "}, make.make_user("colleague"))
    rule(plan, {"text": "-1\n\n+2"}, make.make_user("colleague"))
    before = archive_digest()
    for model in ("event", "proposal", "organization", "document"):
        file = SimpleUploadedFile(f"a.{kind}", admin.get(where("export", model, kind)).content)
        preview = admin.post(where("import", model), {"file": file})
        found = preview.context["found"]
        assert (found.changes, found.refusals) == ([], [])
        assert found.unchanged == len(exported(admin, kind, model)) > 0
    assert archive_digest() == before


@pytest.mark.parametrize("kind", KINDS)
def test_corrections_are_shown_cell_by_cell_and_become_rulings(admin, kind, summit):
    body = make.make_organization("Council of Oslo")
    (row,) = exported(admin, kind)
    preview = upload(admin, [row | {"place": "Bergen", "body": body.key, "date": ""}], kind)
    (change,) = preview.context["found"].changes
    assert {(cell.field, cell.was, cell.becomes) for cell in change.cells} == {
        ("place", "Oslo", "Bergen"),
        ("body", "", body.key),
        ("date", "1998-07-08/1998-07-10", ""),
    }
    assert "<del>Oslo</del>" in preview.content.decode()
    assert not Ruling.objects.exists()
    assert "1 record was ruled on" in accept(admin, preview).content.decode()
    summit.refresh_from_db()
    assert (summit.place, summit.body, summit.date) == ("Bergen", body, "")
    assert set(Ruling.objects.values_list("field", "reason")) == {
        (field, "As the minutes say.") for field in ("place", "body", "date")
    }
    assert Ruling.objects.get(field="date").value is None


def test_what_the_list_shows_is_exported(admin, summit):
    make.make_event("Bergen Meeting")
    assert [row["title"] for row in exported(admin, "csv", q="bergen")] == ["Bergen Meeting"]
    assert [row["title"] for row in exported(admin, "csv", disputed__exact="1")] == ["Oslo Summit 1998"]
    assert [row["title"] for row in exported(admin, "csv", o="-1")] == ["Oslo Summit 1998", "Bergen Meeting"]
    assert admin.get(where("export", "event", "csv"), {"nonsense": "1"}).status_code == 302
    assert admin.get(where("export", "event", "xls")).status_code == 302


def test_a_row_based_on_an_older_version_is_refused_by_name(admin, summit):
    (row,) = exported(admin, "csv")
    rule(summit, {"place": "Stavanger"}, make.make_user("colleague"))
    found = upload(admin, [row | {"title": "The Summit"}]).context["found"]
    ((number, record, reason),) = found.refusals
    assert (number, record) == (2, "Oslo Summit 1998")
    assert "older version" in reason
    assert "place: “Oslo” / “Stavanger”" in reason
    assert found.changes == []


def test_so_is_one_under_which_an_import_moved_a_value(admin, summit):
    (row,) = exported(admin, "csv")
    for number in range(4):
        document = make.make_document(f"Witness {number} says Narvik.\n", date="1990")
        make.claim(summit, document, "place", "Narvik", "Narvik")
    make.settle(summit)
    assert "older version" in upload(admin, [row]).context["found"].refusals[0][2]


def test_what_changes_between_preview_and_acceptance_is_left_alone(admin, summit):
    other = make.make_event("Bergen Meeting")
    rows = [row | {"place": "Tromsø"} for row in exported(admin, "csv")]
    preview = upload(admin, rows)
    rule(summit, {"place": "Stavanger"}, make.make_user("colleague"))
    told = accept(admin, preview).content.decode()
    assert "1 record was ruled on" in told
    assert "“Oslo Summit 1998” was left alone" in told
    summit.refresh_from_db()
    other.refresh_from_db()
    assert (summit.place, other.place) == ("Stavanger", "Tromsø")
    assert "0 records were ruled on" in accept(admin, preview).content.decode()


def test_a_preview_is_accepted_by_who_saw_it_for_the_table_it_was_of(admin, client, summit):
    (row,) = exported(admin, "csv")
    preview = upload(admin, [row | {"place": "Bergen"}])
    sealed = preview.context["form"].initial["sealed"]
    assert "not a preview of yours" in accept(admin, preview, model="proposal").content.decode()
    for forged in ("", "x", sealed[:-2], sealed.replace(sealed[5], "x", 1)):
        response = admin.post(where("accept"), {"sealed": forged, "reason": "!"}, follow=True)
        assert "not a preview of yours" in response.content.decode()
    client.force_login(make.make_user("colleague"))
    assert "not a preview of yours" in accept(client, preview).content.decode()
    assert not Ruling.objects.exists()


def test_no_reason_no_ruling(admin, summit):
    (row,) = exported(admin, "csv")
    response = accept(admin, upload(admin, [row | {"place": "Bergen"}]), reason=" ")
    assert "1 record waits for your reason" in response.content.decode()
    assert not Ruling.objects.exists()
    again = {"sealed": response.context["form"]["sealed"].value(), "reason": "The minutes."}
    admin.post(where("accept"), again)
    assert Ruling.objects.get().reason == "The minutes."


REFUSED = {
    "no date": ({"date": "8 July"}, "“8 July” is not a date we can read"),
    "no such body": ({"body": "nobody"}, "no organization with the key “nobody”"),
    "no such choice": ({"mode": "perhaps"}, "not a valid choice"),
    "too long": ({"place": "x" * 300}, "at most 200 characters"),
    "empty": ({"title": ""}, "cannot be empty"),
    "review": ({"status": "reviewed"}, "Review is not changed by a sheet"),
    "no such record": ({"key": "event:nothing"}, "no such record"),
    "no stamp": ({"version": "", "place": "Bergen"}, "older version"),
    "a stamp of one's own": ({"version": "v0", "place": "Bergen"}, "older version"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_a_row_that_says_what_cannot_be_is_refused_by_name(admin, summit, wrong):
    (row,) = exported(admin, "csv")
    cells, told = REFUSED[wrong]
    found = upload(admin, [row | cells]).context["found"]
    assert told in found.refusals[0][2]
    assert found.changes == []


def test_a_record_that_stands_there_twice_is_taken_once(admin, summit):
    (row,) = exported(admin, "csv")
    found = upload(admin, [row | {"place": "Bergen"}, row | {"place": "Narvik"}]).context["found"]
    assert [change.cells[0].becomes for change in found.changes] == ["Bergen"]
    assert "twice" in found.refusals[0][2]


@pytest.mark.parametrize(
    ("rows", "name", "told"),
    [
        ([{"key": "a", "version": "b", "colour": "c"}], "", "These columns are unknown: colour"),
        ([{"key": "a", "title": "b"}], "", "needs the columns key and version"),
        ([{"key": "a", "version": "b"}], "list.ods", "ends in .xlsx or .csv"),
        ([{"key": "a", "version": "b"}], "list.xlsx", "no XLSX workbook"),
    ],
)
def test_a_file_that_is_no_sheet_of_ours_is_refused(admin, rows, name, told):
    assert told in upload(admin, rows, name=name).content.decode()


def test_only_the_columns_that_are_there_are_looked_at(admin, summit):
    (row,) = exported(admin, "csv")
    few = {name: row[name] for name in ("version", "key", "place")}
    assert upload(admin, [few | {"place": "Bergen"}]).context["found"].changes[0].cells[0].field == "place"


def test_a_thousand_rows_take_as_many_queries_as_ten(admin, summit):
    counted = []
    for more in (9, 290):
        body = make.make_organization()
        for _ in range(more):
            make.make_event(body=body)
        rows = [row | {"place": "Bergen"} for row in exported(admin, "csv")]
        with CaptureQueriesContext(connection) as out:
            exported(admin, "csv")
        with CaptureQueriesContext(connection) as back:
            assert len(upload(admin, rows).context["found"].changes) == Event.objects.count()
        counted.append((len(out), len(back)))
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 25


def test_an_accepted_sheet_is_taken_back_in_one_click(admin, editor, summit):
    other = make.make_event("Bergen Meeting")
    rule(other, {"place": "Bergen"}, make.make_user("colleague"), reason="By the minutes.", note="Box 4.")
    accept(admin, upload(admin, [row | {"place": "Tromsø", "date": ""} for row in exported(admin, "csv")]))
    summit.refresh_from_db(), other.refresh_from_db()
    assert {summit.place, other.place} == {"Tromsø"}
    assert "2 rows are as they were" in undo(admin)
    summit.refresh_from_db(), other.refresh_from_db()
    assert (summit.place, summit.date, other.place) == ("Oslo", "1998-07-08/1998-07-10", "Bergen")
    assert not summit.rulings.standing().exists()
    again = other.rulings.standing().get()
    assert (again.reason, again.private_note) == ("By the minutes.", "Box 4.")
    assert "nothing to undo" in undo(admin)


def test_what_was_ruled_since_is_left_alone_by_the_undo_and_told(admin, summit):
    (row,) = exported(admin, "csv")
    accept(admin, upload(admin, [row | {"place": "Tromsø", "kind": "meeting"}]))
    summit.refresh_from_db()
    rule(summit, {"place": "Bergen"}, make.make_user("colleague"))
    told = undo(admin)
    assert "1 row is as it was" in told
    assert "Place of “Oslo Summit 1998” was left alone: it has been ruled on since." in told
    summit.refresh_from_db()
    assert (summit.place, summit.kind) == ("Bergen", "summit")


def test_who_may_no_longer_rule_undoes_nothing(admin, editor, summit):
    (row,) = exported(admin, "csv")
    accept(admin, upload(admin, [row | {"place": "Tromsø"}]))
    User.objects.filter(pk=editor.pk).update(is_superuser=False)
    undo(admin)
    summit.refresh_from_db()
    assert summit.place == "Tromsø"


@pytest.mark.parametrize("model", ["event", "document"])
def test_accepting_takes_a_bounded_number_of_queries_a_batch(admin, editor, model):
    counted = []
    for more in (10, 290):
        for _ in range(more):
            getattr(make, f"make_{model}")()
        rows = [row | {"place": f"Corrected {len(counted)}"} for row in exported(admin, "csv", model)]
        preview = upload(admin, rows, model=model)
        with CaptureQueriesContext(connection) as asked:
            told = accept(admin, preview, model=model).content.decode()
        assert f"{len(rows)} records were ruled on" in told
        counted.append(len(asked))
        with CaptureQueriesContext(connection) as asked:
            assert f"{len(rows)} rows are as they were" in undo(admin)
        counted.append(len(asked))
    assert max(counted) <= 75


def test_more_changes_than_a_form_carries_are_refused(admin, summit, monkeypatch):
    rows = [row | {"place": "Bergen"} for row in exported(admin, "csv")]
    monkeypatch.setattr(views, "LONGEST_SEAL", 10)
    assert "too many changes for one import" in upload(admin, rows).content.decode()
    monkeypatch.undo()
    assert upload(admin, rows).context["found"].changes
