"""Which policy rotates which sites? Each names its own, so that no plan waits for another."""

from collections.abc import Sequence
from dataclasses import dataclass

from cs.kernel.agents import Agent
from cs.rotation.building import Tables
from cs.rotation.names import fold
from cs.rotation.policy import RotationPolicy


@dataclass(frozen=True, slots=True)
class Overlap:
    """Why policies are not independent: one names no site, or two name the same one.

    Attributes:
        policy, other: ids; `other` None where the policy names no site.
        site: that both name.
    """

    policy: str
    other: str | None = None
    site: str = ""


def independent(policies: Sequence[RotationPolicy]) -> Overlap | None:
    """None if each policy names sites of its own, else what stands against it first."""
    owners: dict[str, str] = {}
    for policy in policies:
        if not policy.who.sites:
            return Overlap(policy.id)
        for site in policy.who.sites:
            other = owners.setdefault(fold(site), policy.id)
            if other != policy.id:
                return Overlap(policy.id, other, site)
    return None


def nowhere(policies: Sequence[RotationPolicy], staff: Sequence[Agent]) -> tuple[Agent, ...]:
    """Agents at posts of the policies, at a site that no policy names, or at none."""
    sites = {fold(site) for policy in policies for site in policy.who.sites}
    posts = {fold(name) for policy in policies for post in policy.posts
             for name in (post.id, post.name)}  # fmt: skip
    return tuple(
        agent
        for agent in staff
        if agent.status != "left"
        and agent.post
        and fold(agent.post) in posts
        and (not agent.site or fold(agent.site) not in sites)
    )


def deserted(policy: RotationPolicy, staff: Sequence[Agent]) -> tuple[str, ...]:
    """The sites of a policy where nobody of the staff is."""
    there = {fold(agent.site) for agent in staff if agent.site}
    return tuple(site for site in policy.who.sites if fold(site) not in there)


def tables_at(tables: Tables, policy: RotationPolicy) -> Tables:
    """The rows of the agents of a policy's sites; other agents' rows are no concern of it."""
    sites = {fold(site) for site in policy.who.sites}
    staff = tuple(agent for agent in tables.staff if agent.site and fold(agent.site) in sites)
    ids = {agent.id for agent in staff}
    return Tables(
        staff,
        tuple(row for row in tables.stints if row.agent in ids),
        tuple(row for row in tables.leave if row.agent in ids),
        tuple(row for row in tables.pins if row.agent in ids),
        tuple(row for row in tables.pairs if row.agent in ids or row.other in ids),
    )
