"""What the chat says, written in each language, with values put in."""

from collections.abc import Mapping

from assist.messages.model import Text


def say(key: str, values: Mapping[str, Text | str | int] | None = None) -> Text:
    """The reply of a key in both languages.

    Args:
        key: A key of replies/*.yaml.
        values: What stands in for `{name}`; a Text gives each language its own words.

    Raises:
        KeyError: no such reply, or a placeholder without a value: an error of ours, caught by tests.
    """
    raise KeyError(key)
