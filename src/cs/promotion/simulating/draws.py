"""Where do random numbers come from? One stream per purpose and month, from the seed alone."""

from enum import IntEnum

import numpy as np

from cs.promotion.simulating.model import World


class Purpose(IntEnum):
    """What is drawn; new ones stand last, so that a seed keeps its other draws."""

    LEAVE = 0
    HIRES = 1
    REVIEW = 2
    ABILITY = 3
    SCORE = 4
    OTHERS = 5
    AWAY = 6
    WAIVED = 7


def generator(world: World, purpose: Purpose, number: int = 0) -> np.random.Generator:
    """The stream of a purpose; the same for every policy in the world."""
    return np.random.default_rng([world.seed, int(purpose), number])
