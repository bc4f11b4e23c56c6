"""The page of two documents side by side."""

import html
import re

import pytest

from osce_docs.models import Finding, FindingPassage, Retelling
from tests.factories import make_document, make_event

pytestmark = pytest.mark.django_db

SAME = "The Oslo Conference met on {} May 1971 under the chair of Norway."


@pytest.fixture
def pair():
    left = make_document(f"{SAME.format(4)}\nCattle grazed beside the road.", key="tests/left", title="Left")
    return left, make_document(SAME.format(5), key="tests/right", title="Right")


def rows(client, address):
    """The cells of each row, differing words in brackets."""
    markup = client.get(address).content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    markup = re.sub(r'<mark class="other">(.*?)</mark>', r"[\1]", markup)
    found = [
        re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", markup, re.DOTALL)
    ]
    return [[" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row] for row in found]


def test_both_documents_stand_side_by_side(client, pair):
    both = [
        f"{SAME.format(day)} ¶".replace(f" {day} ", f" [ {day} ] ").replace("[ ", "[").replace(" ]", "]")
        for day in (4, 5)
    ]
    alone = ["Cattle grazed beside the road. ¶", "not in this text"]
    assert rows(client, "/compare/tests-left/tests-right/") == [both, alone]
    assert rows(client, "/compare/tests-left/tests-right/?show=parallel") == [both]
    assert rows(client, "/compare/tests-left/tests-right/?show=left") == [alone]
    assert rows(client, "/compare/tests-left/tests-right/?show=right") == [["Nothing to show."]]


def test_each_sentence_leads_to_its_place(client, pair):
    markup = client.get("/compare/tests-left/tests-right/").content.decode()
    start = pair[0].text.readable.index("Cattle")
    assert f'href="{pair[0].get_absolute_url()}#c{start}-{start + 30}"' in markup


def test_where_the_two_differ_is_told(client, pair):
    finding = Finding.objects.create(identity="1", kind="disagreement", message="Which day?", event=make_event("Oslo"))
    elsewhere = Finding.objects.create(identity="2", kind="disagreement", message="Not here.", event=make_event("Rome"))
    for document in pair:
        FindingPassage.objects.create(finding=finding, document=document, start=0, end=3, quote="The")
    FindingPassage.objects.create(finding=elsewhere, document=pair[0], start=0, end=3, quote="The")
    markup = client.get("/compare/tests-left/tests-right/").content.decode()
    assert "Which day?" in markup
    assert "Not here." not in markup


def test_who_tells_the_same_leads_to_the_comparison(client, pair):
    Retelling.objects.create(first=pair[0], second=pair[1], shared=4)
    assert 'href="/compare/tests-right/tests-left/"' in client.get(pair[1].get_absolute_url()).content.decode()


def test_long_texts_are_compared_in_part_and_the_page_says_so(client, pair):
    make_document("\n".join(f"Sentence number {number} of many." for number in range(1000)), key="tests/long")
    markup = client.get("/compare/tests-left/tests-long/").content.decode()
    assert "The first 400 sentences of each text are compared" in markup
    assert len(re.findall("number ", markup)) == 98
    assert 'rel="next" href="?page=2"' in markup


@pytest.mark.parametrize("address", ["/compare/tests-left/nothing/", "/compare/tests-left/tests-secret/"])
def test_only_what_readers_may_see_is_compared(client, pair, address):
    make_document("Secret.", key="tests/secret", status="withheld")
    assert client.get(address).status_code == 404


def test_a_document_is_not_compared_with_itself(client, pair):
    response = client.get("/compare/tests-left/tests-left/")
    assert (response.status_code, response["Location"]) == (302, pair[0].get_absolute_url())
