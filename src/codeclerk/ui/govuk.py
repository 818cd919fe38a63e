"""The component macros, callable from any page as `govuk.button({...})`.

They are written for a template language in which a missing name is simply empty, so they live in an environment of
their own. Our pages keep `StrictUndefined`: a misspelt name stops the page instead of leaving a hole in it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup


@cache
def _environment() -> Environment:
    package = "govuk_frontend_jinja"
    return Environment(loader=PrefixLoader({package: PackageLoader(package)}), autoescape=True)


@cache
def _macro(component: str) -> Any:
    name = component.replace("_", "-")
    macro = "govuk" + "".join(part.title() for part in component.split("_"))
    path = f"govuk_frontend_jinja/components/{name}/macro.html"
    return getattr(_environment().get_template(path).module, macro)


class Govuk:
    """`govuk.<component>(params)`, where the component is written with underscores: `govuk.error_summary`."""

    def __getattr__(self, component: str) -> Any:
        if component.startswith("_"):
            raise AttributeError(component)
        return _Call(component)


class _Call:
    def __init__(self, component: str) -> None:
        self.component = component

    def __call__(self, params: dict[str, Any]) -> Markup:
        return Markup(str(_macro(self.component)(params)))
