"""The addresses of the parts of a proposal, under that of the proposal itself."""

from django.urls import URLPattern, path

from codeclerk.parts import forms, views

app_name = "parts"
urlpatterns: list[URLPattern] = [
    path("proposals/<str:ref>/parts/", views.parts, name="parts"),
    path("proposals/<str:ref>/parts/<str:act>/", forms.change, name="change"),
]
