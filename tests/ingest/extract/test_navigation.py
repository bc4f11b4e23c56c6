"""What other editions of a site's navigation tell."""

import pytest

from osce_docs.ingest.extract.navigation import read_navigation

MENU = """-
Participating countries
- Albania
- Malta – OSCE Chairpersonship 2024
- Türkiye
-
Topics
- Arms control
- Water management
-
Secretariat
- Conflict Prevention Centre
-
Field missions
- Mission to Serbia
- Mission to Ruritania
"""


@pytest.fixture(scope="module")
def reading():
    return read_navigation(MENU)


def claims(reading, field):
    return {
        (telling.key.removeprefix("organization:"), str(claim.value))
        for telling in reading.tellings
        for claim in telling.claims
        if claim.field == field
    }


def test_every_body_is_named_by_its_own_line(reading):
    assert all(MENU[body.start : body.end].strip() for body in reading.bodies)
    assert {(body.key, body.kind) for body in reading.bodies} == {
        ("albania", "state"),
        ("malta", "state"),
        ("turkiye", "state"),
        ("osce-secretariat", "structure"),
        ("conflict-prevention-centre", "structure"),
        ("osce-mission-to-serbia", "field-operation"),
        ("osce-mission-to-ruritania", "field-operation"),
    }


def test_the_hierarchy(reading):
    assert claims(reading, "parent") == {
        ("osce-secretariat", "osce"),
        ("conflict-prevention-centre", "osce-secretariat"),
        ("osce-mission-to-serbia", "osce"),
        ("osce-mission-to-ruritania", "osce"),
    }


def test_a_chairpersonship_is_a_membership_with_its_year(reading):
    (osce,) = [telling for telling in reading.tellings if telling.key == "organization:osce"]
    members = [(c.value["member"], c.value["role"], c.value["from"]) for c in osce.claims]
    assert members == [
        ("albania", "participating State", ""),
        ("malta", "participating State", ""),
        ("malta", "chair", "2024"),
        ("turkiye", "participating State", ""),
    ]


def test_topics_stand_under_one_heading_however_it_is_worded(reading):
    assert reading.topics == (
        ("arms-control", "Arms control", "fields-of-work"),
        ("water-management", "Water management", "fields-of-work"),
    )
