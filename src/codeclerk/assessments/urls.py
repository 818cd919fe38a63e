"""The addresses of assessments."""

from django.urls import URLPattern, path

from codeclerk.assessments import forms, views

app_name = "assessments"
urlpatterns: list[URLPattern] = [
    path("", views.assessments, name="assessments"),
    path("request/", forms.ask, name="request"),
    path("cost-approved/", forms.approve_cost, name="approve_cost"),
    path("not-required/", forms.not_required, name="not_required"),
    path("<str:key>/", views.assessment, name="assessment"),
    path("<str:key>/<str:act>/", forms.change, name="change"),
]
