"""The addresses of progression."""

from django.urls import URLPattern, path

from codeclerk.progression import feeds, forms, views

app_name = "progression"
urlpatterns: list[URLPattern] = [
    path("desk/", views.desk, name="desk"),
    path("proposals/<str:ref>/steps/", views.steps, name="steps"),
    path("proposals/<str:ref>/steps/undo/", forms.undo, name="undo"),
    path("proposals/<str:ref>/steps/<str:step>/", forms.take, name="take"),
    path("proposals/<str:ref>/deadlines.atom", feeds.atom, name="atom"),
    path("proposals/<str:ref>/deadlines.ics", feeds.calendar, name="calendar"),
    path("proposals/<str:ref>/deadlines/<str:clock>/", forms.move, name="move"),
]
