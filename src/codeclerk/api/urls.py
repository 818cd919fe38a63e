"""The addresses of the API."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from codeclerk.api import views
from codeclerk.api.answering import open_to_scripts
from codeclerk.api.endpoints import api

app_name = "codeclerk_api"


def _endpoints() -> list[URLPattern]:
    """What the endpoints' framework mounts, each behind the API's own boundary; its root page is none of ours."""
    mounted = (one for one in api.urls[0] if isinstance(one, URLPattern))
    patterns = [one for one in mounted if one.name != "api-root"]
    for one in patterns:
        one.callback = open_to_scripts(one.callback)
    return patterns


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.reference, name="reference"),
    path("v1/openapi.json", open_to_scripts(views.description), name="description"),
]
urlpatterns += [path("v1/", include(_endpoints())), re_path(r"^v1/(?P<rest>[\s\S]*)\Z", open_to_scripts(views.nothing))]
