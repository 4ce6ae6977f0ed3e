"""`vin` and `search`: what the chain knows of a car, and what its manual says."""

from typing import TYPE_CHECKING, Annotated

import typer

from web.commands.shown import Say, both, with_deps

if TYPE_CHECKING:
    from knowledge.search import Answer, Hit
    from knowledge.vehicles.vehicle import Vehicle
    from web.wiring import Deps


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(help=both("help_vin"))(vin)
    app.command(help=both("help_search"))(search)
    app.command(help=both("help_index"))(index)


def vin(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="VIN", help=both("help_vin_text"))],
) -> None:
    """What a VIN says."""
    from knowledge.vehicles import facts  # noqa: PLC0415 - `--help` does without
    from knowledge.vehicles.vehicle import title  # noqa: PLC0415 - beside it
    from knowledge.vehicles.vin import parse  # noqa: PLC0415 - beside it

    say: Say = context.obj
    parse(text)
    vehicle = with_deps(lambda deps: _identify(deps, text))
    say.data(
        {
            "vin": vehicle.vin,
            "title": title(vehicle).model_dump(),
            "facts": dict(vehicle.facts),
            "sources": dict(vehicle.sources),
            "warnings": list(vehicle.warnings),
        }
    )
    say.plain(getattr(title(vehicle), say.lang))
    for name, value in vehicle.facts.items():
        source = facts.source_text(vehicle.sources.get(name, ""))
        told = {"label": facts.label(name), "value": facts.value_text(name, value), "source": source}
        say.line("vin_fact", **{part: getattr(text, say.lang) for part, text in told.items()})
    for code in vehicle.warnings:
        say.line(f"warning_{code}")


def search(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help=both("help_search_question"))],
    limit: Annotated[int, typer.Option(min=1, max=50, help=both("help_search_limit"))] = 5,
) -> None:
    """What the manual says."""
    say: Say = context.obj
    answer = with_deps(lambda deps: _search(deps, question, limit))
    hits, nearest = ([_plain(hit) for hit in found] for found in (answer.hits, answer.nearest))
    say.data({"status": answer.status, "hits": hits, "nearest": nearest})
    if answer.status == "not_in_manual":
        say.line("not_in_manual" if answer.nearest else "index_empty")
    for hit in answer.hits or answer.nearest:
        for hazard in hit.hazards:
            say.plain(f"  ⚠ {say.text('level_' + hazard.level)} {getattr(hazard.consequence, say.lang)}")
        place = f"{getattr(hit.procedure_title, say.lang)} {hit.number} · {hit.step_number}"
        say.plain(f"  {place} · {getattr(hit.title, say.lang)}\n    {getattr(hit.snippet, say.lang)}")


def index(context: typer.Context) -> None:
    """Build the search index of what is approved now; `work` runs it after each approval."""
    say: Say = context.obj
    built = with_deps(_index)
    say.data({"built": built})
    say.line("index_built" if built else "index_there")


async def _index(deps: "Deps") -> bool:
    async with deps.database.reading() as session:
        return await deps.searching.rebuild(session)


async def _identify(deps: "Deps", text: str) -> "Vehicle":
    from knowledge.vehicles.identify import identify  # noqa: PLC0415 - `--help` does without
    from knowledge.vehicles.vin import parse  # noqa: PLC0415 - beside it

    async with deps.database.reading() as session:
        return identify(parse(text), await deps.ports.decoders(session))


async def _search(deps: "Deps", question: str, limit: int) -> "Answer":
    return await deps.searching.search(question, limit=limit, vehicle=None)


def _plain(hit: "Hit") -> dict[str, object]:
    return {
        "procedure": hit.procedure,
        "version": hit.version,
        "number": hit.number,
        "step": hit.step,
        "step_number": hit.step_number,
        "hazards": [hazard.model_dump(mode="json") for hazard in hit.hazards],
        "title": hit.title.model_dump(),
        "snippet": hit.snippet.model_dump(),
        "matched": list(hit.matched),
    }
