"""`python -m web` is `shifu`."""

from web.cli import main

main()
