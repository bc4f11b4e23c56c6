from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who logs in: an editor, a reviewer, an operator."""
