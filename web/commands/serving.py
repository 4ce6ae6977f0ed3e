"""`serve` and `work`: the processes of a chain."""

from functools import partial
from typing import Annotated

import typer

from web.commands.shown import Say, both, settings, with_deps


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(help=both("help_serve"))(serve)
    app.command(help=both("help_work"))(work)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help=both("help_serve_host"))] = "",
    port: Annotated[int, typer.Option(help=both("help_serve_port"), min=0, max=65535)] = 0,
    migrate: Annotated[bool, typer.Option("--migrate", help=both("help_serve_migrate"))] = False,  # noqa: FBT002 - an option
) -> None:
    """Serve pages, API and sockets until stopped."""
    import uvloop  # noqa: PLC0415 - beside it

    from web import serving  # noqa: PLC0415 - loads the server

    say: Say = context.obj
    changed = {"host": host or settings().host, "port": port or settings().port}
    chosen = settings().model_copy(update=changed)
    serving.stop_if_taken(chosen.host, chosen.port, "SHIFU_PORT")

    def begun() -> None:
        say.data({"address": chosen.address})
        say.line("serving", address=chosen.address)

    run = partial(serving.migrate_and_serve if migrate else serving.serve, begun=begun)
    with_deps(run, given=chosen, migrated=not migrate, loop=uvloop.new_event_loop)


def work(context: typer.Context) -> None:
    """Do what follows from events until stopped."""
    from web import serving  # noqa: PLC0415 - loads the worker

    say: Say = context.obj

    def begun() -> None:
        say.data({"working": True})
        say.line("working")

    with_deps(partial(serving.work, begun=begun))
