"""What is generated from our models is what stands in the tree."""

import re
from typing import get_args

from assist.messages import commands, handshake, pushes
from web import typegen
from web.identity.policies import COMMANDS
from web.reference import __main__ as reference
from web.reference import protocol


def test_the_client_s_types_are_current() -> None:
    """`python -m web.typegen` would change nothing."""
    for path, text in typegen.files().items():
        assert path.read_text(encoding="utf-8") == text, f"run python -m web.typegen: {path.name}"


def test_the_reference_is_current() -> None:
    """Every setting, command and message is documented as it is now."""
    assert reference.differing() == [], "run python -m web.reference"


def test_the_protocol_s_reference_leaves_nothing_out() -> None:
    """Each command, fact and close code has its place, and each link leads somewhere."""
    text = protocol.text()
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    assert {f"`{name}`" for name in COMMANDS} <= set(titles)
    assert {f"`{name}` (fact)" for name in pushes.FACTS} <= set(titles)
    assert all(f"`{name}`" in text for name in (*commands.LATER, *get_args(handshake.Ended)))
    anchors = {title.lower().replace(" ", "-") for title in titles}
    assert set(re.findall(r"\(#([\w-]+)\)", text)) <= anchors
    assert len(titles) == len(set(titles))
