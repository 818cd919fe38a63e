"""The addresses of the process."""

from django.urls import URLPattern, path

from codeclerk.process import views

app_name = "process"
urlpatterns: list[URLPattern] = [
    path("", views.process, name="process"),
    path("<str:profile>/", views.profile, name="profile"),
    path("<str:profile>/<str:status>/", views.status, name="status"),
    path("<str:profile>/steps/<str:step>/", views.step, name="step"),
]
