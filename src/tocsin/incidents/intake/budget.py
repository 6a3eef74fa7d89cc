"""How much the whole of a school's door takes in a while: a limit that knows nobody.

It is kept in memory alone. A limit for each visitor would have to know visitors apart, and one in
the database would say when somebody was here.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime

MOST_KEPT = 10_000


@dataclass
class Budget:
    """So many at once, and one more every so many seconds, for each school, or place in it."""

    at_once: int
    seconds_each: float
    _left: OrderedDict[Hashable, tuple[float, datetime]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def spend(self, of: Hashable, at: datetime) -> bool:
        """Take one; False when nothing is left at the moment."""
        with self._lock:
            left, since = self._left.pop(of, (float(self.at_once), at))
            gained = max(0.0, (at - since).total_seconds()) / self.seconds_each
            left = min(float(self.at_once), left + gained)
            is_enough = left >= 1
            self._left[of] = (left - is_enough, at)
            if len(self._left) > MOST_KEPT:
                self._left.popitem(last=False)
        return is_enough

    def refill(self) -> None:
        """Forget what was taken."""
        self._left.clear()


REPORTS = Budget(at_once=30, seconds_each=60)
# Of a code; each costs the machine a slow hash. By the school and what the code is looked up by.
TRIES = Budget(at_once=30, seconds_each=2)
WRONG = Budget(at_once=30, seconds_each=2)  # codes of a school; a right one never asks for it
WORDS = Budget(at_once=60, seconds_each=10)
