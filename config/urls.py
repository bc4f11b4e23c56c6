"""All addresses: the admin under /admin/, everything else is public and read-only."""

from django.urls import include, path

from osce_docs.admin.site import site
from osce_docs.public.api.routes import api

urlpatterns = [
    path("admin/", site.urls),
    path("", include("osce_docs.public.urls")),
    path("api/", api.urls),
]

handler404 = "osce_docs.public.errors.not_found"
handler500 = "osce_docs.public.errors.failed"
