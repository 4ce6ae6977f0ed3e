"""The job: a pure state machine over an append-only log.

May import: `assist.messages`, `knowledge.procedures`. The rules touch neither clock, database nor network.

Read first: `rules.decide`, `state.apply`, `views.view`.
"""
