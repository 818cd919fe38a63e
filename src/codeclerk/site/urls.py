"""Every address of the product, and the pages that say no."""

from django.urls import include, path

from codeclerk.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("due/", views.due, name="due"),
    path("health/", views.health, name="health"),
    path("", include("codeclerk.ui.urls")),
    path("", include("codeclerk.people.urls")),
    path("", include("codeclerk.register.urls")),
    path("", include("codeclerk.parts.urls")),
    path("", include("codeclerk.progression.urls")),
    path("process/", include("codeclerk.process.urls")),
    path("raise/", include("codeclerk.raising.urls")),
    path("committees/", include("codeclerk.committees.urls")),
    path("assessments/", include("codeclerk.assessments.urls")),
    path("consultations/", include("codeclerk.consultations.urls")),
    path("code/", include("codeclerk.legaltext.urls")),
    path("decisions/", include("codeclerk.decisions.urls")),
    path("derogations/", include("codeclerk.derogations.urls")),
    path("releases/", include("codeclerk.releases.urls")),
    path("votes/", include("codeclerk.votes.urls")),
    path("meetings/", include("codeclerk.meetings.urls")),
    path("engagement/", include("codeclerk.engagement.urls")),
    path("checks/", include("codeclerk.checks.urls")),
    path("sources/", include("codeclerk.sources.urls")),
    path("papers/", include("codeclerk.papers.urls")),
    path("following/", include("codeclerk.following.urls")),
    path("authority/", include("codeclerk.authority.urls")),
    path("api/", include("codeclerk.api.urls")),
]

handler400 = "codeclerk.ui.errors.bad_request"
handler403 = "codeclerk.ui.errors.forbidden"
handler404 = "codeclerk.ui.errors.not_found"
handler500 = "codeclerk.ui.errors.server_error"
