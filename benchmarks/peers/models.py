from django.db import models


class Organization(models.Model):
    name = models.CharField(max_length=300, unique=True)

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    path = models.CharField(max_length=1000, unique=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    date = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    organizations = models.ManyToManyField(Organization, blank=True)

    class Meta:
        ordering = ("-date",)

    def __str__(self) -> str:
        return self.title
