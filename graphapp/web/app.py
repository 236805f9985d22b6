"""Makes the site: its parts, its guards, and what every template may use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Flask, request, url_for

from graphapp.clock import today
from graphapp.i18n import LANGUAGES
from graphapp.intake import Desk
from graphapp.web import failures, forms, security, targets
from graphapp.web.accepted import acceptances, accepted_api
from graphapp.web.analysis import analyses
from graphapp.web.api import api
from graphapp.web.api_records import api_records
from graphapp.web.assets import assets, find_assets
from graphapp.web.changes import changed
from graphapp.web.changes_api import changes_api
from graphapp.web.coverage import coverage
from graphapp.web.decisions import decisions
from graphapp.web.dossier import dossiers
from graphapp.web.generated import tell_generated
from graphapp.web.health import health
from graphapp.web.home import home
from graphapp.web.households import households
from graphapp.web.inspection import inspections, inspections_api
from graphapp.web.lived import lived, lived_api
from graphapp.web.loads import intake, loads, loads_api
from graphapp.web.need import needs, needs_api
from graphapp.web.network import network, network_api
from graphapp.web.offline import files
from graphapp.web.organisations import organisations
from graphapp.web.overview import overviews
from graphapp.web.overview_api import overview_api
from graphapp.web.overview_marks import overview_marks
from graphapp.web.people import people
from graphapp.web.policy import policies, policy_api, policy_edit
from graphapp.web.policy_import import policy_import
from graphapp.web.questions import questions, questions_api
from graphapp.web.search import search
from graphapp.web.sheet import sheets
from graphapp.web.site import Site, install, site
from graphapp.web.suggest import suggest
from graphapp.web.tasks import tasks, tasks_api
from graphapp.web.trend import trends, trends_api
from graphapp.web.units import units
from graphapp.web.view import here, read_view, view
from graphapp.web.waiting import say_to_wait

if TYPE_CHECKING:
    from typing import Any

    from werkzeug import Response

    from graphapp.settings import Settings
    from graphapp.write import Store

_RECORDS = (people, organisations, decisions, households, units)
_TOPICS = (
    home,
    search,
    *_RECORDS,
    network,
    coverage,
    policies,
    policy_edit,
    policy_import,
    acceptances,
    tasks,
    inspections,
    lived,
    needs,
    overviews,
    changed,
    sheets,
    trends,
    loads,
    intake,
    files,
    dossiers,
    analyses,
    questions,
)
_MACHINES = (
    api,
    api_records,
    overview_api,
    overview_marks,
    changes_api,
    policy_api,
    accepted_api,
    tasks_api,
    inspections_api,
    lived_api,
    needs_api,
    network_api,
    trends_api,
    questions_api,
    suggest,
    loads_api,
    health,
    assets,
)

# the last day of the districts and the first day without them: what people compare most
AROUND_THE_REFORM = (date(2025, 6, 30), date(2025, 7, 1))


def create_app(store: Store, settings: Settings) -> Flask:
    """Return the site over an opened store."""
    app = Flask(__name__, static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the shapes have an order
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    desk = Desk(store, settings)
    store.policy()  # one that does not read is told now, not on every page
    install(app, Site(store, settings, find_assets(), desk))
    security.guard(app)
    forms.guard_forms(app, settings)
    _add_topics(app)
    failures.handle(app)
    app.context_processor(_for_templates)
    app.context_processor(tell_generated)
    app.add_template_filter(_first_upper, "first_upper")
    return app


def _add_topics(app: Flask) -> None:
    for part in (*_TOPICS, *_MACHINES):
        app.register_blueprint(part)
    app.before_request(_read_view)
    app.before_request(say_to_wait)


def _read_view() -> Response | None:
    """Read day and language where there is a page or an answer to show on that day."""
    return None if request.blueprint in {health.name, assets.name, None} else read_view()


def _for_templates() -> dict[str, Any]:
    now = view()
    return {
        "view": now,
        "words": now.words,
        "t": now.words.text,
        "link": now.link,
        "here": here,
        "asset": _asset,
        "chain_address": targets.chain_address,
        "unit_address": targets.unit_address,
        "record_address": targets.record_address,
        "day_of": targets.day_of,
        "languages": LANGUAGES,
        "days": AROUND_THE_REFORM,
        "today": today(),
    }


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _asset(name: str) -> str:
    return url_for("assets.file", version=site().assets.version, name=name)
