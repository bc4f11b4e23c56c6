"""Runs `main` of a module in a process where Django is set up: `python -m benchmarks.within MODULE [ARGUMENT…]`.

The measures themselves know no Django: one run holds archives on several databases, each in a process of its own.
"""

import sys
from importlib import import_module

from django import setup

if __name__ == "__main__":
    setup()
    import_module(sys.argv[1]).main(*sys.argv[2:])
