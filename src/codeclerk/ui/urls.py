"""Pages of the design system."""

from django.urls import path

from codeclerk.ui import views

app_name = "ui"
urlpatterns = [
    path("style/", views.style, name="style"),
    path("style/refused/", views.refused, name="refused"),
    path("theme/", views.theme, name="theme"),
]
