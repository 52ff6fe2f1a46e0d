"""Which slips can no rule see?"""

from typing import Literal

Slip = Literal["near", "far", "other", "gone", "order", "twice"]
UNDECIDABLE = ()
