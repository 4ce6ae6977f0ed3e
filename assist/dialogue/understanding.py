"""Text of a person → what it says, by sentence files and rules; the same text in the same memory always the same."""

from assist.dialogue.memory import Memory
from assist.dialogue.turn import Lang, Turn


def understand(text: str, lang: Lang, memory: Memory) -> Turn:
    """What a turn says. Never raises, whatever the text.

    Args:
        text: As typed or dictated; Chinese, English, mixed, or nothing at all.
        lang: The screen's language, for words that belong to neither ("ATF?").
        memory: What may be referred to: the open question, the shown offers, the step's slots.
    """
    return Turn(text=text.strip(), lang=lang, intent="unclear")
