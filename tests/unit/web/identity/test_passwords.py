"""What hashing passwords does to everything else."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

from web.identity.passwords import Passwords

PASSWORD = "correct horse battery"


async def test_a_password_waits_for_no_photo_and_no_photo_for_a_password() -> None:
    """Passwords are hashed in threads of their own, apart from those of photos and of the search."""
    free, others = threading.Event(), ThreadPoolExecutor(1)
    others.submit(free.wait)
    asyncio.get_running_loop().set_default_executor(others)
    passwords = Passwords(cheap=True)
    try:
        async with asyncio.timeout(5):
            kept = await passwords.hash(PASSWORD)
            assert await passwords.fits(PASSWORD, kept)
            assert not await passwords.fits(PASSWORD, None)
    finally:
        free.set()
