"""The edge

May import:  HTTP, sockets, disk, network, wiring and the command line..

Read first: everything of ours:`wiring.Deps`, `app.create_app`, `cli.main`.
"""
