"""The addresses of drafts."""

from django.urls import URLPattern, path

from codeclerk.raising import acting, views

app_name = "raising"
urlpatterns: list[URLPattern] = [
    path("", views.how, name="how"),
    path("start/", views.start, name="start"),
    path("drafts/", views.drafts, name="drafts"),
    path("to-comment/", views.to_comment, name="to_comment"),
    path("to-comment/<str:key>/", acting.comment, name="comment"),
    path("drafts/<str:key>/", views.write, name="write"),
    path("drafts/<str:key>/read/", views.read, name="read"),
    path("drafts/<str:key>/send/", acting.send, name="send"),
    path("drafts/<str:key>/raise/", acting.raise_it, name="raise"),
    path("drafts/<str:key>/withdraw/", acting.withdraw, name="withdraw"),
    path("drafts/<str:key>/delete/", views.delete, name="delete"),
    path("drafts/<str:key>/erase/", acting.erase, name="erase"),
    path("drafts/<str:key>/share/", acting.share, name="share"),
    path("drafts/<str:key>/share/<str:guest>/end/", acting.unshare, name="unshare"),
]
