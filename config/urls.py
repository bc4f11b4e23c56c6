"""All addresses: the admin under /admin/, everything else is public and read-only."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("osce_docs.public.urls")),
]
