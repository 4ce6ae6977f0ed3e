"""Holds the approved way to do a piece of work: procedures, their steps, and which car they are for.

May import: `knowledge.vehicles`.

Read first: `models.Procedure`, `applicability.offers`, `revisions.approve`.
"""
