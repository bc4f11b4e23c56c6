from django.contrib import admin
from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group

from osce_docs.admin.base import KeptAdmin
from osce_docs.admin.site import site
from osce_docs.models import User


@admin.register(User, site=site)
class UserAdmin(KeptAdmin, stock.UserAdmin):
    """People who log in. Nobody is deleted, for their rulings are theirs: take “active” away instead."""

    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "is_superuser")
    ordering = ("username",)
    # The stock pair of lists has no accessible names; when someone joined or logged in is not for typing.
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")


@admin.register(Group, site=site)
class GroupAdmin(KeptAdmin, stock.GroupAdmin):
    """What people may do, by group."""

    filter_horizontal = ()
