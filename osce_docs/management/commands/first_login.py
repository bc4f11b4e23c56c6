import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from osce_docs.management.archive_command import ArchiveCommand

NAME = "editor"


class Command(ArchiveCommand):
    help = "Make the first account, with a password that is printed this once; do nothing where there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how to log in. Raises CommandError where the name is taken by an account without all rights."""
        accounts = get_user_model().objects
        if accounts.filter(is_superuser=True).exists():
            self.stdout.write(
                "An account with all rights is there already. Forgotten its password? manage.py changepassword NAME"
            )
            return
        if accounts.filter(username=NAME).exists():
            raise CommandError(
                f"The name {NAME} is taken by an account without all rights; use manage.py createsuperuser."
            )
        password = secrets.token_urlsafe(12)
        accounts.create_superuser(NAME, password=password)
        self.stdout.write(f"Log in as {NAME} with the password {password} (it is not shown again).")
