"""Hashes passwords with argon2id, outside any session and off the event loop: it is slow on purpose.

It has threads of its own: whoever tries wrong passwords must not hold up the disk, the photos and the search.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from web.identity.errors import PasswordShort

LEAST = 10
"""Characters. Source: NIST SP 800-63B asks for 8 at least; we ask for a little more and for no signs."""
MOST = 128
THREADS = 2
"""Each keeps a processor and 64 MiB busy while it hashes."""

T = TypeVar("T")


class Passwords:
    """Makes and checks hashes.

    Args:
        cheap: Least work, for tests; never for a chain.
    """

    def __init__(self, *, cheap: bool = False) -> None:
        hasher = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else Argon2Hasher()
        self._hash = PasswordHash((hasher,))
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="password")
        self._nobody = self._hash.hash("a login that nobody has")

    async def hash(self, password: str) -> str:
        """The hash to keep.

        Raises:
            PasswordShort: the password is shorter than `LEAST`.
        """
        if not LEAST <= len(password) <= MOST:
            raise PasswordShort(least=LEAST)
        return await self._slowly(self._hash.hash, password)

    async def fits(self, password: str, kept: str | None) -> bool:
        """Whether it is the password; as slow where no login is, so that nobody learns which are."""
        fits = await self._slowly(self._hash.verify, password[:MOST], kept or self._nobody)
        return fits and kept is not None

    async def _slowly(self, work: Callable[..., T], *given: str) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)
