"""The addresses of papers."""

from django.urls import path, register_converter

from codeclerk.papers import forms, inputs, views


class Reference:
    """The reference of an issued paper."""

    regex = inputs.REFERENCE

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Period(Reference):
    """A month: 2021-03."""

    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])"


register_converter(Reference, "paper_reference")
register_converter(Period, "paper_period")

app_name = "papers"
urlpatterns = [
    path("", views.papers, name="papers"),
    path("issued/<paper_reference:reference>/", views.issued, name="issued"),
    path("issued/<paper_reference:reference>/again/", forms.reissue, name="reissue"),
    path("issued/<paper_reference:reference>/<int:version>/", views.issued, name="version"),
    path("issued/<paper_reference:reference>/<int:version>/<path:name>", views.file, name="file"),
    path("<slug:kind>/<paper_period:period>/", views.draft, name="draft"),
    path("<slug:kind>/<paper_period:period>/issue/", forms.issue, name="issue"),
]
