"""Is the edge: HTTP, sockets, disk, network, wiring and the command line.

May import: everything of ours.

Read first: `wiring.Deps`, `app.create_app`, `cli.main`.
"""
