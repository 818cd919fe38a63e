"""The addresses of sources."""

from django.urls import path, register_converter

from codeclerk.sources import forms, views


class Sha256:
    """The hash of a document."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ShortKey(Sha256):
    """The key of a claim or a question."""

    regex = "[0-9a-f]{24}"


register_converter(Sha256, "sha256")
register_converter(ShortKey, "shortkey")

app_name = "sources"
urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/add/", forms.add_document, name="add_document"),
    path("documents/register/", forms.register_document, name="register_document"),
    path("documents/<sha256:sha256>/", views.document, name="document"),
    path("documents/<sha256:sha256>/file/", views.download, name="download"),
    path("documents/<sha256:sha256>/hold/", forms.hold_document, name="hold_document"),
    path("documents/<sha256:sha256>/correct/", forms.correct_document, name="correct_document"),
    path("documents/<sha256:sha256>/classification/", forms.classify_document, name="classify_document"),
    path("documents/<sha256:sha256>/claim/", forms.record_claim, name="record_claim"),
    path("claims/", views.claims, name="claims"),
    path("claims/<shortkey:key>/withdraw/", forms.withdraw_claim, name="withdraw_claim"),
    path("claims/<shortkey:key>/correct/", forms.correct_claim, name="correct_claim"),
    path("questions/<shortkey:question>/rule/", forms.rule_on_claims, name="rule_on_claims"),
    path("about/<path:subject>/", views.subject, name="subject"),
]
