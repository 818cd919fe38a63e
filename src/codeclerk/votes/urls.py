"""The addresses of votes."""

from django.urls import URLPattern

app_name = "votes"
urlpatterns: list[URLPattern] = []
