"""What is long in a text fits its columns, on a database that counts characters too."""

import pytest
from django.apps import apps
from django.db import models

from osce_docs.editorial.relations import TIES, bounded
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Event, Participation

pytestmark = pytest.mark.django_db

STATES = (
    "Albania, Andorra, Armenia, Austria, Azerbaijan, Belarus, Belgium, Bulgaria, Canada, Croatia, Cyprus, Denmark, "
    "Estonia, Finland, France, Georgia, Germany, Greece, Hungary, Iceland, Ireland, Italy, Kazakhstan, Kyrgyzstan, "
    "Latvia, Lithuania, Luxembourg, Malta, Moldova, Monaco, Norway, Poland, Portugal, Romania, Serbia and Slovakia"
)


def stored(tmp_path, text):
    (tmp_path / "long.txt").write_text(text, "utf-8")
    report = import_sources([tmp_path])
    assert (report.imported, report.refused) == (1, [])
    assert list(check_records()) == []


def _longest():
    for model in apps.get_app_config("osce_docs").get_models():
        for column in model._meta.get_fields():
            if isinstance(column, models.CharField) and column.max_length:
                for value in model._base_manager.values_list(column.name, flat=True):
                    yield f"{model.__name__}.{column.name}", len(value or ""), column.max_length


@pytest.mark.parametrize(
    "text",
    [
        f"Talks between {STATES} began on 6 July 1999 in Oslo.",
        f"{STATES} put forward the Oslo Plan on 3 May 1999. {STATES} said that it was accepted.",
        "The Permanent Council met in Vienna on 3, 7, 11, 15, 19, 23 and 27 May 1999.",
        f"{'Extraordinary and Plenipotentiary ' * 9}Ambassador Jane Doe opened the OSCE Office in Oslo on 3 May 1999.",
    ],
    ids=["parties", "proposers", "days", "a holder"],
)
def test_what_is_long_is_stored_and_fits(tmp_path, text):
    stored(tmp_path, text)
    assert [(name, length) for name, length, most in _longest() if length > most] == []


def test_days_one_by_one_are_all_kept(tmp_path):
    stored(tmp_path, "The Permanent Council met in Vienna on 3, 7, 11, 15, 19, 23 and 27 May 1999.")
    days = ",".join(f"1999-05-{day:02}" for day in (3, 7, 11, 15, 19, 23, 27))
    assert Event.objects.get(kind="meeting").date == f"{{{days}}}"


def test_keys_of_ties_fit_and_differ():
    said = {"role": "chair", "name": "a" * 300, "holder": "Ambassador " * 30 + "{}"}
    key = TIES["participant"].key
    one, other = key(said | {"role": "chair" * 20}), key(said | {"role": "chair" * 20, "holder": "Another " * 40})
    most = Participation._meta.get_field("key").max_length - len("participant/")
    assert max(len(one), len(other)) <= most
    assert one != other
    assert bounded("short", 20) == "short"
