"""How many commands a connection may send."""

from web.socket.bucket import Bucket


def test_a_burst_is_served_and_then_no_more() -> None:
    """A full bucket serves its burst at one moment, not one more."""
    bucket = Bucket(per_second=2, most=4)
    assert [bucket.take(100.0) for _ in range(5)] == [True] * 4 + [False]


def test_tokens_come_back_with_time() -> None:
    """After a pause as many commands are served as the pace gives."""
    bucket = Bucket(per_second=2, most=4)
    assert all(bucket.take(100.0) for _ in range(4))
    assert [bucket.take(101.0) for _ in range(3)] == [True, True, False]


def test_a_long_pause_fills_no_more_than_the_bucket() -> None:
    """However long nobody asked, the burst is the same."""
    bucket = Bucket(per_second=2, most=4)
    bucket.take(1.0)
    assert [bucket.take(9_999.0) for _ in range(5)] == [True] * 4 + [False]


def test_time_that_stands_gives_nothing() -> None:
    """A clock that does not move gives no token back."""
    bucket = Bucket(per_second=100, most=1)
    assert [bucket.take(5.0), bucket.take(5.0), bucket.take(4.0)] == [True, False, False]
