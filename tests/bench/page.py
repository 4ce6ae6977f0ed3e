"""What the technician's page weighs on the wire, fonts apart."""

import json
from collections.abc import Iterable
from pathlib import Path

import brotli

from tests.bench.figure import Figure, at_most, plain

CLIENT = Path(__file__).resolve().parents[2] / "web" / "client"
LIMIT_KB = 250
