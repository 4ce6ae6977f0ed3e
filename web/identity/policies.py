"""Who may do what: one line for every route and every socket command. What is not named is refused.

`tests/integration/web/test_policies.py` enumerates the routes and the commands, and holds them against this.
"""

from collections.abc import Mapping

from web.identity.models import ROLES, Role

Allowed = frozenset[Role]

EVERYBODY: Allowed = frozenset(ROLES)
"""Everybody who is signed in."""

AT_THE_CAR: Allowed = frozenset({"technician", "foreman"})
IN_THE_SHOP: Allowed = AT_THE_CAR | {"parts_clerk"}
PARTS: Allowed = IN_THE_SHOP | {"manager"}
REVIEW: Allowed = frozenset({"qa_reviewer"})
LOOKS_AT_WORK: Allowed = IN_THE_SHOP | REVIEW | {"manager"}
ADMINISTRATION: Allowed = frozenset({"administrator"})

OPEN: frozenset[str] = frozenset(
    {
        "GET /api/health",
        "GET /api/demo",
        "POST /api/login",
        "POST /api/refresh",
        "POST /api/logout",
        "POST /api/suppliers/{supplier}/answers",  # signed by the supplier
        "GET /api/pictures/{name}.svg",
        "GET /api/ghosts/{check}.png",
        "GET /api/demo/scenes/{check}",
        "GET /api/demo/scenes/{check}/{name}.jpg",
    }
)
"""Routes that need no person. Drawings and scenes are ours and the same for all; an <img> sends no token."""

ROUTES: Mapping[str, Allowed] = {
    "GET /api/me": EVERYBODY,
    "GET /api/repair-orders": AT_THE_CAR | {"manager"},
    "POST /api/repair-orders": AT_THE_CAR,
    "GET /api/repair-orders/{order}": AT_THE_CAR | {"manager"},
    "POST /api/repair-orders/{order}/close": AT_THE_CAR | {"manager"},
    "POST /api/repair-orders/{order}/reopen": AT_THE_CAR | {"manager"},
    "POST /api/repair-orders/{order}/facts": AT_THE_CAR,
    "DELETE /api/repair-orders/{order}/facts/{fact}": AT_THE_CAR,
    "GET /api/repair-orders/{order}/procedures": AT_THE_CAR,
    "GET /api/jobs": AT_THE_CAR | {"manager"},
    "POST /api/jobs": AT_THE_CAR,
    "GET /api/jobs/{job}": AT_THE_CAR | {"manager"},
    "GET /api/jobs/{job}/record": LOOKS_AT_WORK,
    "GET /api/vin/{vin}": EVERYBODY,
    "GET /api/search": EVERYBODY,
    "PUT /api/photos/{sha256}": AT_THE_CAR,
    "GET /api/photos/{sha256}": LOOKS_AT_WORK,
    "HEAD /api/photos/{sha256}": AT_THE_CAR,
    "GET /api/reviews": REVIEW,
    "GET /api/reviews/{review}": REVIEW,
    "POST /api/reviews/{review}/verdict": REVIEW,
    "GET /api/cars": PARTS,
    "GET /api/orders": PARTS,
    "GET /api/orders/{order}": PARTS,
    "POST /api/orders/{order}/cancel": PARTS,
    "GET /api/shops": ADMINISTRATION,
    "POST /api/shops": ADMINISTRATION,
    "GET /api/people": ADMINISTRATION,
    "POST /api/people": ADMINISTRATION,
    "POST /api/people/{person}/password": ADMINISTRATION,
}

COMMANDS: Mapping[str, Allowed] = {
    "sub.open": LOOKS_AT_WORK | ADMINISTRATION,
    "sub.close": LOOKS_AT_WORK | ADMINISTRATION,
    "job.claim": AT_THE_CAR,
    "job.takeover": AT_THE_CAR,
    "job.finish": AT_THE_CAR,
    "hazard.displayed": AT_THE_CAR,
    "hazard.ack": AT_THE_CAR,
    "step.show": AT_THE_CAR,
    "step.back": AT_THE_CAR,
    "step.complete": AT_THE_CAR,
    "step.skip": AT_THE_CAR,
    "measure.record": AT_THE_CAR,
    "evidence.commit": AT_THE_CAR,
    "witness.sign": AT_THE_CAR,
    "gate.override": AT_THE_CAR,
    "timer.start": AT_THE_CAR,
    "chat.turn": PARTS,
    "parts.order": PARTS,
    "parts.cancel": PARTS,
}


def may_call(route: str, roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles may call `METHOD /path`."""
    return bool(ROUTES.get(route, frozenset()) & roles)


def may_command(command: str, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles may send a socket command of this type."""
    return bool(COMMANDS.get(command, frozenset()) & roles)
