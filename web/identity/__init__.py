"""Knows who somebody is and what they may do: people, shops, logins, sessions, policies.

May import: nothing else of ours but `web.errors`.

Read first: `access.authenticate`, `logins.sign_in`, `policies.ROUTES`.
"""
