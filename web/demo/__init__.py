"""The demonstration chain: fictional, labelled, loaded through use cases and never by SQL.

May import: everything of ours.

Read first: `load_vision.load_vision`, `scenes.render`.
"""
