"""The addresses of meetings."""

from django.urls import URLPattern, path

from codeclerk.meetings.forms import meetings as forms
from codeclerk.meetings.views import meetings as views

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    path("", views.meetings, name="meetings"),
    path("plan/", forms.plan, name="plan"),
    path("record/", forms.record, name="record"),
    path("papers-due/", views.papers_due, name="papers_due"),
    path("agendas/", views.agendas, name="agendas"),
    path("<str:key>/", views.meeting, name="meeting"),
    path("<str:key>/<str:act>/", forms.change, name="change"),
]
