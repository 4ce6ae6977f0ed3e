"""How many commands a connection may send: a token bucket, pure but for the time it is told."""


class Bucket:
    """Holds up to `most` tokens and gains `per_second`."""

    def __init__(self, per_second: float, most: float) -> None:
        self._per_second = per_second
        self._most = most
        self._tokens = most
        self._at_s = 0.0

    def take(self, now_s: float) -> bool:
        """Whether there was a token left at this moment of a monotonic clock."""
        gained = max(0.0, now_s - self._at_s) * self._per_second
        self._tokens = min(self._most, self._tokens + gained)
        self._at_s = now_s
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
