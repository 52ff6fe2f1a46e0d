"""What is a new plan to keep of a published one? What `cs rotate replan` adds to the question."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Keeping:
    """A published plan that a new one is to keep to.

    A stint of the new plan is *changed* if in some period of it, in which the agent is present,
    the published plan has the agent at another post; it counts once, in the first such period.

    Attributes:
        posts: agents x model periods; `NOWHERE` where nothing was published; a number
            beyond the posts for a post that is no longer one.
        short: per model period, by how many periods a change then falls short of the notice due.
        most: changed stints of one agent, at most; None for any.
        changed, noticed: changed stints of all, and their shortfalls summed, at most; None for any.
        weighs: whether changes count in the goals, by `cost` of a changed stint and of a period
            short, each; they are summed over agents.
        only: of the engine: per period, keys of the stints that may begin then; empty for all.
    """

    posts: npt.NDArray[np.int16]
    short: tuple[int, ...]
    most: int | None = None
    changed: int | None = None
    noticed: int | None = None
    weighs: bool = False
    cost: tuple[float, float] = (0.0, 0.0)
    only: tuple[npt.NDArray[np.uint64], ...] = ()
