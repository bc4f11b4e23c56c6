"""In how many documents a body is named, and where first, however many they are."""

import pytest

from osce_docs.admin import moving, named
from tests.factories import make_document, make_organization, mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    """A body that four documents name, the last in two ways."""
    body, formerly = make_organization("River Commission"), make_organization("Danube Board")
    texts = [f"The River Commission met {n} times, as the Danube Board had." for n in range(4)]
    documents = [make_document(text, key=f"{n}.txt") for n, text in enumerate(texts)]
    for document in documents:
        mention(document, body, "River Commission")
    twice = mention(documents[3], formerly, "Danube Board")
    twice.organization = body
    twice.save()
    return body


@pytest.mark.parametrize("few", [1, 3_000])
def test_the_first_places_are_the_same_however_they_are_looked_for(body, monkeypatch, few):
    monkeypatch.setattr(named, "FEW", few)
    monkeypatch.setattr(named, "DOCUMENTS", 2)
    found = named.named_in(body)
    assert [quote.passage.quote for quote in found.quotes] == ["River Commission"] * 2
    assert [each.key for each in moving.told(body, 2)] == [f"{n}.txt#organization:river-commission" for n in range(2)]


@pytest.mark.parametrize(("most", "said"), [(3, "3+"), (4, "4"), (10_000, "4")])
def test_documents_are_counted_no_further_than_anyone_cares_to_know(body, monkeypatch, most, said):
    monkeypatch.setattr(named, "MOST", most)
    monkeypatch.setattr(moving, "MOST", most)
    assert named.named_in(body).many == said
    assert min(moving.passages(body).count(), most + 1) == min(4, most + 1)
