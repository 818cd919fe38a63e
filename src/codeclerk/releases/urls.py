"""The addresses of releases."""

from django.urls import URLPattern, path

from codeclerk.releases import forms, views

app_name = "releases"
urlpatterns: list[URLPattern] = [
    path("", views.releases, name="releases"),
    path("register/", forms.register_release, name="register"),
    path("ad-hoc/", forms.register_ad_hoc_release, name="ad_hoc"),
    path("<str:key>/", views.release, name="release"),
    path("<str:key>/move/", forms.move_release, name="move"),
    path("<str:key>/note/", forms.note_release, name="note"),
    path("<str:key>/cost/", forms.set_release_cost, name="cost"),
    path("<str:key>/withdraw/", forms.withdraw_release, name="withdraw"),
]
