"""The addresses of the API."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from codeclerk.api import acts, views
from codeclerk.api.answering import boundary
from codeclerk.api.endpoints import api

app_name = "codeclerk_api"


def _endpoints() -> list[URLPattern]:
    """What the endpoints' framework mounts, each behind the API's own boundary; its root page is none of ours."""
    mounted = (one for one in api.urls[0] if isinstance(one, URLPattern))
    patterns = [one for one in mounted if one.name != "api-root"]
    for one in patterns:
        one.callback = boundary(one.callback)
    return patterns


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.reference, name="reference"),
    path("v1/openapi.json", boundary(views.description), name="description"),
    re_path(r"^v1/acts/?\Z", boundary(acts.every), name="acts"),
    re_path(r"^v1/acts/(?P<name>[^/]+)/?\Z", boundary(acts.one, "GET", "HEAD", "POST"), name="act"),
    re_path(r"^v1/acts/(?P<name>[^/]+)/preview/?\Z", boundary(acts.preview, "POST"), name="preview"),
]
urlpatterns += [path("v1/", include(_endpoints())), re_path(r"^v1/(?P<rest>[\s\S]*)\Z", boundary(views.nothing))]
