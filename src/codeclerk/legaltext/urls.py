"""The addresses of the legal text's pages."""

from django.urls import URLPattern

app_name = "legaltext"
urlpatterns: list[URLPattern] = []
