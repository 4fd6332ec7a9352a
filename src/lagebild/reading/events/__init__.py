"""What happened: political events under PLOVER.

The way of an article: `candidates` finds where a construction of the lexicon (`lexicon`, knowledge/de/frames.tsv) fits
the tree; `participants` fills its roles; `status` reads the mood; `classify` weighs whether it tells an event; `merge`
brings triggers of one event together; `finder` runs the steps. Documented in docs/events.md.
"""

from lagebild.reading.events.finder import find_events

__all__ = ["find_events"]
