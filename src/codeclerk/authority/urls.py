"""The addresses of what is with the Authority."""

from django.urls import URLPattern

app_name = "authority"
urlpatterns: list[URLPattern] = []
