"""A real browser: an editor logs in with the password of the first run."""

import re

import pytest
from django.core.management import call_command


@pytest.mark.browser
def test_an_editor_logs_in_and_no_page_breaks_the_policy(page, live_server, capsys):
    complaints = []
    page.on("console", lambda message: "Content Security Policy" in message.text and complaints.append(message.text))
    call_command("first_login")
    password = re.search(r"password (\S+)", capsys.readouterr().out)[1]
    page.goto(live_server.url)
    page.goto(f"{live_server.url}/admin/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", password)
    page.click("[type=submit]")
    assert page.text_content("#user-tools strong") == "editor"
    assert complaints == []
