"""The pages of what can be wrong with the tables and plan files of rotations, one an entry.

Each has the form of a rule's docstring (see `cs.checking.pages`). The examples are tables in CSV,
which the tests read as the table that the entry names.
"""

from cs.checking.pages import Entry
from cs.kernel.findings import Severity
from cs.rotation import codes
from cs.rotation.page_entries import PAIRED, STAFF, entry
from cs.rotation.plan_pages import PLAN_ENTRIES

ROTATION_ENTRIES: tuple[Entry, ...] = (
    entry(
        codes.STARTS_EARLY,
        "plan-starts-early",
        """A plan starts on a day of which the staff table does not speak

The staff table says who is where on the as-of date, and the plan takes people from there. A plan
that starts on that day or before it takes them from where they were later.

Leave out `--start`, or use a staff table of the day before the start and give that day as
`--as-of`.""",
        severity=Severity.WARNING,
    ),
    entry(
        codes.NOBODY_ROTATES,
        "nobody-rotates",
        """No agent of the staff table rotates

An agent rotates whose post is the id or the name of one of the policy's posts and whom the policy's
`who` does not leave out. Usually the staff table calls the posts by other names, or no staff table
is stated in the workspace.""",
        "staff",
        "id,post,post_since\nE001,finance,2026-10-01",
        STAFF,
        severity=Severity.ERROR,
    ),
    entry(
        codes.UNKNOWN_WISH,
        "unknown-wish",
        """An agent wishes for a post that the policy does not have

The wish cannot be counted; the agent's other wishes are. Write the id or the name of one of the
posts in the column `interests`.""",
        "staff",
        "id,post,post_since,interests\nE001,presale,2026-10-01,complaint",
        "id,post,post_since,interests\nE001,presale,2026-10-01,complaints",
        severity=Severity.WARNING,
    ),
    entry(
        codes.STINT_START_UNKNOWN,
        "stint-start-unknown",
        """Since when an agent is at a post is not known

The stint is counted from the start of the plan, so the agent may stay at the post far too long.
State the day in the column `post_since` of the staff table, or as a row of the stints table.""",
        "staff",
        "id,post,post_since\nE001,presale,",
        STAFF,
        severity=Severity.WARNING,
    ),
    entry(
        codes.AT_POST_TOO_LATE,
        "at-post-too-late",
        """An agent comes to the present post only after the plan has begun

The staff table says where people are on the as-of date, so nobody can have come to a post later.
State the post where the agent is now. One who is yet to be hired has the day in the column
`hired`; the post is then the one to begin at.""",
        "staff",
        "id,post,post_since\nE001,presale,2027-01-20",
        STAFF,
    ),
    entry(
        codes.STINT_STARTS_DIFFER,
        "stint-starts-differ",
        """Two tables give different starts of a running stint

The stints table has the agent at the post since one day, the staff table since another that falls
on another changeover. The staff table counts. Correct the one that is wrong.""",
        "stints",
        "agent,post,from,to\nE001,presale,2026-08-01,",
        "agent,post,from,to\nE001,presale,2026-10-01,",
        severity=Severity.WARNING,
    ),
    entry(
        codes.HISTORY_OVERLAPS,
        "stints-overlap",
        """Two past stints of an agent overlap

Nobody is at two posts at the same time. Days count from the changeover nearest to them, so a few
days of handover do not matter. The end of one stint or the start of the other is wrong; the column
`post_since` of the staff table starts the running stint.""",
        "stints",
        "agent,post,from,to\nE001,complaints,2026-08-01,2026-11-15",
        "agent,post,from,to\nE001,complaints,2026-08-01,2026-09-30",
    ),
    entry(
        codes.PIN_NOT_ROTATING,
        "pin-of-no-rotating-agent",
        """A pin names an agent who does not rotate

The agent's post is none of the policy's, or `who` leaves the agent out, so the pin has no effect.
Remove it, or correct the id.""",
        "pins",
        "agent,post,from,to,rule\nE002,presale,2027-01-01,2027-01-31,allow",
        "agent,post,from,to,rule\nE001,presale,2027-01-01,2027-01-31,allow",
        severity=Severity.WARNING,
        staff=f"{STAFF}\nE002,finance,2026-10-01",
    ),
    entry(
        codes.PIN_UNKNOWN_POST,
        "pin-to-unknown-post",
        """A pin names a post that the policy does not have

A pin is a promise or a ban, so it is not passed over: without it the plan would be another. Write
the id or the name of one of the posts.""",
        "pins",
        "agent,post,from,to,rule\nE001,complaint,2027-01-01,2027-01-31,allow",
        "agent,post,from,to,rule\nE001,complaints,2027-01-01,2027-01-31,allow",
    ),
    entry(
        codes.PINS_CONTRADICT,
        "pins-contradict",
        """Two pins of an agent contradict each other

In some period they want the agent at two posts, or at a post that they forbid. A pin binds every
period that holds one of its days. No plan can satisfy both; remove or shorten one.""",
        "pins",
        """agent,post,from,to,rule
E001,presale,2027-01-01,2027-02-28,allow
E001,complaints,2027-02-01,2027-02-28,allow
""",
        """agent,post,from,to,rule
E001,presale,2027-01-01,2027-01-31,allow
E001,complaints,2027-02-01,2027-02-28,allow
""",
    ),
    entry(
        codes.PIN_NOT_EMPLOYED,
        "pinned-while-not-employed",
        """An agent is pinned to a time before joining or after leaving

No plan can keep such a pin. Shorten it to the time of employment, or correct the columns `hired`
and `leaves` of the staff table.""",
        "pins",
        "agent,post,from,to,rule\nE001,complaints,2027-03-01,2027-05-31,allow",
        "agent,post,from,to,rule\nE001,complaints,2027-03-01,2027-03-31,allow",
        staff="id,post,post_since,leaves\nE001,presale,2026-10-01,2027-03-31",
    ),
    entry(
        codes.PIN_OF_OTHER_TEAM,
        "pinned-by-other-team",
        """A team pins an agent of another team

Managers of groups pin their own people; the plan is one for all. The column `team` of the pins
table says whose manager asks. A pin by the owner of the whole plan leaves the column empty.""",
        "pins",
        "agent,post,from,to,rule,team\nE001,complaints,2027-03-01,2027-05-31,forbid,晚班",
        "agent,post,from,to,rule,team\nE001,complaints,2027-03-01,2027-05-31,forbid,早班",
        staff="id,post,post_since,team\nE001,presale,2026-10-01,早班",
    ),
    entry(
        codes.PAIR_NOT_ROTATING,
        "paired-agent-does-not-rotate",
        """A pair names an agent who does not rotate

The agent is in the staff table but at no post of the policy, is left out by its `who`, or is gone
before the plan begins. The pair changes nothing; remove it, or correct the id.""",
        "pairs",
        "agent,other,rule\nE001,E002,together",
        "agent,other,rule\nE001,E003,together",
        severity=Severity.WARNING,
        staff="id,post,post_since\nE001,presale,2026-10-01\nE002,other,2026-10-01\n"
        "E003,presale,2026-10-01",
    ),
    entry(
        codes.PAIR_OF_ONE,
        "pair-of-one",
        """A pair is one agent twice

A row of the pairs table keeps two agents at one post, or away from each other. Both columns name
the same agent: one of the ids is mistyped.""",
        "pairs",
        "agent,other,rule\nE001,E001,apart",
        "agent,other,rule\nE001,E002,apart",
        staff=PAIRED,
    ),
    entry(
        codes.PAIRS_CONTRADICT,
        "pairs-contradict",
        """Two agents are to be together and apart at once

In some period one row wants two agents apart, and others want them together: a row of the same two,
a chain of rows (the first with the second, the second with the third), or the mentor whom a
newcomer stays with. No plan can do both. Remove one of the rows, or change its days.""",
        "pairs",
        "agent,other,rule,from,to\nE001,E002,together,2026-12,2027-02\nE002,E001,apart,2027-02,",
        "agent,other,rule,from,to\nE001,E002,together,2026-12,2027-02\nE002,E001,apart,2027-03,",
        staff=PAIRED,
    ),
    entry(
        codes.MENTOR_UNNAMED,
        "mentor-unnamed",
        """A newcomer is to be mentored, and no mentor is named

With `mentored_for` in its rules a policy has newcomers stay at their mentor's post for that long
from joining on. The staff table's column `mentor` says who that is. A newcomer without one is
planned like everybody else.

In the examples newcomers are mentored for two months.""",
        "staff",
        """id,post,post_since,hired,mentor
E001,presale,2026-10-01,2020-01-01,
E002,presale,2026-11-01,2026-11-01,
""",
        """id,post,post_since,hired,mentor
E001,presale,2026-10-01,2020-01-01,
E002,presale,2026-11-01,2026-11-01,E001
""",
        severity=Severity.WARNING,
    ),
    entry(
        codes.MENTOR_UNKNOWN,
        "mentor-unknown",
        """A newcomer's mentor is nobody of the staff table

The column `mentor` of a newcomer holds an id that no other row of the staff table has, or the
newcomer's own. Write the mentor's id as the staff table does.

In the examples newcomers are mentored for two months.""",
        "staff",
        """id,post,post_since,hired,mentor
E001,presale,2026-10-01,2020-01-01,
E002,presale,2026-11-01,2026-11-01,E011
""",
        """id,post,post_since,hired,mentor
E001,presale,2026-10-01,2020-01-01,
E002,presale,2026-11-01,2026-11-01,E001
""",
    ),
    entry(
        codes.MENTOR_NOT_ROTATING,
        "mentor-not-rotating",
        """A newcomer's mentor does not rotate

Mentor and newcomer are to be at one post. A mentor who does not rotate under the policy has none in
the plan, so the newcomer is planned like everybody else.

In the examples newcomers are mentored for two months.""",
        "staff",
        """id,post,post_since,hired,mentor
E001,,,2020-01-01,
E002,presale,2026-11-01,2026-11-01,E001
""",
        """id,post,post_since,hired,mentor
E001,presale,2026-10-01,2020-01-01,
E002,presale,2026-11-01,2026-11-01,E001
""",
        severity=Severity.WARNING,
    ),
    entry(
        codes.MENTOR_LEAVES,
        "mentor-leaves",
        """A newcomer's mentor leaves too early

The mentor's last day lies before the end of the time for which the newcomer is to be mentored. The
two stay together until then; for the rest of the time the newcomer has no mentor.

In the examples newcomers are mentored for two months.""",
        "staff",
        """id,post,post_since,hired,leaves,mentor
E001,presale,2026-10-01,2020-01-01,2026-12-15,
E002,presale,2026-11-01,2026-11-01,,E001
""",
        """id,post,post_since,hired,leaves,mentor
E001,presale,2026-10-01,2020-01-01,2026-12-31,
E002,presale,2026-11-01,2026-11-01,,E001
""",
        severity=Severity.WARNING,
    ),
    *PLAN_ENTRIES,
)
