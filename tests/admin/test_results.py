"""The table of a list is the one that the stock admin writes."""

import re

import pytest
from django.template import Context, Template

from osce_docs.admin.site import site
from osce_docs.models import Claim, Finding, User
from osce_docs.models.record import Record
from tests.admin.test_queries import fill

pytestmark = pytest.mark.django_db
STOCK, OURS = (Template(f"{{% load admin_list results %}}{{% {tag} cl %}}") for tag in ("result_list", "results"))
ASKED = ({}, {"o": "1.-2"}, {"o": "-1"}, {"_popup": "1"})


@pytest.fixture
def lists(rf, editor):
    """Returns what the list of a table shows, of an archive that has some of everything."""
    fill(3, editor)

    def shown(model, asked):
        request = rf.get("/admin/", asked)
        request.user = editor
        page = site._registry[model].get_changelist_instance(request)
        page.formset = None
        return page

    return shown


def written(template, shown):
    html = template.render(Context({"cl": shown, "opts": shown.opts}))
    return re.sub(r"\s+", " ", re.sub(r">\s+|\s+<", lambda found: found[0].strip(), html)).strip()


def test_every_table_is_written_as_the_stock_admin_writes_it(lists):
    shown = {(model, f"{asked}"): lists(model, asked) for model in site._registry for asked in ASKED}
    told = {each: (written(OURS, page), written(STOCK, page)) for each, page in shown.items() if page.result_list}
    assert {each for each, (ours, stock) in told.items() if ours != stock} == set()
    assert {User, Finding, Claim, *Record.__subclasses__()} <= {model for model, _ in told}
