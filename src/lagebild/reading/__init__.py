"""Reading: an analysed article (`Doc`) becomes a `Report`, one module a kind of record.

The order is the order of dependence: times and quantities need only the tokens; quotes need the tree; places need
names; actors need quotes (who "ich" is) and places; events need all of them. A stage is a function of what it names
in its signature and returns frozen records; none changes what an earlier one found.
"""

from __future__ import annotations

from lagebild.knowledge import Knowledge, default_knowledge
from lagebild.language.doc import Doc
from lagebild.reading.actors import find_actors
from lagebild.reading.custom import Ontology, find_custom
from lagebild.reading.events import find_events
from lagebild.reading.places import find_places
from lagebild.reading.quantities import find_quantities
from lagebild.reading.quotes import find_quotes, link_quotes
from lagebild.reading.relations import find_relations
from lagebild.reading.sentences import find_sentences
from lagebild.reading.times import find_times
from lagebild.records import Article, Reader, Report
from lagebild.version import MODEL, VERSION


def read_doc(
    article: Article, doc: Doc, *, knowledge: Knowledge | None = None, ontology: Ontology | None = None
) -> Report:
    """Everything that is read from `doc`, the analysis of `article.text`. Deterministic; `reader.seconds` is 0."""
    known = knowledge or default_knowledge()
    times = find_times(doc, article.published)
    quantities = find_quantities(doc, times)
    found_quotes = find_quotes(doc)
    places = find_places(doc, article, known)
    actors = find_actors(doc, article, found_quotes, places, times, known)
    quotes = link_quotes(doc, article, found_quotes, actors, times)
    events = find_events(doc, article, actors, quotes, times, places, quantities)
    relations = find_relations(doc, article, actors, times)
    custom = find_custom(doc, article, actors, times, ontology) if ontology else ()
    return Report(
        article=article,
        sentences=find_sentences(doc),
        entities=actors.entities,
        times=times,
        places=places,
        quantities=quantities,
        quotes=quotes,
        events=events,
        relations=relations,
        custom=custom,
        reader=Reader(version=VERSION, model=MODEL),
    )
