"""A real browser: a list is taken out, corrected as in a spreadsheet program, seen cell by cell, and ruled on."""

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from osce_docs.models import Ruling
from tests import factories as make

pytestmark = pytest.mark.browser


def test_a_list_is_corrected_in_a_workbook(desk, live_server, complaints, summit, tmp_path):
    make.make_event("Bergen Meeting")
    desk.goto(live_server.url + reverse("admin:osce_docs_event_changelist"))
    with desk.expect_download() as going:
        desk.get_by_role("link", name="Export as XLSX").click()
    file = tmp_path / "events.xlsx"
    going.value.save_as(file)
    book = openpyxl.load_workbook(file)
    columns = [cell.value for cell in book.active[1]]
    for row in book.active.iter_rows(min_row=2):
        if row[columns.index("title")].value == "Oslo Summit 1998":
            row[columns.index("place")].value = "Bergen"
    book.save(file)
    desk.get_by_role("link", name="Import a spreadsheet").click()
    desk.get_by_label("Spreadsheet").set_input_files(file)
    desk.get_by_role("button", name="Show what would change").click()
    row = desk.get_by_role("row", name="Oslo Summit 1998")
    row.wait_for()
    expect(row.locator("del")).to_have_text("Oslo")
    expect(row.locator("ins")).to_have_text("Bergen")
    expect(desk.get_by_text("1 row is as before")).to_be_visible()
    desk.get_by_label("Reason").fill("The minutes say so.")
    desk.get_by_role("button", name="Rule so").click()
    expect(desk.locator(".messagelist")).to_contain_text("1 record was ruled on")
    assert (Ruling.objects.get().value, Ruling.objects.get().reason) == ("Bergen", "The minutes say so.")
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator(".messagelist")).to_contain_text("Undone: 1 record was ruled on. 1 row is as it was.")
    assert not Ruling.objects.standing().exists()
    assert complaints == []
