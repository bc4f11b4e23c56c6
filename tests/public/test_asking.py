"""What an address asks that no page knows is passed over, and said so in one sentence; no link carries it on."""

import html
import re

import pytest

from tests.factories import make_document, make_event, make_organization

pytestmark = pytest.mark.django_db


def read(client, address):
    """The words of a page's main part, and its links."""
    response = client.get(address)
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split()), re.findall(r'href="([^"]*)"', main)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/disagreements/?kind=zz", "“zz” is nothing that “kind” can be; that was passed over."),
        ("/disagreements/?weight=9", "“9” is nothing that “weight” can be; that was passed over."),
        ("/disagreements/?colour=red", "This page cannot be asked for “colour”; that was passed over."),
        ("/events/?colour=red", "This page cannot be asked for “colour”; that was passed over."),
        ("/documents/?party=norway", "This page cannot be asked for “party”; that was passed over."),
        ("/events/?q=" + "long " * 2600, "What “q” asks for is cut after 200 characters."),
        ("/search/?q=" + "long " * 2600, "What “q” asks for is cut after 200 characters."),
        ("/search/?q=oslo&kind=zz", "“zz” is nothing that “kind” can be; that was passed over."),
        ("/search/?q=oslo OR bergen", "All words are looked for; “OR” is taken for a word like the others."),
        ("/timeline/?year=zz", "“zz” is nothing that “year” can be; that was passed over."),
        ("/timeline/?decade=1899999", "“1899999” is nothing that “decade” can be; that was passed over."),
        ("/timeline/?year=1899", "No dated event lies in this time."),
        ("/timeline/?colour=%00", "This page cannot be asked for “colour”; that was passed over."),
        ("/map/?below=oslo", "This page cannot be asked for “below”; that was passed over."),
        ("/proposals/matrix/?party=oslo", "This page cannot be asked for “party”; that was passed over."),
        ("/compare/one/two/?show=zz", "“zz” is nothing that “show” can be; that was passed over."),
        ("/documents/one/cite/?colour=red", "This page cannot be asked for “colour”; that was passed over."),
        ("/documents/one/cite/?passage=" + "1" * 13000, "What “passage” asks for is cut after 200 characters."),
        ("/events/?kind=zz", "Nothing fits all of that. Without one of these there may be more:"),
        ("/events/?since=zz", "Enter a valid date."),
    ],
)
def test_an_oddity_is_told_in_a_sentence(client, address, sentence):
    make_event("Oslo Talks", "1971")
    make_organization("Board", parent=make_organization("Council"))
    for slug in ("one", "two"):
        make_document(f"The {slug} text.", slug=slug)
    words, links = read(client, address)
    assert words.count(sentence) == 1
    assert max((len(link) for link in links), default=0) < 400
    assert not [link for link in links if "zz" in link or "colour" in link]


def test_what_is_usual_is_not_remarked_on(client):
    make_event("Oslo Talks", "1971")
    for address in ("/events/?kind=meeting&q=oslo&sort=newest", "/timeline/?year=1971", "/search/?q=oslo&kind=events"):
        assert 'class="nothing odd"' not in client.get(address).content.decode()


def test_a_few_oddities_stand_for_very_many(client):
    words, _ = read(client, "/events/?" + "&".join(f"x{number}=1" for number in range(100)))
    assert words.count("This page cannot be asked for") == 3


@pytest.mark.parametrize("address", ["/api/zz/", "/api/events/none/more/", "/api/zz"])
def test_programs_are_told_in_json_that_there_is_nothing(client, address):
    response = client.get(address, follow=True)
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")
    told = "There is nothing here; http://testserver/api/openapi.json tells what there is."
    assert response.json() == {"detail": told}
