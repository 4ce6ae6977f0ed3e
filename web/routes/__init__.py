"""Answers HTTP: one module a noun, each route calls one use case.

May import: everything of ours.

Read first: `shapes`, `doors.SessionDep`, `web.identity.policies.ROUTES`.
"""
