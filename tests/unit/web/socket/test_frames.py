"""Close frames say why, in few enough bytes, and people are told in their language."""

from typing import get_args

import pytest

from assist.messages.handshake import ENDINGS, CloseReason, Ended
from web.socket.frames import CLOSE_REASON_MOST, close_reason
from web.texts import load


@pytest.mark.parametrize("ended", get_args(Ended))
def test_a_close_reason_fits_and_has_words(ended: Ended) -> None:
    """Each ending has its code and its sentence, and its reason fits into a close frame."""
    reason = close_reason(ended, after_ms=3_600_000)
    assert len(reason.encode()) <= CLOSE_REASON_MOST
    assert CloseReason.model_validate_json(reason).code == ended
    assert 4400 <= ENDINGS[ended][0] < 4600
    assert load().has(f"ended.{ended}")
