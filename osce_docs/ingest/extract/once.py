"""Things that several rules ask of one text, computed once."""

from collections import deque
from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
REMEMBERED = 2


def once(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Remember what a pure function returned last, and return it where the very same objects are given again.

    They are compared by identity, for it costs more to compare texts than to read them.
    """
    last: deque[tuple[tuple[object, ...], Result]] = deque(maxlen=REMEMBERED)

    @wraps(function)
    def remembered(*given: Arguments.args, **named: Arguments.kwargs) -> Result:
        asked = (*given, *sorted(named), *(named[name] for name in sorted(named)))
        for known, result in tuple(last):
            if len(known) == len(asked) and all(map(is_, known, asked)):
                return result
        result = function(*given, **named)
        last.appendleft((asked, result))
        return result

    return remembered
