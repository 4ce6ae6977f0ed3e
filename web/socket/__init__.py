"""The socket behind `/ws`: connections, channels, and one bounded writer for each client.

May import: everything of ours; Starlette for the connection.

Read first: `door.Door`, `live.Live`, `writer.Writer`.
"""
