"""The addresses of decisions."""

from django.urls import URLPattern, path

from codeclerk.decisions import forms, views

app_name = "decisions"
urlpatterns: list[URLPattern] = [
    path("", views.decisions, name="decisions"),
    path("record/", forms.record, name="record"),
    path("put/", forms.put, name="put"),
    path("take-off/", forms.take_off, name="take-off"),
    path("recommendations/", views.to_recommendations, name="to-recommendations"),
    path("recommendations/<str:ref>/", views.recommendations, name="recommendations"),
    path("<str:key>/", views.decision, name="decision"),
    path("<str:key>/<str:act>/", forms.change, name="change"),
]
