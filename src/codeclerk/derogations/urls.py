"""The addresses of derogations."""

from django.urls import URLPattern, path

from codeclerk.derogations import forms, views

app_name = "derogations"
urlpatterns: list[URLPattern] = [
    path("", views.derogations, name="derogations"),
    path("grant/", forms.grant, name="grant"),
    path("<str:key>/", views.derogation, name="derogation"),
    path("<str:key>/<str:act>/", forms.change, name="change"),
]
