from django.contrib import admin
from django.urls import path

from benchmarks.peers import views

urlpatterns = [
    path("", views.listed),
    path("facets/", views.faceted),
    path("documents/<int:pk>/", views.document, name="document"),
    path("search/", views.search),
    path("contains/", views.contains),
    path("admin/", admin.site.urls),
]
