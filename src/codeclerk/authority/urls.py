"""The addresses of what is with the Authority."""

from django.urls import URLPattern, path

from codeclerk.authority import views

app_name = "authority"
urlpatterns: list[URLPattern] = [
    path("", views.authority, name="authority"),
    path("<str:ref>/", views.proposal, name="proposal"),
    path("<str:ref>/pack.zip", views.pack, name="pack"),
]
