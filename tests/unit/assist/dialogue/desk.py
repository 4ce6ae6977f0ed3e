"""A stand-in for the desk: performs moves on the memory as the real one does, with three offers."""

from dataclasses import dataclass, field

from assist.dialogue.memory import Memory, Shown
from assist.dialogue.moves import AnswerFact, Ask, LookUp, Move, Order, ReadBack
from assist.dialogue.policy import next_move
from assist.dialogue.recall import remember
from assist.dialogue.turn import Lang
from assist.dialogue.understanding import understand

OFFERS = (
    Shown("of-1", "XH-1", "oe", 30_000, 9),
    Shown("of-2", "BR-2", "brand", 20_000, 5),
    Shown("of-3", "EQ-3", "equal", 10_000, 7),
)


@dataclass
class Desk:
    """Holds a memory through a conversation."""

    memory: Memory = field(default_factory=Memory)
    lang: Lang = "zh"
    ordered: list[str] = field(default_factory=list)

    def hear(self, text: str) -> Move:
        """The move that follows a turn; the memory goes on as after the real desk."""
        turn = understand(text, self.lang, self.memory)
        move = next_move(turn, self.memory)
        self.memory = self._after(remember(self.memory, turn, move), move)
        return move

    def _after(self, memory: Memory, move: Move) -> Memory:
        if isinstance(move, AnswerFact):
            move = move.then
        if isinstance(move, LookUp):
            vin = move.vin or ("LXHA1B2C" + move.vin_tail if move.vin_tail else None)
            return memory.at(vin=vin, slots=memory.slots).shown(OFFERS)
        if isinstance(move, ReadBack):
            return memory.read_back(move.offer, f"quote-{memory.turns}", move.quantity)
        if isinstance(move, Order):
            self.ordered.append(move.quote)
            return memory.placed(f"order-{len(self.ordered)}")
        return memory.asked(move.question) if isinstance(move, Ask) else memory
