"""Turns text into vectors: one port, two ways to run it, both offline.

May import: none of ours. Only `export` imports torch and sentence-transformers, in a process of its own.

Read first: `port.Encoder`, `choice.open_encoder`, `exported.ExportedEncoder`.
"""
