"""The addresses of the public pages."""

from django.urls import path

from osce_docs.public import overviews, views
from osce_docs.public.lists import LISTS

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    *(path(f"{name}/", views.record_list, {"name": name}, name=name) for name in LISTS),
    *(path(f"{name}.csv", views.record_table, {"name": name}, name=f"{name}-table") for name in LISTS),
    path("documents/<slug:slug>/", views.document, name="document"),
    path("organizations/<slug:slug>/", views.organization, name="organization"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("proposals/matrix/", overviews.matrix, name="matrix"),
    path("proposals/<slug:slug>/", views.proposal, name="proposal"),
    path("disagreements/", overviews.disagreements, name="disagreements"),
    path("timeline/", overviews.timeline, name="timeline"),
    path("map/", overviews.bodies, name="map"),
    path("compare/<slug:left>/<slug:right>/", overviews.compare, name="compare"),
    path("search/", views.search, name="search"),
    path("api/", views.api, name="api"),
    path("about/", overviews.about, name="about"),
]
