"""All addresses: the admin under /admin/, everything else is public and read-only."""

from django.urls import include, path

from osce_docs.admin.site import site

urlpatterns = [
    path("admin/", site.urls),
    path("", include("osce_docs.public.urls")),
]

handler404 = "osce_docs.public.errors.not_found"
