"""Memory and turn → the one move that comes next, and what is remembered of it. Pure."""

from dataclasses import replace

from assist.dialogue.memory import Memory
from assist.dialogue.moves import Move, Say
from assist.dialogue.turn import Turn


def next_move(turn: Turn, memory: Memory) -> Move:
    """What the desk does next. `Order` only for an explicit yes to the quote that was read back."""
    return Say("unclear")


def remember(memory: Memory, turn: Turn, move: Move) -> Memory:
    """The memory after the turn, before the desk adds what it showed."""
    return replace(memory, turns=memory.turns + 1)
