"""The environment of all pages: strict about names, escaping on, templates found in every folder of the product."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from codeclerk.ui import tags, words
from codeclerk.ui.charts import chart_svg
from codeclerk.ui.citations import cited
from codeclerk.ui.forms import form_view
from codeclerk.ui.govuk import Govuk
from codeclerk.ui.shell import Shell, shell
from codeclerk.ui.table_views import static_view


def environment(**options: Any) -> Environment:
    """Called by Django. Each folder keeps its templates in `<folder>/templates/<folder>/`."""
    folders = [f"{app.path}/templates" for app in apps.get_app_configs() if app.name.startswith("codeclerk.")]
    options |= {
        "loader": FileSystemLoader(folders),
        "undefined": StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(**options)
    made.globals |= {
        "static": static,
        "url": _url,
        "govuk": Govuk(),
        "page_shell": _page_shell,
        "form_view": form_view,
        "static_table": static_view,
        "chart_svg": lambda chart: Markup(chart_svg(chart)),
        "stage_tag": tags.stage_tag,
        "verdict_tag": tags.verdict_tag,
        "marker_tag": tags.marker_tag,
        "classification_tag": tags.classification_tag,
    }
    made.filters |= {
        "date": words.day,
        "moment": words.moment,
        "number": words.number,
        "money": words.money,
        "working_days": words.working_days,
        "plural": words.plural,
        "cited": cited,
    }
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


@pass_context
def _page_shell(context: Context) -> Shell:
    """The frame of the page. A view may put the `lens` that it read with into the context."""
    return shell(context.get("request"), context.get("lens"))
