"""The addresses of engagement."""

from django.urls import URLPattern, path

from codeclerk.engagement import feeds, forms, views

app_name = "engagement"
urlpatterns: list[URLPattern] = [
    path("", views.days, name="days"),
    path("plan/", forms.plan, name="plan"),
    path("events.ics", feeds.days, name="calendar"),
    path("helpdesk/", views.helpdesk, name="helpdesk"),
    path("helpdesk/write/", forms.write, name="write"),
    path("helpdesk/requests/<str:key>/<str:act>/", forms.settle, name="settle"),
    path("<str:key>/", views.day, name="day"),
    path("<str:key>/event.ics", feeds.day, name="event"),
    path("<str:key>/bookings.csv", views.bookings, name="bookings"),
    path("<str:key>/<str:act>/", forms.change, name="change"),
]
