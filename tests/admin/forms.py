"""Sending a form as a browser would: everything it showed, with a few changes."""

from django.urls import reverse


def address(record, verb="change"):
    """The address of a record's page in the admin."""
    return reverse(f"admin:osce_docs_{record._meta.model_name}_{verb}", args=[record.pk])


def opened(client, where):
    """Return what the form at an address would send back if nobody touched it."""
    context = client.get(where).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        bound.html_name: _sent(bound)
        for form in forms
        for bound in form
        if _sent(bound) is not None and not getattr(bound.field, "disabled", False)
    }


def save(client, record, sent=None, **changes):
    """Change these fields of an opened form and save it; a dot in a name stands for the hyphens of a row."""
    where = address(record)
    sent = sent if sent is not None else opened(client, where)
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(where, sent | named | {"_continue": "1"})


def _sent(bound):
    value = bound.value()
    if isinstance(value, bool):
        return "on" if value else None
    return "" if value is None else value
