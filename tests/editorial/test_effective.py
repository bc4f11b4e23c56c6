import pytest

from osce_docs.editorial.agreement import Fact
from osce_docs.editorial.effective import UNRULED, effective, readings_of

TWO = [Fact("1998", "a", "a"), Fact("1999", "b", "b")]


@pytest.mark.parametrize(
    ("facts", "ruling", "value", "disputed"),
    [
        (TWO, UNRULED, "1998", True),
        (TWO, "1999-03", "1999-03", True),
        (TWO, None, None, True),
        (TWO[:1], UNRULED, "1998", False),
        ([], UNRULED, "given", False),
        ([], "ruled", "ruled", False),
    ],
    ids=["first reading", "ruling wins, readings stay", "unknown is a ruling", "one source", "none", "ruling alone"],
)
def test_effective_value(facts, ruling, value, disputed):
    found = effective(readings_of("date", facts), ruling, given="given")
    assert (found.value, found.disputed) == (value, disputed)


@pytest.mark.parametrize(
    ("modes", "value", "disputed"),
    [
        (["announced"], "announced", False),
        (["announced", "asserted"], "asserted", False),
        (["asserted", "denied"], "asserted", True),
        (["denied"], "denied", False),
    ],
)
def test_what_one_announces_another_may_report(modes, value, disputed):
    found = effective(readings_of("mode", [Fact("x", str(at), str(at), mode=mode) for at, mode in enumerate(modes)]))
    assert (found.value, found.disputed) == (value, disputed)
