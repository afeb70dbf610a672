"""The real app on a day of the test's choosing: time goes on from what TONARI_TEST_CLOCK says.

That file holds a moment; as its own age grows, so does the day. Written anew, the day moves.
"""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

import clock

MOMENT = Path(os.environ["TONARI_TEST_CLOCK"])


def now() -> datetime:
    age = time.time() - MOMENT.stat().st_mtime
    return datetime.fromisoformat(MOMENT.read_text()) + timedelta(seconds=age)


clock.now = now

from app import app  # noqa: E402  only now: whoever reads the clock finds ours

__all__ = ["app"]
