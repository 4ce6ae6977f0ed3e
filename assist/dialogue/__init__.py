"""Understands what is typed or said in the parts chat, and decides what happens next; no language model.

May import: `assist.messages.model` (Text) and `commerce.ordering.shapes` (what one order may hold). Pure: no
clock, no database, nothing but the text and the memory.

Read first: `understanding.understand`, `policy.next_move`, `moves.Move`.
"""
