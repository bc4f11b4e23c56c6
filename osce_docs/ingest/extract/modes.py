"""Whether a clause tells that a thing happened, announces it, or only speaks of it (knowledge/speech.toml)."""

import re
from functools import cache

from osce_docs.knowledge import load
from osce_docs.readings import Mode

REACH = 80
# What is said by the way is no denial of what is told: `Malta, which never hosted one, chaired the talks`.
ASIDE = re.compile(r", [^,;:]{1,160},")


def mode_of(verb: str) -> Mode:
    """Return `announced` where the words of `verb` speak of what is to come (`will open`), else `asserted`."""
    return "announced" if _cue("announced").search(verb) else "asserted"


def is_told(skeleton: str, clause: int, start: int, end: int) -> bool:
    """Tell whether `skeleton[start:end]`, in the clause that begins at `clause`, is told as a fact or as announced:
    neither denied (`did not`, `no`, `never`) nor only supposed (`if`, `should`, `called for the`)."""
    if skeleton[:clause].endswith((" that ", " whether ", " if ")):
        clause -= REACH
    lead = skeleton[max(clause, start - REACH, 0) : start]
    if _cue("supposed_before").search(lead) or _cue("denied_before").search(lead):
        return False
    return not _cue("denied").search(ASIDE.sub(",", skeleton[start:end]))


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(load("speech")["modes"][name], re.IGNORECASE)
