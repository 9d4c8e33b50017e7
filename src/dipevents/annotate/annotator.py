"""Documents in, annotated documents out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from dipevents.annotate.gazetteer import Gazetteer, NameTables, built_in_tables
from dipevents.annotate.headlines import with_pairs_joined
from dipevents.annotate.items import PhraseIndex
from dipevents.annotate.metonyms import governments
from dipevents.annotate.names import DocumentNames, Lists, Named
from dipevents.annotate.persons import OfficeHolders
from dipevents.annotate.references import References
from dipevents.annotate.segment import Unit, parser_text, segment
from dipevents.annotate.signatories import signatories_of
from dipevents.annotate.spots import spot_of
from dipevents.annotate.voices import (
    home_of,
    issuer_of,
    listeners_of,
    speakers_of,
    turns_of,
)
from dipevents.annotated import AnnotatedDocument, Mention, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from spacy.tokens import Doc

    from dipevents.annotate.engine import Engine
    from dipevents.annotated import Actor, MentionKind
    from dipevents.models import Document, TimeExpression

BATCH = 16
"""Documents whose sentences go through the parser together."""


@dataclass(slots=True)
class _Draft:
    """A document on its way."""

    document: Document
    times: Sequence[TimeExpression]
    text: str
    units: list[Unit]
    names: DocumentNames
    kept: list[bool]
    docs: dict[int, Doc] = field(default_factory=dict)


class Annotator:
    """Parses documents and finds who is who in them.

    Args:
        engine: The parser.
        tables: Names beyond the built-in ones; they win over those.
        built_in: Whether the lists of the library are used too.
    """

    def __init__(
        self,
        engine: Engine,
        tables: NameTables | None = None,
        *,
        built_in: bool = True,
    ) -> None:
        self.engine = engine
        """The parser; its name and version go into a result's provenance."""
        names = (tables or NameTables()) + (
            built_in_tables() if built_in else NameTables()
        )
        self._lists = Lists(
            Gazetteer(names),
            PhraseIndex(names.titles),
            OfficeHolders(names.office_holders),
        )

    def annotate(
        self,
        documents: Iterable[tuple[Document, Sequence[TimeExpression]]],
        *,
        keep: Callable[[str], bool] | None = None,
        worth_names: Callable[[Doc], bool] | None = None,
        parse_all: bool = False,
    ) -> Iterator[AnnotatedDocument]:
        """Annotated documents, in order, as they are asked for.

        Args:
            documents: Documents, each with its time expressions.
            keep: Whether a sentence is worth parsing; those that are not are left out
                of the result, but their names still count; one that tells the day of
                the next is kept with it. None: all are.
            worth_names: Whether a parsed sentence is worth the entity recogniser, which
                costs as much as the parse; names in the others are known from the
                lists and by rule alone. None: all are.
            parse_all: Parse those others too, and give them out; what is found in the
                sentences that are kept is the same either way.

        Yields:
            One annotated document for each document.
        """
        source = iter(documents)
        while batch := list(islice(source, BATCH)):
            drafts = [self._draft(d, times, keep) for d, times in batch]
            self._parse(drafts, worth_names, parse_all=parse_all)
            while drafts:
                yield self._finish(drafts.pop(0))

    def _draft(
        self,
        document: Document,
        times: Sequence[TimeExpression],
        keep: Callable[[str], bool] | None,
    ) -> _Draft:
        text = parser_text(document.text)
        units = segment(document)
        names = DocumentNames(
            text, units, self._lists, _day(document, times), document.title
        )
        kept = [keep is None or keep(text[u.start : u.end]) for u in units]
        _keep_days(kept, units, times)
        return _Draft(document, times, text, units, names, kept)

    def _parse(
        self,
        drafts: list[_Draft],
        worth_names: Callable[[Doc], bool] | None,
        *,
        parse_all: bool,
    ) -> None:
        wanted = [
            (draft, index)
            for draft in drafts
            for index, kept in enumerate(draft.kept)
            if kept or parse_all
        ]
        texts = (_parsed_text(d.text, d.units[i]) for d, i in wanted)
        unsure: list[tuple[_Draft, int, Doc]] = []
        for (draft, index), doc in zip(wanted, self.engine.parse(texts), strict=True):
            draft.docs[index] = doc
            if not draft.kept[index] or not draft.names.open_names(index):
                continue
            if worth_names is None or worth_names(doc):
                unsure.append((draft, index, doc))
        self.engine.recognise([doc for _, _, doc in unsure])
        for draft, index, doc in unsure:
            draft.names.recognise(index, draft.units[index].start, doc)

    def _finish(self, draft: _Draft) -> AnnotatedDocument:
        names = draft.names
        issuer = issuer_of(draft.document, draft.text, self._lists.gazetteer, names)
        source = draft.document.source
        state = issuer.country if issuer is not None else None
        home = None if state else home_of(draft.document, self._lists.gazetteer)
        names.settle((source, state) if source and state else None, home)
        spot = spot_of(draft.document, self._lists.gazetteer)
        here = spot.actor if spot is not None else None
        together = signatories_of(draft.text, draft.units, names)
        rows = [names.named(index) for index in range(len(draft.units))]
        turns = turns_of(draft.text, draft.units, rows)
        references = References(
            names, draft.text, issuer, here, together, listeners_of(turns)
        )
        speakers = speakers_of(draft.text, draft.units, rows, turns)
        sentences = []
        present: list[tuple[tuple[Actor, MentionKind], ...]] = []
        for index, (unit, named, speaker) in enumerate(
            zip(draft.units, rows, speakers, strict=True)
        ):
            # Every unit is read, parsed or not: references look back over all.
            named = references.read(unit, named, speaker)
            present.append(tuple((actor, n.kind) for n in named for actor in n.actors))
            doc = draft.docs.get(index)
            if doc is None:
                continue
            governments(names, named, doc, unit.start)
            sentences.append(
                Sentence(
                    index,
                    unit.start,
                    unit.end,
                    unit.kind,
                    unit.paragraph,
                    doc,
                    _mentions(draft.document.text, unit, doc, named),
                    tuple(
                        t
                        for t in draft.times
                        if unit.start <= t.start and t.end <= unit.end
                    ),
                    speaker,
                )
            )
        reporters = tuple(
            m
            for s in sentences
            for m in s.mentions
            if m.actor is not None
            and m.actor.sector == "MED"
            and m.rule in ("gazetteer", "ner", "organ")
        )
        return AnnotatedDocument(
            draft.document,
            tuple(sentences),
            tuple(draft.times),
            issuer,
            reporters,
            tuple(present),
            spot,
        )


def _parsed_text(text: str, unit: Unit) -> str:
    """What the parser reads of a unit, character for character as long."""
    own = text[unit.start : unit.end]
    return with_pairs_joined(own) if unit.kind == "title" else own


def _mentions(
    text: str, unit: Unit, doc: Doc, named: Iterable[Named]
) -> tuple[Mention, ...]:
    """Mentions with the text and the head tokens of the unit's Doc."""
    starts = [token.idx for token in doc]
    return tuple(
        Mention(
            n.start,
            n.end,
            text[n.start : n.end],
            n.kind,
            n.actors,
            n.rule,
            max(0, bisect_right(starts, n.head - unit.start) - 1),
        )
        for n in named
    )


def _keep_days(
    kept: list[bool], units: Sequence[Unit], times: Sequence[TimeExpression]
) -> None:
    """Keep with a sentence the one before it that tells a time: it may be its day."""
    starts = [unit.start for unit in units]
    for time in times:
        index = bisect_right(starts, time.start) - 1
        if index < 0 or index + 1 >= len(units):
            continue
        if kept[index + 1] and units[index].paragraph == units[index + 1].paragraph:
            kept[index] = True


def _day(document: Document, times: Sequence[TimeExpression]) -> date | None:
    """When the document came out, or the latest day that it names for sure."""
    published = document.published
    if published is not None and (published.latest or published.earliest):
        return published.latest or published.earliest
    told = [
        t.latest
        for t in times
        if t.latest and t.type == "DATE" and t.anchor.kind == "self"
    ]
    return max(told, default=None)
