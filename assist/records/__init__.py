"""The record of a job, made from its log and nothing else.

May import: `assist.guidance`, `assist.messages`.

Read first: `build.record`.
"""
