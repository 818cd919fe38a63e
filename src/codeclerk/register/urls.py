"""The addresses of the register, and the ones by which the public site knew proposals before."""

from django.urls import URLPattern, path

from codeclerk.register import forms, timetable_views, views

app_name = "register"
urlpatterns: list[URLPattern] = [
    path("proposals/", views.proposals, name="proposals"),
    path("proposals/raise/", forms.raise_proposal, name="raise_proposal"),
    path("proposals/register/", forms.register_proposal, name="register_proposal"),
    path("proposals/<str:ref>/", views.proposal, name="proposal"),
    path("proposals/<str:ref>/history/", views.history, name="history"),
    path("proposals/<str:ref>/timetable/", timetable_views.proposal_timetable, name="timetable"),
    path("timetables/", timetable_views.timetables, name="timetables"),
    path("proposals/<str:ref>/change/<str:act>/", forms.change, name="change"),
    path("modifications/<str:ref>/", views.legacy, name="legacy"),
    path("modifications/modification/<str:ref>/", views.legacy, name="legacy_number"),
]
