"""Part of speech, morphology and lemma, worked out once for each kind of word.

spaCy's attribute ruler matches all its patterns on every word, and its lemmatizer tries
all its rules. What the two set depends on the word, its tag and its dependency alone,
but for the few patterns of several words ("there is"). It is kept and looked up;
sentences that hold the first word of such a pattern go to the components themselves.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.matcher import Matcher
from spacy.pipeline.attributeruler import AttributeRuler
from spacy.pipeline.lemmatizer import Lemmatizer
from spacy.tokens import Doc
from spacy.util import minibatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOGETHER = 64
"""Docs whose new words are looked into together."""
MOST_KINDS = 100_000
"""Kinds of words that are kept before all are forgotten."""

_SET: list[str | int] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_KIND: list[str | int] = ["ORTH", *_SET]
"""What tells all that the components ask a word for, and all that they leave as is."""
_ASKED = frozenset(
    "ORTH TEXT LOWER LENGTH SHAPE PREFIX SUFFIX IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER "
    "IS_UPPER IS_TITLE IS_PUNCT IS_SPACE LIKE_NUM TAG DEP POS MORPH LEMMA".split()
)
"""What a pattern may ask of a word for its kind to tell the answer."""

_Values = tuple[int, int, int, int, str]
"""Tag, dependency, part of speech, morphology; the lemma as a string, since the
vocabulary may have forgotten it since."""


class TokenAttributes:
    """An attribute ruler and the lemmatizer behind it, with a memory.

    Args:
        ruler: The ruler.
        lemmatizer: The lemmatizer that follows it; results are the same as by both.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._vocab = ruler.vocab
        self._known: dict[bytes, _Values | None] = {}
        self._beginnings = Matcher(ruler.vocab)
        for pattern in _patterns(ruler):
            if len(pattern) > 1:
                self._beginnings.add("beginning", [pattern[:1]])

    @staticmethod
    def fit(ruler: Any, lemmatizer: Any) -> bool:
        """Whether two components are spaCy's own, and their patterns plain.

        Args:
            ruler: What may be an attribute ruler.
            lemmatizer: The component that follows it.
        """
        if type(ruler) is not AttributeRuler:
            return False
        if type(lemmatizer) not in {Lemmatizer, EnglishLemmatizer}:
            return False
        # Of a longer pattern the first word is all that has to be known.
        asked = {key.upper() for pattern in _patterns(ruler) for key in pattern[0]}
        entries: list[Any] = ruler.patterns
        told = {str(key).upper() for entry in entries for key in entry["attrs"]}
        return asked <= _ASKED and told.issubset(_SET)

    def pipe(self, docs: Iterable[Doc], **_: object) -> Iterator[Doc]:
        """The docs with the attributes of their words, in order.

        Args:
            docs: Tagged and parsed docs; changed in place.

        Yields:
            Each doc.
        """
        for batch in minibatch(docs, _TOGETHER):  # type: ignore[no-untyped-call]
            if len(self._known) > MOST_KINDS:
                self._known.clear()
            rows = [_kinds_of(doc) for doc in batch]
            new = dict.fromkeys(kind for kinds in rows for kind in kinds)
            self._learn([kind for kind in new if kind not in self._known])
            for doc, kinds in zip(batch, rows, strict=True):
                values = [self._known[kind] for kind in kinds]
                if None in values:
                    self._lemmatizer(self._ruler(doc))
                elif values:
                    self._set(doc, values)
            yield from batch

    def _set(self, doc: Doc, values: list[Any]) -> None:
        add: Any = self._vocab.strings.add
        table: Any = doc.to_array(_SET)
        table[:] = [(*others, add(lemma)) for *others, lemma in values]
        doc.from_array(_SET, table)

    def _learn(self, kinds: list[bytes]) -> None:
        """Keep what the components make of words of new kinds."""
        alone: Any = self._words_of(kinds)
        for _, start, _ in self._beginnings(alone, allow_missing=True):
            self._known[kinds[start]] = None
        plain = [kind for kind in kinds if kind not in self._known]
        # Without the first words of longer patterns no such pattern can be met.
        alone = self._lemmatizer(self._ruler(self._words_of(plain)))
        for token, kind in zip(alone, plain, strict=True):
            morph = token.morph.key
            self._known[kind] = token.tag, token.dep, token.pos, morph, token.lemma_

    def _words_of(self, kinds: list[bytes]) -> Doc:
        """A doc of one word of each kind, with all that is known of them."""
        rows = [struct.unpack(f"={len(_KIND)}Q", kind) for kind in kinds]
        words = [self._vocab.strings[row[0]] for row in rows]
        doc = Doc(self._vocab, words, spaces=[False] * len(words))
        if rows:
            table: Any = doc.to_array(_SET)
            table[:] = [row[1:] for row in rows]
            doc.from_array(_SET, table)
        return doc


def _kinds_of(doc: Doc) -> list[bytes]:
    """The kind of each word: one value for all that tells its attributes."""
    table: Any = doc.to_array(_KIND)
    row, values = table.itemsize * len(_KIND), table.tobytes()
    return [values[at : at + row] for at in range(0, len(values), row)]


def _patterns(ruler: Any) -> Iterator[list[dict[str, Any]]]:
    for entry in ruler.patterns:
        yield from entry["patterns"]
