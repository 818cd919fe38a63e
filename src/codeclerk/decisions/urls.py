"""The addresses of decisions."""

from django.urls import URLPattern

app_name = "decisions"
urlpatterns: list[URLPattern] = []
