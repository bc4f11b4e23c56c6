"""The first account: made once, with a password that no other installation has."""

import re

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

User = get_user_model()
pytestmark = pytest.mark.django_db


def made_password(capsys):
    call_command("first_login")
    return re.search(r"Log in as editor with the password (\S{16}) ", capsys.readouterr().out)[1]


def test_the_printed_password_opens_the_admin(capsys):
    user = authenticate(username="editor", password=made_password(capsys))
    assert (user.is_staff, user.is_superuser) == (True, True)


def test_each_installation_has_its_own_password(capsys):
    first = made_password(capsys)
    User.objects.all().delete()
    assert made_password(capsys) != first


def test_a_second_run_changes_nothing(capsys):
    password = made_password(capsys)
    call_command("first_login")
    assert "there already" in capsys.readouterr().out
    assert User.objects.count() == 1
    assert authenticate(username="editor", password=password)


def test_a_name_that_is_taken_is_refused():
    User.objects.create_user("editor")
    with pytest.raises(CommandError, match="createsuperuser"):
        call_command("first_login")
