import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import no_nul


class Erasure(models.Model):
    """That a document was erased, for a reason that readers are told: its tombstone. Only the command writes it."""

    document = models.OneToOneField("Document", models.PROTECT, related_name="erasure", verbose_name=_("document"))
    reason = models.TextField(_("reason"), help_text=_("Readers see it."))
    erased_at = models.DateTimeField(_("erased"))
    erased_by = models.CharField(_("by"), max_length=150, help_text=_("The account on the machine of the archive."))

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = no_nul("reason")

    def __str__(self) -> str:
        return str(self.document.key)


class Trace(models.Model):
    """The SHA-256 of what an erased document could come back by, or is asked for by: its bytes, its key, its address.

    Nothing else is kept of these, for a name or an address may say what the text said.
    """

    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="traces")
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("trace of an erased document")
        verbose_name_plural = _("traces of erased documents")
        constraints = [models.UniqueConstraint(fields=["erasure", "sha256"], name="trace_unique")]

    def __str__(self) -> str:
        return self.sha256[:12]

    @staticmethod
    def of(name: str) -> str:
        """Return the hash of a key or an address."""
        return hashlib.sha256(name.encode()).hexdigest()
