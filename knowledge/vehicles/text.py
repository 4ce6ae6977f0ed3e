"""One thing said to people, written in both languages."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Words = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]


class Text(BaseModel):
    """The same statement in Chinese and in English; neither may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: Words
    en: Words

    def fill(self, **values: "Text") -> "Text":
        """The text with `{name}` replaced by the value's own words in each language."""
        return Text(
            zh=self.zh.format(**{name: value.zh for name, value in values.items()}),
            en=self.en.format(**{name: value.en for name, value in values.items()}),
        )


def same(words: str) -> Text:
    """A text that reads alike in both languages: a number, a code, a name."""
    return Text(zh=words, en=words)
