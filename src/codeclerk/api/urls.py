"""The addresses of the API."""

from django.urls import URLPattern

app_name = "codeclerk_api"
urlpatterns: list[URLPattern] = []
