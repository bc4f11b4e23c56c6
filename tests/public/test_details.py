"""What the page of one record shows beside its values: contradictions, notes, members, corrections, neighbours."""

import html
import re

import pytest

from osce_docs.editorial.evidence import READINGS
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import revoke, rule
from osce_docs.models import Annotation, Finding, FindingPassage, Membership, Ruling, Topic
from tests.factories import (
    claim,
    make_document,
    make_event,
    make_organization,
    make_proposal,
    make_user,
    mention,
    settle,
)

pytestmark = pytest.mark.django_db


def words(client, address):
    """The page's words, tags taken out."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def gathering(*days):
    """An event told by one document for each day, and the documents."""
    event = make_event("Gathering", kind="meeting")
    documents = []
    for number, (said, value) in enumerate(days):
        document = make_document(f"The Gathering was on {said}.", key=f"tests/{number}", title=f"Report {number}")
        claim(event, document, "title", "Gathering", "The Gathering")
        claim(event, document, "date", value, said)
        documents.append(document)
    settle(event)
    return event, documents


FOURTH, FIFTH = ("4 May 1971", "1971-05-04"), ("5 May 1971", "1971-05-05")


def test_a_page_says_that_as_many_documents_say_one_as_the_other(client):
    event, _ = gathering(FOURTH, FIFTH)
    assert "As many documents say one as the other" in words(client, event.get_absolute_url())


def test_a_page_says_that_most_documents_say_so(client):
    event, _ = gathering(FOURTH, FIFTH, FIFTH)
    shown = words(client, event.get_absolute_url())
    assert "the reading of most independent documents" in shown
    assert "As many documents" not in shown


def test_a_page_says_that_one_text_says_both(client):
    event = make_event("Gathering")
    document = make_document("It was on 4 May 1971. It was on 5 May 1971.")
    for said, value in (FOURTH, FIFTH):
        claim(event, document, "date", value, said)
    settle(event)
    shown = words(client, event.get_absolute_url())
    assert "One text says both" in shown
    assert "As many documents" not in shown


def test_a_page_says_how_much_of_it_people_have_looked_at(client):
    event, _ = gathering(FOURTH)
    editor = make_user()
    assert "not yet reviewed by a person" in words(client, event.get_absolute_url())
    (ruling,) = rule(event, {"date": "1971-05-06"}, editor, reason="So it is.")
    assert "an editor has decided single values" in words(client, event.get_absolute_url())
    revoke(ruling, editor)
    assert "not yet reviewed by a person" in words(client, event.get_absolute_url())
    set_status(event, "reviewed", editor)
    assert "Reviewed by a person." in words(client, event.get_absolute_url())


def test_an_event_shows_where_one_text_contradicts_itself_on_it(client):
    event, (document,) = gathering(FOURTH)
    finding = Finding.objects.create(identity="1", kind="contradiction", message="Two days are named.", weight=3)
    start = document.text.readable.index("4 May 1971")
    FindingPassage.objects.create(finding=finding, document=document, start=start, end=start + 10, quote="4 May 1971")
    shown = words(client, event.get_absolute_url())
    assert "Where sources differ, or one contradicts itself Two days are named." in shown
    other = make_event("Elsewhere")
    assert "Two days are named." not in words(client, other.get_absolute_url())


@pytest.mark.parametrize(("field", "shown"), [("member", True), ("", True), ("date", False)])
def test_an_event_shows_where_sources_differ_on_it_unless_that_stands_beside_its_field(client, field, shown):
    event, (document,) = gathering(FOURTH)
    finding = Finding.objects.create(identity="1", kind="disagreement", message="Two say two things.", field=field)
    start = document.text.readable.index("4 May 1971")
    FindingPassage.objects.create(finding=finding, document=document, start=start, end=start + 10, quote="4 May 1971")
    assert ("Two say two things." in words(client, event.get_absolute_url())) is shown


def test_what_a_document_says_again_in_the_same_words_comes_last(client):
    event = make_event("Gathering")
    document = make_document("Met in Oslo. Met in Oslo. They gathered in Oslo.")
    again = claim(event, document, "place", "Oslo", "Met in Oslo")
    claim(event, document, "place", "Oslo", "They gathered in Oslo")
    again.pk, again.identity, again.start, again.end = None, "again", 13, 24
    again.save()
    settle(event)
    passages = re.findall(
        r'<span class="passage"><q[^>]*>(.*?)</q>', client.get(event.get_absolute_url()).content.decode()
    )
    assert passages == ["Met in Oslo", "They gathered in Oslo", "Met in Oslo"]


def test_readers_see_public_notes_in_the_margin_and_no_others(client):
    document = make_document("They singed the paper.\nIt was kept.")
    note = {"document": document, "start": 5, "end": 11, "quote": "singed", "author": make_user("lovelace")}
    Annotation.objects.create(note="For “signed”.", is_public=True, is_sic=True, **note)
    Annotation.objects.create(note="Ask the archivist.", **note)
    Annotation.objects.create(note="Of a former text.", is_public=True, orphaned=True, **note)
    markup = client.get(document.get_absolute_url()).content.decode()
    margin = re.search(r'<div class="stretch.*?class="remark".*?</div>', markup, re.DOTALL)[0]
    assert "They" in margin
    assert "For “signed”." in margin
    assert "It was kept" not in margin
    assert '<mark id="c5-11" class="cited">singed</mark>' in markup
    assert not [secret for secret in ("Ask the archivist", "Of a former text", "lovelace") if secret in markup]


def test_what_a_document_lists_is_folded_where_it_is_long_and_counted(client):
    document = make_document("A text.")
    for number in range(120):
        found = Finding.objects.create(
            identity=str(number), kind="vague-time", message=f"Vague {number:03}.", document=document
        )
        FindingPassage.objects.create(finding=found, document=document, start=0, end=1, quote="A")
    claim(make_event("Talks"), document, "title", "Talks", "A text")
    home = document.get_absolute_url()
    markup = client.get(home).content.decode()
    assert re.findall(r'<details class="list"( open)?>\s*<summary><h2 id="of-(\w+)">', markup) == [
        (" open", "events"),
        ("", "findings"),
    ]
    assert 'What is worth a second look <span class="number">120</span>' in markup
    assert re.findall(r"Vague (\d+)\.", markup) == [f"{number:03}" for number in range(100)]
    rest = client.get(f"{home}?remarks=2").content.decode()
    assert '<details class="list" open>\n    <summary><h2 id="of-findings">' in rest
    assert re.findall(r"Vague (\d+)\.", rest) == [f"{number:03}" for number in range(100, 120)]


def test_only_of_events_is_it_told_whether_they_happened(client):
    document = make_document("The Talks of the Board were held.")
    records = [make_event("Talks"), make_organization("Board")]
    claim(records[0], document, "title", "Talks", "The Talks")
    claim(records[1], document, "name", "Board", "the Board")
    settle(*records)
    shown = [words(client, record.get_absolute_url()).partition("How was this read?")[2] for record in records]
    assert ["How it is told" in each for each in shown] == [True, False]
    assert ["Told as having happened" in each for each in shown] == [True, False]


def test_what_sources_write_is_never_taken_for_markup(client):
    sign = '<i title="{}">&</i>'
    body, member = (make_organization(f"{name} {sign}", key=name, slug=name) for name in ("body", "member"))
    event = make_event(f"Gathering {sign}", kind="meeting", key="gathering", slug="gathering")
    plan = make_proposal(f"Plan {sign}", key="plan", slug="plan")
    document = make_document(f"{body} and {member} met. {event}. {plan}.", title=f"Report {sign}", key="tests/signs")
    mention(document, body, str(body))
    mention(document, member, str(member))
    claim(event, document, "title", str(event), str(event), speaker=f"Speaker {sign}", rule=f"rule {sign}")
    claim(plan, document, "name", str(plan), str(plan))
    chair = {"member": member.key, "role": "chair", "holder": f"Ms {sign}", "from": ""}
    claim(body, document, "member", chair, str(member))
    settle(event, plan, body)
    found = Finding.objects.create(identity="1", kind="contradiction", message=f"Odd {sign}.", document=document)
    FindingPassage.objects.create(finding=found, document=document, start=0, end=len(str(body)), quote=str(body))
    for record in (document, body, event, plan):
        markup = client.get(record.get_absolute_url()).content.decode()
        assert markup.count("&lt;i title=&quot;{}&quot;&gt;&amp;&lt;/i&gt;") > 4
        assert "<i title" not in re.sub(r"<script type=.application/ld.json.>.*?</script>", "", markup)


def test_members_are_listed_by_role_those_with_a_time_in_its_order(client):
    council = make_organization("Council")
    for name, role, since in (
        ("Norway", "chair", ""),
        ("Sweden", "chair", "1975"),
        ("Finland", "chair", "1971-05"),
        ("Iceland", "member", ""),
    ):
        body = make_organization(name, kind="state")
        Membership.objects.create(owner=council, key=f"{role}/{name}", member=body, role=role, since=since)
    shown = words(client, council.get_absolute_url())
    assert re.findall(r"Chair 3|Finland|Sweden|Norway|Member\b|Iceland", shown.partition("Members and offices")[2]) == [
        "Chair 3", "Finland", "Sweden", "Norway", "Member", "Iceland",
    ]  # fmt: skip


def test_who_held_an_office_more_than_once_is_named_once(client):
    council, norway = make_organization("Council"), make_organization("Norway", kind="state")
    sweden = make_organization("Sweden", kind="state")
    for number, (body, since) in enumerate(((norway, "1975"), (sweden, "1973"), (norway, "1971"))):
        Membership.objects.create(owner=council, key=f"chair/{number}", member=body, role="chair", since=since)
    shown = words(client, council.get_absolute_url()).partition("Members and offices")[2]
    assert "Chair 2 Who When Evidence Norway since 1971 since 1975 Sweden since 1973" in shown


def test_a_crowd_of_members_is_listed_by_name_alone(client):
    council = make_organization("Council")
    for number in range(12):
        body = make_organization(f"State {number:02}", kind="state")
        Membership.objects.create(owner=council, key=f"member/{number}", member=body, role="member")
    markup = client.get(council.get_absolute_url()).content.decode()
    assert re.findall(r">(State \d\d)<", markup.partition('<ul class="names"')[2].partition("</ul>")[0]) == [
        f"State {number:02}" for number in range(12)
    ]


def test_long_lists_of_a_body_are_folded_and_counted(client):
    council = make_organization("Council")
    for number in range(115):
        state, role = make_organization(f"State {number}", kind="state"), "chair" if number < 2 else "member"
        Membership.objects.create(owner=council, key=f"{role}/{number:03}", member=state, role=role)
    for number in range(13):
        make_organization(f"Office {number}", parent=council)
    first, second = (client.get(f"{council.get_absolute_url()}{at}").content.decode() for at in ("", after(council)))
    lists = re.compile(
        r'<details class="list"( open)?>\s*<summary><h\d id="[\w-]+">([\w ]+) <span class="number">(\d+)'
    )
    assert lists.findall(first) == [("", "Bodies that belong to it", "13")]
    folds = re.compile(r'<details class="list"( open)?>\s*<summary><h3 id="role-\d">([\w ]+)</h3>')
    assert [folds.findall(each) for each in (first, second)] == [
        [(" open", "Chair"), ("", "Member")],
        [(" open", "Member")],
    ]
    assert len(re.findall(r">State \d+<", first)) == 100


def after(council):
    """What the address of the second page of members adds."""
    last = council.memberships.order_by("key")[99]
    return f"?after-members={council.pk}~{last.key}"


def test_a_body_shows_its_place_and_its_life(client):
    top, middle, low = (make_organization(name) for name in ("Union", "Council", "Committee"))
    middle.parent, low.parent, low.founded, low.dissolved = top, middle, "1971-05", "1980"
    middle.save()
    low.save()
    shown = words(client, low.get_absolute_url())
    assert "Within Union › Council" in shown
    assert "founded May 1971 · dissolved 1980" in shown
    assert "Bodies that belong to it 1 Committee" in words(client, middle.get_absolute_url())


def test_the_errata_tell_what_was_corrected_when_and_why(client):
    event, _ = gathering(FOURTH)
    first, second = make_user("lovelace"), make_user("ben")
    rule(event, {"date": "1971-05-06"}, first, reason="The minutes say so.", note="Not sure.")
    rule(event, {"date": "1971-05-05"}, second, reason="The minutes were misdated.")
    rule(event, {"place": "Oslo"}, first, reason="Known.")
    revoke(Ruling.objects.get(field="place"), first)
    errata = words(client, event.get_absolute_url()).partition("What editors corrected")[2]
    day = f"{Ruling.objects.get(field='place').made_at:%d %B %Y}".lstrip("0")
    assert re.findall(r"(Place|Date) (\S[^.]*?) (Known|The minutes [a-z ]+)\. Decided on ([^·]*?) · (\S+)", errata) == [
        ("Place", "Oslo", "Known", day, "taken"),
        ("Date", "5 May 1971", "The minutes were misdated", day, "sources"),
        ("Date", "6 May 1971", "The minutes say so", day, "taken"),
    ]
    assert "sources say: 4 May 1971" in errata
    assert not [secret for secret in ("lovelace", "ben", "Not sure") if secret in errata]


def test_the_errata_do_not_name_a_withheld_body(client):
    proposal, secret, norway = make_proposal("Plan"), make_organization("Secret"), make_organization("Norway")
    editor = make_user()
    for body in (secret, norway):
        rule(proposal, {f"position/{body.key}": {"party": body.key, "stance": "accepted"}}, editor, reason="Told us.")
    secret.status = "withheld"
    secret.save()
    shown = words(client, proposal.get_absolute_url())
    assert "Norway: accepted Accepted Told us." in shown.partition("What editors corrected")[2]
    assert "secret" not in shown.casefold()


def test_a_document_leads_to_the_ones_before_and_after_it(client):
    for day, name in (("1971", "First"), ("1972", "Second"), ("", "Undated"), ("1973", "Withheld")):
        make_document(f"{name}.", key=f"tests/{name}", title=name, date=day, status="withheld" if day == "1973" else "")
    beside = r'rel="(prev|next)" href="/documents/tests-(\w+)/"'
    assert re.findall(beside, client.get("/documents/tests-First/").content.decode()) == [("next", "Second")]
    assert re.findall(beside, client.get("/documents/tests-Second/").content.decode()) == [
        ("prev", "First"),
        ("next", "Undated"),
    ]


@pytest.mark.parametrize("make", [make_document, make_event, make_organization, make_proposal])
def test_a_record_offers_to_report_an_error_where_the_archive_names_an_address(client, settings, make):
    address = make().get_absolute_url()
    assert "mailto:" not in client.get(address).content.decode()
    settings.EDITORS_ADDRESS = "editors@archive.example"
    markup = client.get(address).content.decode()
    assert 'href="mailto:editors@archive.example?subject=' in markup
    assert f"http%3A//testserver{address}" in markup


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("document", "source", "Board"),
        ("document", "topic", "Rivers"),
        ("organization", "member", {"member": "norway", "role": "member"}),
        ("organization", "count", {"what": "rivers", "number": 3}),
        ("event", "participant", {"name": "norway", "role": "host"}),
        ("proposal", "position", {"party": "norway", "stance": "accepted"}),
        ("proposal", "proposer", {"name": "norway"}),
    ],
)
def test_each_tie_has_its_passages(client, kind, field, value):
    document = make_document("Before. This says it of Norway. After.")
    make_organization("Norway")
    Topic.objects.create(key="rivers", name="Rivers")
    made = {"organization": make_organization, "event": make_event, "proposal": make_proposal}
    record = made[kind]("Subject") if kind in made else document
    claim(record, document, field, value, "This says it of Norway")
    settle(record)
    passages = re.findall(r"<q [^>]*>(.*?)</q>", client.get(record.get_absolute_url()).content.decode())
    assert passages == ["This says it of Norway"]


def test_of_very_many_readings_the_first_are_shown(client):
    days = [(f"{day} May 1971", f"1971-05-{day:02}") for day in range(1, 20)]
    event, _ = gathering(*days)
    page = client.get(event.get_absolute_url()).content.decode()
    assert page.count('class="reading"') == READINGS
    assert "There are further readings" in page
