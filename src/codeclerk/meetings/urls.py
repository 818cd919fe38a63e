"""The addresses of meetings."""

from django.urls import URLPattern, path

from codeclerk.meetings import feeds
from codeclerk.meetings.forms import actions as action_forms
from codeclerk.meetings.forms import meetings as forms
from codeclerk.meetings.forms.calendar import plan as plan_calendar
from codeclerk.meetings.views import meetings as views
from codeclerk.meetings.views import running

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    path("", views.meetings, name="meetings"),
    path("plan/", forms.plan, name="plan"),
    path("plan-calendar/", plan_calendar, name="plan_calendar"),
    path("record/", forms.record, name="record"),
    path("papers-due/", views.papers_due, name="papers_due"),
    path("agendas/", views.agendas, name="agendas"),
    path("calendar/", running.year, name="calendar"),
    path("calendar.ics", feeds.calendar, name="feed"),
    path("actions/", running.all_actions, name="actions"),
    path("actions/<str:key>/end/", action_forms.end, name="end_action"),
    path("actions/<str:key>/carry/", action_forms.carry, name="carry_action"),
    path("interests/", running.interests, name="interests"),
    path("groups/", running.all_groups, name="groups"),
    path("<str:key>/", views.meeting, name="meeting"),
    path("<str:key>/run/", running.run, name="run"),
    path("<str:key>/pack/", running.pack, name="pack"),
    path("<str:key>/<str:act>/", forms.change, name="change"),
]
