"""The addresses of consultations."""

from django.urls import URLPattern, path

from codeclerk.consultations import forms, views

app_name = "consultations"
urlpatterns: list[URLPattern] = [
    path("", views.consultations, name="consultations"),
    path("plan/", forms.plan, name="plan"),
    path("issue/", forms.issue, name="issue"),
    path("record/", forms.record, name="record"),
    path("<str:key>/", views.consultation, name="consultation"),
    path("<str:key>/<str:act>/", forms.change, name="change"),
]
