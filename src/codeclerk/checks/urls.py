"""The addresses of checks."""

from django.urls import URLPattern, path

from codeclerk.checks import views

app_name = "checks"
urlpatterns: list[URLPattern] = [
    path("", views.checks, name="checks"),
    path("<str:id>/", views.check, name="check"),
]
