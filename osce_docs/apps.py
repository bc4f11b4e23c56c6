from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OsceDocsConfig(AppConfig):
    name = "osce_docs"
    verbose_name = _("Archive")
    default_auto_field = "django.db.models.BigAutoField"
