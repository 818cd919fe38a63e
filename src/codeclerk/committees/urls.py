"""The addresses of committees."""

from django.urls import URLPattern, path

from codeclerk.committees import forms, views

app_name = "committees"
urlpatterns: list[URLPattern] = [
    path("", views.committees, name="committees"),
    path("interest/", views.interest, name="interest"),
    path("waiting/", views.waiting, name="waiting"),
    *(path(f"{name}/", forms.new, {"name": name}, name=name) for name in forms.NEW),
    path("inputs/<str:key>/", views.input, name="input"),
    path("inputs/<str:key>/<str:act>/", forms.change, name="change"),
    path("<slug:key>/", views.committee, name="committee"),
]
