"""The addresses of the legal text's pages."""

from django.urls import URLPattern, path

from codeclerk.legaltext import views

app_name = "legaltext"
urlpatterns: list[URLPattern] = [
    path("", views.code, name="code"),
    path("compare/", views.compare_versions, name="compare"),
    path("conflicts/", views.conflicts, name="conflicts"),
    path("would-be/", views.would_be, name="would_be"),
    path("clause/<str:clause>/", views.clause, name="clause"),
    path("redline/<str:proposal>/", views.redline, name="redline"),
    path("<slug:document>/", views.document, name="document"),
]
