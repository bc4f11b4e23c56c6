"""The map shows which body belongs to which, as far down as a page can show."""

import html
import re

import pytest

from osce_docs.models import Organization
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


def tree(client, address="/map/"):
    """The names in the tree, in its order, each with as many dots before it as there are bodies around it."""
    markup = (
        client.get(address)
        .content.decode()
        .partition('<ul class="tree">')[2]
        .partition("</main>")[0]
        .partition("<section")[0]
    )
    depth, found = 0, []
    for tag, name in re.findall(r"<(details|/details|summary|li><a [^>]*)[^>]*>([^<]*)", markup):
        depth += {"details": 1, "/details": -1}.get(tag, 0)
        if tag == "summary":
            found.append("." * (depth - 1) + name.strip())
        elif tag.startswith("li"):
            found.append("." * depth + name.strip())
    return [html.unescape(each) for each in found]


def below(parent, *names, **columns):
    return [make_organization(name, parent=parent, **columns) for name in names]


@pytest.fixture
def union():
    top = make_organization("Union")
    council, office = below(top, "Council", "Office", kind="structure")
    below(top, "Mission", kind="field-operation")
    below(council, "Committee")
    below(office, "Secret", status="withheld")
    make_organization("Norway", kind="state")
    return top


def test_the_map_shows_what_belongs_to_what(client, union):
    assert tree(client) == ["Union", ".Council", "..Committee", ".Office", ".Mission"]


def test_the_map_counts_what_stands_by_itself(client, union):
    markup = client.get("/map/").content.decode()
    assert re.findall(r"<li>([^<]+) <strong>(\d+)</strong>", markup) == [("State", "1")]


def test_the_map_of_one_body_shows_what_is_below_it(client, union):
    assert tree(client, "/map/?of=council") == ["Council", ".Committee"]
    assert tree(client, "/map/?of=mission") == ["Mission"]


def test_where_more_belong_to_a_body_than_fit_all_of_them_are_led_to(client, union):
    Organization.objects.bulk_create(
        Organization(key=f"b{n}", slug=f"b{n}", name=f"Branch {n:03}", given_name="x", given_kind="body", parent=union)
        for n in range(100)
    )
    markup = client.get("/map/").content.decode()
    assert re.findall(r'href="/map/\?of=([a-z]+)">All (\d+) of them', markup) == [("union", "103")]
    assert len([name for name in tree(client, "/map/?of=union") if name.startswith(".Branch")]) == 100


def test_what_lies_deeper_than_the_map_goes_is_led_to(client):
    parent = make_organization("Level 0")
    for number in range(1, 6):
        (parent,) = below(parent, f"Level {number}")
    assert tree(client) == ["Level 0", ".Level 1", "..Level 2", "...Level 3"]
    assert 'href="/map/?of=level-2"' not in client.get("/map/").content.decode()
    assert 'href="/map/?of=level-3"' in client.get("/map/").content.decode()


@pytest.mark.parametrize("slug", ["nothing", "secret", "%00"])
def test_only_what_readers_may_see_has_a_map(client, union, slug):
    assert client.get(f"/map/?of={slug}").status_code == 404


def test_the_map_of_a_merged_body_is_that_of_the_one_it_is_merged_into(client, union):
    make_organization("Old Union", merged_into=union)
    assert client.get("/map/?of=old-union")["Location"] == "/map/?of=union"
