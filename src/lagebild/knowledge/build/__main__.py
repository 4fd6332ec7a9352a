"""`python -m lagebild.knowledge.build [--all]`."""

from __future__ import annotations

import sys

from lagebild.knowledge import DATA
from lagebild.knowledge.build import build

if __name__ == "__main__":
    made = build(all_tables="--all" in sys.argv[1:])
    print(f"{DATA.name}: {DATA.stat().st_size / 1e6:.1f} MB; made anew: {', '.join(made) or 'nothing'}")
