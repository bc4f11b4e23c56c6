"""Who may do what: the one table. A role is a group of users; what stands nowhere here, no role may do.

Nobody deletes, superusers included: see admin/base.py. Accounts and groups are the superusers' affair.
"""

from typing import Any

VIEWER, EDITOR, REVIEWER = "Viewer", "Editor", "Reviewer"
RECORDS = ("document", "organization", "event", "proposal")
WORK = ("finding", "ruling", "annotation")
EVIDENCE = ("claim", "telling", "mention", "retelling", "topic")
SOURCES = ("importrun", "provenance", "text", "original", "navigationedition", "formeraddress", "erasure")

# What may be done · to which tables · by whom.
MAY = (
    ("view", (*RECORDS, *WORK, *EVIDENCE, *SOURCES), (VIEWER, EDITOR, REVIEWER)),
    ("export", RECORDS, (VIEWER, EDITOR, REVIEWER)),
    # To change a record is to rule on it, and to take rulings back.
    ("change", (*RECORDS, "finding", "annotation"), (EDITOR, REVIEWER)),
    ("add", (*RECORDS, "annotation"), (EDITOR, REVIEWER)),
    ("import", RECORDS, (EDITOR, REVIEWER)),
    # To merge records, to part their tellings, and to say where a passage belongs.
    ("merge", ("organization", "event", "proposal"), (EDITOR, REVIEWER)),
    # To say that a record is reviewed, to withhold it from readers, and to let it back.
    ("review", RECORDS, (REVIEWER,)),
)


def codenames(role: str) -> set[str]:
    """Return the codenames of a role's permissions: `change_event`."""
    return {f"{verb}_{table}" for verb, tables, roles in MAY if role in roles for table in tables}


def grant(groups: Any, permissions: Any) -> None:
    """Make the groups, and let each have the permissions of its role, no more; the arguments are querysets.

    A migration calls this whenever the table has changed.
    """
    for role in (VIEWER, EDITOR, REVIEWER):
        group, _ = groups.get_or_create(name=role)
        own = permissions.filter(content_type__app_label="osce_docs", codename__in=codenames(role))
        group.permissions.set(own)
