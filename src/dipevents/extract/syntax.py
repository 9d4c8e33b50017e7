"""Reading the dependency parse: subjects, objects, clauses.

Everything that knows spaCy's English labels (nsubj, dobj, prep, pobj, acl, relcl ...)
is in this file. The parser errs; where a way round one of its known errors exists it is
here, with the error named.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
OBJECT_CONTROL = frozenset(
    [
        "ask",
        "urge",
        "invite",
        "tell",
        "order",
        "persuade",
        "call",
        "want",
        "allow",
        "force",
        "encourage",
        "help",
        "expect",
        "press",
        "push",
        "require",
        "instruct",
        "request",
        "advise",
        "warn",
        "beg",
        "permit",
        "let",
    ]
)

_TAKING_PLACE = frozenset(
    "held staged convened hosted signed reached concluded scheduled slated set".split()
)
_GUESTS = frozenset(
    "minister president premier chancellor secretary king queen leader chief mr mr. "
    "ambassador envoy official officials delegation counterpart commissioner prince "
    "general senator speaker representative head adviser advisor diplomat ministers "
    "ms ms.".split()
)
"""Words of whoever visits: "visiting Finance Minister X" is no visit to a place."""
_GOING = frozenset({"arrive", "head", "travel", "depart", "journey", "land", "fly"})
_OPENING = frozenset("open begin start close end convene".split())
_BLAMING = frozenset({"of", "for", "from"})


def is_verb(token: Token) -> bool:
    """Whether the token heads a verb phrase (also where tagged as an adjective)."""
    if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
        return True
    if token.dep_ != "ROOT" or token.tag_ not in {"NN", "NNS"}:
        return False
    # A headline's verb, tagged as a noun: "Peru & Chile sign border deal".
    deps = {c.dep_ for c in token.children}
    return "nsubj" in deps and "dobj" in deps


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive: "was met", "the pact signed by"."""
    if verb.tag_ != "VBN" or _is_lone_arrival(verb):
        return False
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    if any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in verb.children):
        return False
    return verb.dep_ in {"acl", "amod"} or any(c.dep_ == "agent" for c in verb.children)


def _is_lone_arrival(verb: Token) -> bool:
    """Whether a verb of going is the sentence's, though hung on its subject.

    In "a Senegalese delegation headed for Banjul" the parser sees a participle.
    """
    return (
        verb.dep_ == "acl"
        and verb.head.dep_ == "ROOT"
        and verb.lemma_.lower() in _GOING
        and not any(c.dep_ == "agent" or c.lower_ == "by" for c in verb.children)
    )


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, to its right."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
        elif child.dep_ == "appos":
            # "his counterpart, X, and the envoy Y": Y is hung on the apposition.
            found.extend(conjuncts(child)[1:])
    return found


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for: "X, to *whom* she gave a note".

    Also the owner in "X, *whose* generals they urged": it is done to X.
    """
    words = [token, *(c for c in token.lefts if c.dep_ == "poss")]
    if not any(w.lower_ in {"whom", "which", "whose"} for w in words):
        return token
    at = token
    for _ in range(8):
        if at.dep_ == "relcl":
            return at.head
        if at.head == at:
            break
        at = at.head
    return token


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The logical subject of a verb, also where another clause holds it.

    Args:
        verb: Head of a verb phrase.
        depth: How many clauses were climbed already.

    Returns:
        The head of the subject, of a passive its "by" phrase; None where the
        sentence does not tell.
    """
    if depth > 5:
        return None
    if is_passive(verb):
        return agent(verb)
    guest = visitor(verb)
    if guest is not None:
        return guest
    own = own_subject(verb)
    if own is not None:
        if own.lower_ in RELATIVE and verb.dep_ == "relcl":
            return verb.head
        return _hidden_subject(verb) or own
    return _inherited_subject(verb, depth)


def _hidden_subject(verb: Token) -> Token | None:
    """The subject that is parsed as an apposition: "whose envoys *Togo* expelled"."""
    own = own_subject(verb)
    if own is None or verb.dep_ != "relcl" or own.dep_ != "nsubj":
        return None
    if not any(c.lower_ == "whose" for c in own.lefts):
        return None
    if any(c.dep_ in {"dobj", "obj"} for c in verb.children):
        return None
    return next((c for c in own.rights if c.dep_ == "appos" and c.i == own.i + 1), None)


def _inherited_subject(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ == "ROOT" or head == verb:
        return None
    if verb.dep_ == "amod" and verb.tag_ == "VBG":
        return head  # "the visiting minister"
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VB" and head.dep_ == "attr":
        return surface_subject(head.head)  # "became the first state to recognise"
    if verb.dep_ == "acl":
        active = verb.tag_ in {"VBG", "VB"} or _is_lone_arrival(verb)
        return head if active else None
    if verb.dep_ == "relcl" and verb.tag_ == "VB" and head.dep_ == "ROOT":
        return head  # "Serbian president to visit Baku", a headline
    if verb.dep_ == "conj" and is_verb(head):
        if is_passive(head) and not is_passive(verb):
            return surface_subject(head)
        return subject(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ" and is_verb(head.head):
        return surface_subject(head.head)  # "is likely to criticise"
    if verb.dep_ == "xcomp" and is_verb(head):
        if head.lemma_.lower() in OBJECT_CONTROL or is_passive(head):
            controlled = direct_object(head)
            if controlled is not None:
                return controlled
        return subject(head, depth + 1)
    if verb.dep_ == "pcomp" and is_verb(head.head) and head.lower_ in _BLAMING:
        blamed = direct_object(head.head)
        if blamed is not None:
            return blamed  # "accused X of sending": X sends
    if verb.dep_ in {"advcl", "ccomp", "pcomp", "prep", "acomp", "dep"}:
        governor = head if is_verb(head) else head.head
        if is_verb(governor) and governor != verb:
            return surface_subject(governor) or subject(governor, depth + 1)
    return None


def surface_subject(verb: Token) -> Token | None:
    """The subject as written: of a passive the one who has it done to him."""
    own = own_subject(verb)
    if own is None:
        return _inherited_subject(verb, 1)
    if own.lower_ in RELATIVE and verb.dep_ == "relcl":
        return verb.head
    return own


def agent(verb: Token) -> Token | None:
    """The "by" phrase of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return prepositional_object(child)
    return None


def direct_object(verb: Token) -> Token | None:
    """The logical object: dobj, or the subject of a passive."""
    if visitor(verb) is not None:
        return None
    if is_passive(verb):
        own = own_subject(verb)
        if own is not None:
            return verb.head if own.lower_ in RELATIVE else own
        if verb.dep_ in {"acl", "amod"}:
            return verb.head
        if verb.dep_ == "conj" and is_verb(verb.head):
            return surface_subject(verb.head)
        return None
    for child in verb.children:
        if child.dep_ in {"dobj", "obj"}:
            if child.lower_ in RELATIVE and verb.dep_ == "relcl":
                return verb.head
            return child
        if child.dep_ == "prt":
            governed = prepositional_object(child)
            if governed is not None:
                return governed  # "closed down *the consulate*", hung on the particle
    for child in verb.children:
        guest = visitor(child)
        if guest is not None and child.dep_ in {"xcomp", "ccomp", "advcl"}:
            return guest
    for child in verb.children:
        # "asked Iran to ...": the object is parsed as subject of the complement.
        lemma = verb.lemma_.lower()
        if child.dep_ in {"ccomp", "xcomp"} and lemma in OBJECT_CONTROL:
            inner = own_subject(child)
            bare = lemma == "let" or any(c.lower_ == "to" for c in child.children)
            if inner is not None and bare:
                return inner
        if child.dep_ == "dative" and child.pos_ != "ADP":
            return child
    if verb.dep_ == "relcl" and own_subject(verb) is not None:
        hidden = _hidden_subject(verb) is not None
        return verb.head if hidden or not _has_gap(verb) else None
    return None


def _has_gap(verb: Token) -> bool:
    """Whether the relative clause's gap is its subject or a preposition's object."""
    own = own_subject(verb)
    if own is not None and own.lower_ in RELATIVE:
        return True
    return any(c.dep_ == "prep" and not list(c.children) for c in verb.children) or any(
        c.lower_ in {"when", "where", "whose"} for c in verb.subtree
    )


def visitor(word: Token) -> Token | None:
    """Whom "visiting" describes, where it is parsed as a verb: "met *visiting* X"."""
    if word.lower_ != "visiting" or word.i == 0 or word.i + 1 >= len(word.doc):
        return None
    if word.nbor(-1) != word.head:
        return None
    guest = next((c for c in word.children if c.dep_ in {"dobj", "obj"}), None)
    if guest is None or guest.i <= word.i:
        return None
    words = {t.lower_ for t in word.doc[word.i + 1 : guest.i + 1]}
    return None if words.isdisjoint(_GUESTS) else guest


def reciprocal(verb: Token) -> bool:
    """Whether it is done to "each other"."""
    words = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 7]]
    pairs = set(pairwise(words))
    return ("each", "other") in pairs or ("one", "another") in pairs


def prepositional_object(preposition: Token) -> Token | None:
    """The noun that a preposition governs, through "from within"-like chains."""
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            return visitor(child) or child
    for child in preposition.children:
        if child.dep_ == "prep":
            return prepositional_object(child)
    return None


def prepositions(head: Token) -> Iterator[tuple[str, Token]]:
    """Every (preposition, its object) that hangs on a word."""
    for child in head.children:
        if child.dep_ in {"prep", "agent"} or (
            child.dep_ == "dative" and child.pos_ == "ADP"
        ):
            target = prepositional_object(child)
            if target is not None:
                yield child.lower_, target
            for inner in child.children:
                # "sat down with X in Y" parsed as one chain of prepositions.
                if inner.dep_ == "prep" and target is not None:
                    deeper = prepositional_object(inner)
                    if deeper is not None and deeper != target:
                        yield inner.lower_, deeper


def joined_preposition(noun: Token) -> tuple[str, Token] | None:
    """The second of two prepositions: "spoke to X, and *to Y*", given X."""
    for other in noun.head.children:
        if other.dep_ == "conj" and other.pos_ == "ADP":
            target = prepositional_object(other)
            if target is not None:
                return other.lower_, target
    return None


def taking_place(noun: Token) -> list[int]:
    """Indices of participles that tell when or where: "the talks, held in May"."""
    return [c.i for c in noun.children if _tells_when(c)]


def _tells_when(verb: Token) -> bool:
    """Whether a clause on a gathering tells when or where: "which opens today"."""
    if verb.dep_ == "acl" or (verb.dep_ == "relcl" and is_passive(verb)):
        return verb.lower_ in _TAKING_PLACE
    return verb.dep_ == "relcl" and verb.lemma_.lower() in _OPENING


def clause_head(token: Token) -> Token:
    """The verb (or root) of the clause in which the token stands."""
    at = token
    while at.head != at:
        if at.dep_ in CLAUSES and is_verb(at):
            return at
        if at.dep_ == "conj" and is_verb(at) and own_subject(at) is not None:
            return at
        at = at.head
    return at


def verb_above(token: Token) -> Token:
    """The nearest verb that governs a word; the last governor where there is none."""
    at = token
    while at.head != at and not is_verb(at):
        at = at.head
    return at


def ancestors_to_clause(token: Token) -> list[Token]:
    """The token's governors, nearest first, up to the head of its clause."""
    chain = []
    at = token
    while at.head != at:
        if at.dep_ in CLAUSES and is_verb(at):
            break
        at = at.head
        chain.append(at)
    return chain
