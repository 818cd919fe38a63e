"""The addresses of the legal text's pages."""

from django.urls import URLPattern, path

from codeclerk.legaltext import draft_form, forms, open_views, settle_form, views

app_name = "legaltext"
urlpatterns: list[URLPattern] = [
    path("", views.code, name="code"),
    path("compare/", views.compare_versions, name="compare"),
    path("conflicts/", open_views.conflicts, name="conflicts"),
    path("conflicts/<str:key>/", settle_form.conflict, name="conflict"),
    path("would-be/", open_views.would_be, name="would_be"),
    path("draft/", draft_form.draft_for, name="draft_for"),
    path("import/", forms.import_version, name="import"),
    path("consolidate/", forms.consolidate, name="consolidate"),
    path("correct-date/", forms.correct_date, name="correct_date"),
    path("commencement/", forms.commencement, name="commencement"),
    path("clause/<str:clause>/", views.clause, name="clause"),
    path("redline/<str:proposal>/", open_views.redline, name="redline"),
    path("redline/<str:proposal>/draft/", draft_form.draft, name="draft"),
    path("redline/<str:proposal>/baseline/", forms.baseline, name="baseline"),
    path("redline/<str:proposal>/withdraw/", forms.withdraw, name="withdraw"),
    path("<slug:document>/", views.document, name="document"),
]
