"""The addresses of votes."""

from django.urls import URLPattern, path

from codeclerk.votes import feeds, forms, views

app_name = "votes"
urlpatterns: list[URLPattern] = [
    path("", views.votes, name="votes"),
    path("closing.atom", feeds.atom, name="atom"),
    path("closing.ics", feeds.calendar, name="calendar"),
    path("open/", forms.open_vote, name="open"),
    path("<str:key>/", views.vote, name="vote"),
    path("<str:key>/archive.json", views.archive, name="archive"),
    path("<str:key>/<str:act>/", forms.change, name="change"),
]
