"""The addresses of the public pages."""

from django.urls import path

from osce_docs.public import feeds, overviews, sitemap, views
from osce_docs.public.citing import views as citations
from osce_docs.public.citing.views import FORMS
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
    path("documents/<slug:slug>/cite/", citations.cite, name="cite"),
    *(path(f"documents/<slug:slug>/cite.{each}", citations.cite_as, {"form": each}, name="cite-as") for each in FORMS),
    path("documents/<slug:slug>/cite.json", citations.cite_csl, name="cite-csl"),
    *(
        path(f"{kind}s/<slug:slug>/linked.json", citations.linked_data(kind), name=f"{kind}-linked")
        for kind in citations.RECORDS
    ),
    path("disagreements/", overviews.disagreements, name="disagreements"),
    path("timeline/", overviews.timeline, name="timeline"),
    path("map/", overviews.bodies, name="map"),
    path("compare/<slug:left>/<slug:right>/", overviews.compare, name="compare"),
    path("search/", views.search, name="search"),
    path("api/", views.api, name="api"),
    path("feeds/documents/", feeds.Documents(), name="feed-documents"),
    path("feeds/corrections/", feeds.Corrections(), name="feed-corrections"),
    path("feeds/disagreements/", feeds.Disagreements(), name="feed-disagreements"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap/<str:name>-<int:number>.xml", sitemap.part, name="sitemap-part"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("about/", overviews.about, name="about"),
]
