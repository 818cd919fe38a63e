"""So that nothing typed is lost when a session ends or a page is old: what came then is kept, or shown again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from codeclerk.raising.models import DraftForm
from codeclerk.raising.rules.content import CATEGORIES, Content, read

KEPT = "raising_kept"


class _Check(CsrfViewMiddleware):
    """Django's own check, which tells what it found instead of answering."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def csrf_holds(request: HttpRequest) -> bool:
    """Whether a form came from this site and this session. One that does not is never saved, but shown again."""
    check = _Check(lambda _: None)  # type: ignore[arg-type]
    check.process_request(request)
    return check.process_view(request, lambda _: HttpResponse(), (), {}) is None


def version_seen(request: HttpRequest) -> int:
    """The version of the draft that the form was made from; 0, which no draft has, where it says nonsense."""
    seen = request.POST.get("version", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0


def keep_typed(request: HttpRequest, key: str) -> None:
    """Keep what somebody typed who is not signed in any more, in this browser's session, until they sign in again.

    Nothing is kept of a draft that there is not, so that nobody fills the sessions with texts.
    """
    if not DraftForm.objects.filter(key=key).exists():
        return
    content = read({name: request.POST.get(name, "") for name in request.POST}, tuple(request.POST.getlist(CATEGORIES)))
    request.session[KEPT] = {
        "draft": key,
        "content": content.model_dump(mode="json"),
        "version": version_seen(request),
    }


def take_kept(request: HttpRequest, key: str) -> tuple[Content, int] | None:
    """What was kept of a draft, and the version that it was typed on; it is given once. None where nothing was."""
    kept = request.session.get(KEPT)
    if kept is None:
        return None
    del request.session[KEPT]
    return (Content.model_validate(kept["content"]), kept["version"]) if kept["draft"] == key else None
