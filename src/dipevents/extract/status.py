"""What became of an act: status by the scope of the words around its trigger.

The walk goes from the trigger outward (its own auxiliaries, its modifiers, the verbs
that govern it) and stops at the first word that decides, or at the end of its clause.
The words are data: ``lexicons/data/en/status.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dipevents.extract import syntax
from dipevents.extract.performative import is_performed
from dipevents.extract.words import lemma_of
from dipevents.lexicons.status import status_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dipevents.extract.triggers import Trigger
    from dipevents.models import Status

_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})
_SPEAKING = frozenset("elaborate comment say speak talk disclose specify".split())
_FULFILLING = frozenset(
    "speak call phone telephone write send meet gather host receive convene use come "
    "talk issue take continue go rise step choose manage help".split()
)
_HEARSAY = frozenset(
    "say report believe understand think allege claim know seem appear rumour".split()
)
"""Governors of what has been done: "is said to have met"."""
_APPROACHES = ("lead up", "lead-up", "run up", "run-up", "leadup")
_INTENDED = frozenset("be due plan schedule expect suppose set intend mean".split())
_ORDINALS = frozenset({"first", "last", "only", "latest"})
_CONTENT = frozenset({"pcomp", "ccomp", "xcomp"})
_PAST_TAGS = frozenset({"VBD", "VBN"})


@dataclass(frozen=True, slots=True)
class StatusFinding:
    """A status and what it rests on."""

    status: Status
    rule: str
    words: tuple[Token, ...] = ()
    embedded: bool = False
    """The act is the content of another one (asked for, wished for)."""
    perfect: bool = False
    """Told in the perfect: it happened, but the tense tells no day."""


def find_status(trigger: Trigger) -> StatusFinding:
    """The status that the sentence gives to the act.

    Args:
        trigger: The trigger in its parsed sentence.

    Returns:
        ``occurred`` (rule ``default``) where no word says otherwise.
    """
    fixed = trigger.pattern.frame.status
    if trigger.pattern.part == "modal":
        return StatusFinding("occurred", "asked for", trigger.words[1:])
    if trigger.pattern.part == "verb" and is_performed(trigger.token):
        finding = StatusFinding("occurred", "performed")
    elif trigger.pattern.part == "noun":
        finding = _of_noun(trigger)
    elif trigger.pattern.part == "adjective" and trigger.token.dep_ == "acomp":
        finding = _of_verb(trigger.token.head)
    else:
        finding = _of_verb(trigger.token)
    here = trigger.token.lemma_.lower() == "be" and trigger.token.tag_ in {"VBZ", "VBP"}
    visit = trigger.pattern.rules.type == "visit"
    if here and visit and finding.rule == "default":
        return StatusFinding("ongoing", "present", (trigger.token,))
    if trigger.pattern.frame.negated and finding.rule == "negation":
        return StatusFinding("occurred", "refusal", finding.words)
    if finding.status == "planned":
        off = _called_off(trigger)
        if off is not None:
            return off
    # Who says what he will do to another has threatened him by saying so; a demand
    # that is refused has been made.
    said = fixed == "occurred" and (
        finding.status in {"planned", "proposed"}
        or (finding.status == "negated" and finding.rule == "governor")
    )
    if fixed is not None and (finding.status == "occurred" or said):
        return StatusFinding(_as_status(fixed), f"frame {trigger.rule}", trigger.words)
    return finding


def _called_off(trigger: Trigger) -> StatusFinding | None:
    """What became of a plan: "were to meet, but the meeting was postponed"."""
    at = trigger.predicate
    while at.head != at and not (syntax.is_verb(at) and at.dep_ in syntax.CLAUSES):
        at = at.head
    if at.dep_ == "relcl" and syntax.clause_head(at.head) != at:
        above = syntax.clause_head(at.head)
        target = syntax.direct_object(above)
        if target is not None and _is_called_off(above) and _is_it(target):
            return StatusFinding("cancelled", "called off", (above,))
    for later in at.children:
        subject = syntax.own_subject(later) if later.dep_ == "conj" else None
        if subject is None or not any(c.lower_ == "but" for c in at.children):
            continue
        if _is_called_off(later) and syntax.is_passive(later) and _is_it(subject):
            return StatusFinding("cancelled", "called off", (later,))
    return None


def _is_called_off(verb: Token) -> bool:
    return _lookup(_phrase(verb), "governors") == "cancelled"


def _is_it(noun: Token) -> bool:
    """Whether a noun takes up the plan: "the meeting", "that leg", "it"."""
    if noun.lower_ in {"it", "they", "this"}:
        return True
    return any(c.lower_ in {"the", "that", "this", "those"} for c in noun.lefts)


def _of_noun(trigger: Trigger) -> StatusFinding:
    noun = trigger.token
    for child in noun.children:
        if child.dep_ in {"amod", "det", "compound", "nmod", "neg"}:
            hit = _lookup(lemma_of(child), "modifiers") or _lookup(
                child.lower_, "modifiers"
            )
            if hit:
                return StatusFinding(hit, "modifier", (child,))
        if child.dep_ in {"acl", "relcl"} and child.tag_ != "VBN":
            inner = _own(child)
            if inner is not None and inner.status in {"planned", "ongoing"}:
                return inner
        if child.dep_ == "acl" and child.tag_ == "VBN":
            hit = _lookup(lemma_of(child), "governors")
            if hit == "cancelled" or (hit == "planned" and _sets_time(child)):
                outer = _climb(noun)
                off = outer.status in {"cancelled", "negated"}
                return outer if off else StatusFinding(hit, "modifier", (child,))
    shared = _of_conjunct(noun)
    return shared or _climb(noun)


def _sets_time(participle: Token) -> bool:
    """Whether it tells that an act is to come: "set for Monday", no "aimed at"."""
    return lemma_of(participle) in {
        "plan", "schedule", "expect", "set", "slate", "announce", "arrange", "fix",
        "agree", "pencil", "anticipate", "due", "promise", "pledge", "book",
    }  # fmt: skip


def _of_conjunct(noun: Token) -> StatusFinding | None:
    """The second in "the upcoming A and B summits": the adjective is of both."""
    first = noun.head
    if noun.dep_ != "conj" or any(c.dep_ == "det" for c in noun.children):
        return None
    if noun.tag_ not in {"NNS", "NNPS"}:
        return None
    for child in first.children:
        hit = _lookup(child.lower_, "modifiers") if child.dep_ == "amod" else None
        if hit == "planned":
            return StatusFinding(hit, "modifier", (child,))
    return None


def _climb(noun: Token) -> StatusFinding:
    """Outward from a noun to the verb that governs it."""
    at = noun
    while at.head != at:
        head = at.head
        if at.dep_ == "prep" or at.pos_ == "ADP" or at.lower_ == "ahead":
            hit = _lookup(at.lower_, "introducers")
            if hit:
                return StatusFinding(hit, "introducer", (at,))
            if _leads_up(at):
                return StatusFinding("planned", "introducer", (at,))
            if at.lower_ in {"during", "after", "following", "since", "at", "amid"}:
                governed = _own(head) if syntax.is_verb(head) else None
                if governed is None and at.lower_ in {"at", "during"}:
                    governed = _of_verb(syntax.verb_above(at))
                    governed = governed if governed.rule == "governor" else None
                if governed is not None and governed.status == "planned":
                    return governed
                return StatusFinding("occurred", "introducer", (at,))
        if head.lower_ == "following" and head.dep_ == "prep":
            planned = _own(head.head) if syntax.is_verb(head.head) else None
            if planned is not None and planned.status == "planned":
                return planned  # "following the talks, they will sign"
        if syntax.is_verb(head):
            return _governed_noun(at, head)
        if head.pos_ in {"NOUN", "ADJ"} and at.dep_ in {"pobj", "prep", "pcomp"}:
            hit = _lookup(lemma_of(head), "governors")
            if hit in {"proposed", "cancelled", "negated", "planned"}:
                return StatusFinding(
                    hit, "governor", (head,), embedded=hit == "proposed"
                )
        at = head
    return StatusFinding("occurred", "default")


def _leads_up(preposition: Token) -> bool:
    """Whether it is the last word of "in the lead-up to", "in the run up to"."""
    before = preposition.doc[max(0, preposition.i - 3) : preposition.i].text.lower()
    return preposition.lower_ == "to" and before.endswith(_APPROACHES)


def _governed_noun(at: Token, verb: Token) -> StatusFinding:
    phrase = _phrase(verb)
    hit = _lookup(phrase, "governors") or _lookup(lemma_of(verb), "governors")
    if lemma_of(verb) == "undertake":
        hit = None  # "undertook a visit" made it
    if lemma_of(verb) == "be" and any(
        c.dep_ == "xcomp" and any(a.dep_ == "aux" for a in c.children)
        for c in verb.children
    ):
        return StatusFinding("planned", "be to", (verb,))  # "talks are to resume"
    if at.dep_ == "nsubj":
        told = _predicate(verb)
        if told is not None:
            return told
    under_way = _under_way(verb)
    if under_way and at.dep_ == "nsubj":
        return StatusFinding("ongoing", "under way", under_way)
    is_target = at.dep_ in {"dobj", "nsubjpass", "oprd", "attr"} or (
        at.dep_ == "prep" and at.lower_ in {"for", "to", "on", "of"}
    )
    outer = _of_verb(verb)
    if outer.status == "negated" and at.dep_ == "attr":
        return StatusFinding("occurred", "default")  # "it was not his first visit"
    if outer.status == "negated" and at.dep_ == "prep" and lemma_of(verb) in _SPEAKING:
        # "did not elaborate on a meeting": nothing is said of the meeting.
        return StatusFinding("proposed", "not told", (verb,), embedded=True)
    if outer.status == "negated" and is_target and hit is None:
        return outer
    if hit and is_target and hit != "ongoing":
        if hit == "planned" and lemma_of(verb) in {"announce", "agree", "confirm"}:
            hit = "planned"
        if hit == "negated" and lemma_of(verb) in {"block", "stop", "avoid", "reject"}:
            return StatusFinding("negated", "governor", (verb,))
        return StatusFinding(hit, "governor", (verb,), embedded=hit == "proposed")
    if hit == "ongoing" and (is_target or at.dep_ == "nsubj"):
        present = verb.tag_ in {"VBZ", "VBP", "VBG"}
        if present and outer.status == "occurred":
            return StatusFinding("ongoing", "governor", (verb,))
        return outer
    return outer


def _predicate(verb: Token) -> StatusFinding | None:
    """What is said of an act: "talks are possible", "the visit fell through"."""
    if _phrase(verb) == "fall through" or (
        lemma_of(verb) == "fall" and any(c.lower_ == "through" for c in verb.children)
    ):
        return StatusFinding("cancelled", "predicate", (verb,))
    if lemma_of(verb) not in {"be", "remain", "seem", "appear", "look"}:
        return None
    for child in verb.children:
        if child.dep_ != "acomp":
            continue
        hit = _lookup(child.lower_, "modifiers")
        if hit in {"proposed", "planned"}:
            denied = any(c.dep_ == "neg" for c in verb.children)
            return None if denied else StatusFinding(hit, "predicate", (child,))
    return None


def _under_way(verb: Token) -> tuple[Token, ...]:
    """The words of "are under way", "is in progress"; empty where there are none."""
    if lemma_of(verb) not in {"be", "remain"} or verb.tag_ not in {"VBZ", "VBP"}:
        return ()
    for child in verb.children:
        if child.lower_ in {"underway", "ongoing"}:
            return (child,)
        if child.lower_ in {"under", "in"}:
            words = [c for c in child.children if c.lower_ in {"way", "progress"}]
            if words:
                return (child, words[0])
    return ()


def _of_verb(verb: Token) -> StatusFinding:
    own = _own(verb)
    if own is not None and own.status != "occurred":
        return own
    governed = _governed_verb(verb)
    if governed is not None:
        return governed
    return own or StatusFinding("occurred", "default")


def _own(verb: Token) -> StatusFinding | None:
    """What the verb's own auxiliaries, negation and clause marker say."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    negated = next((c for c in verb.children if c.dep_ == "neg"), None)
    negated = negated or next(
        (c for c in verb.lefts if c.lower_ in {"never", "neither", "nor"}), None
    )
    for child in verb.children:
        if child.dep_ in {"mark", "advmod"}:
            hit = _lookup(child.lower_, "markers")
            if hit:
                return StatusFinding(hit, "marker", (child,), embedded=True)
    for auxiliary in auxiliaries:
        hit = _lookup(auxiliary.lower_, "modals")
        if hit == "proposed" and auxiliary.lower_ in {"would", "could", "might"}:
            hit = _reported_future(verb, auxiliary) or hit
        if hit:
            if negated is not None:
                off = hit == "planned" and _after_all(verb)
                fate: Status = "cancelled" if off else "negated"
                return StatusFinding(fate, "negation", (auxiliary, negated))
            return StatusFinding(hit, "modal", (auxiliary,), embedded=hit == "proposed")
    if negated is not None:
        did = [a for a in auxiliaries if a.lower_ == "did"]
        return StatusFinding("negated", "negation", (*did, negated))
    forms = {a.lower_ for a in auxiliaries}
    if verb.tag_ == "VBG" and "been" in forms:
        return StatusFinding("ongoing", "standing", tuple(auxiliaries), perfect=True)
    if lemma_of(verb) == "prepare" and verb.tag_ == "VBG" and forms & {"is", "are"}:
        return StatusFinding("planned", "governor", (verb,))
    if verb.tag_ == "VBG" and forms & {"is", "are", "'s", "'re", "been", "am"}:
        return StatusFinding("ongoing", "progressive", tuple(auxiliaries))
    if forms & {"has", "have", "'ve", "had"}:
        return StatusFinding("occurred", "perfect", tuple(auxiliaries), perfect=True)
    if verb.dep_ == "conj" and syntax.is_verb(verb.head) and not auxiliaries:
        # "had protested and refused": the second participle may be tagged as a past.
        shared = verb.tag_ == "VBD" and verb.head.tag_ == "VBN" and _has_had(verb.head)
        same_form = verb.tag_ == verb.head.tag_ or verb.tag_ == "VB" or shared
        if same_form and syntax.own_subject(verb) is None:
            return _of_verb(verb.head)
    return None


def _has_had(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


def _after_all(verb: Token) -> bool:
    """Whether a plan is given up: "will not, after all, meet", "will no longer"."""
    words = " ".join(t.lower_ for t in verb.subtree)
    return "after all" in words or "no longer" in words


def _reported_future(verb: Token, modal: Token) -> Status | None:
    """What "would" means: a plan in "said he would visit", else a possibility."""
    if modal.lower_ != "would":
        return None
    at = verb
    while at.dep_ in {"ccomp", "conj", "advcl"} and at.head != at:
        at = at.head
        if lemma_of(at) in {"say", "announce", "report", "confirm", "promise", "tell"}:
            return "planned"
    return None


def _governed_verb(verb: Token) -> StatusFinding | None:
    """What the verbs say of which this one is the complement."""
    head, depth = verb, 0
    while depth < 4:
        above, link = head.head, head.dep_
        if above == head:
            break
        if link == "conj" and syntax.own_subject(head) is None:
            head, depth = above, depth + 1
            continue
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children)
        if link not in {"xcomp", "ccomp", "acl", "advcl", "pcomp", "oprd", "relcl"}:
            break
        if link == "ccomp" and _ends_at_semicolon(head, above):
            break
        if link == "pcomp" and _lookup(above.lower_, "introducers") == "negated":
            return StatusFinding("negated", "introducer", (above,))  # "without signing"
        perfect = _perfect_infinitive(head, above) if infinitive else None
        if perfect is not None:
            return perfect
        word = above.head if link == "pcomp" and above.pos_ == "ADP" else above
        if link in _CONTENT and head.i > word.i and _is_charge(word):
            # "accused X of backing Y": charged, not told as done.
            return StatusFinding("proposed", "alleged", (word,), embedded=True)
        finding = _from_governor(head, word, link, infinitive=infinitive)
        if finding is not None:
            return finding
        if link not in {"xcomp", "ccomp", "pcomp"}:
            break
        head, depth = word, depth + 1
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        done = _purpose_fulfilled(verb)
        if done is not None:
            return done
        # A headline's future ("Delegation to hold talks") or a purpose ("arrived to
        # sign"): neither says that it happened.
        return StatusFinding("planned", "infinitive", ())
    return None


def _ends_at_semicolon(verb: Token, above: Token) -> bool:
    """Whether two clauses stand side by side that the parser puts in each other."""
    after = verb.right_edge.i + 1
    return verb.i < above.i and after < len(verb.doc) and verb.doc[after].text == ";"


def _perfect_infinitive(verb: Token, governor: Token) -> StatusFinding | None:
    """What "is said to have met" and "was to have met" tell: done, and not done."""
    have = next(
        (c for c in verb.children if c.dep_ == "aux" and c.lower_ == "have"), None
    )
    if have is None:
        return None
    lemma = lemma_of(governor)
    if lemma in _HEARSAY:
        return StatusFinding("occurred", "perfect", (governor, have), perfect=True)
    if lemma in _INTENDED and governor.tag_ != "VBZ":
        return StatusFinding("cancelled", "was to have", (governor, have))
    return None


def _is_charge(word: Token) -> bool:
    return lemma_of(word) in status_words()["alleged"].governors


def _purpose_fulfilled(verb: Token) -> StatusFinding | None:
    """What happened though told as a purpose: "spoke with X to congratulate him"."""
    head = verb.head
    if verb.dep_ in {"acl", "relcl"} and any(
        c.lower_ in _ORDINALS for c in head.subtree
    ):
        return StatusFinding("occurred", "ordinal", (head,))
    if verb.dep_ in {"xcomp", "advcl"} and lemma_of(head) == "be":
        named = next(
            (
                c
                for c in head.children
                if c.dep_ == "attr" or (c.dep_ == "prep" and c.lower_ == "among")
            ),
            None,
        )
        if named is not None and any(c.lower_ in _ORDINALS for c in named.subtree):
            return StatusFinding("occurred", "ordinal", (named,))
    told = head.tag_ in _PAST_TAGS and lemma_of(head) in _FULFILLING
    if verb.dep_ in {"advcl", "xcomp"} and told:
        return StatusFinding("occurred", "purpose", (head,))
    return None


def _from_governor(
    head: Token, word: Token, link: str, *, infinitive: bool
) -> StatusFinding | None:
    lemma = lemma_of(word)
    hit = _lookup(_phrase(word), "governors") or _lookup(lemma, "governors")
    if hit is None or (link in {"advcl", "relcl"} and not infinitive):
        return None
    if link == "acl" and not infinitive:
        return None
    negated = any(c.dep_ == "neg" for c in word.children)
    if negated and hit in {"planned", "proposed"}:
        return StatusFinding("negated", "governor", (word,))
    future = any(c.lower_ in {"will", "would"} for c in head.children)
    told_as_done = head.tag_ in _PAST_TAGS and not future  # "announced that they met"
    if link == "ccomp" and hit == "planned" and told_as_done:
        return None
    if link == "ccomp" and hit == "proposed" and lemma in {"tell", "warn", "hint"}:
        return None
    if hit == "ongoing":
        tense = word.tag_ in {"VBZ", "VBP", "VBG"}
        return StatusFinding("ongoing" if tense else "occurred", "governor", (word,))
    if negated and hit == "negated":
        return None
    return StatusFinding(hit, "governor", (word,), embedded=hit == "proposed")


def _phrase(verb: Token) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return f"{lemma_of(verb)} {particle}".strip()


def _lookup(word: str, slot: str) -> Status | None:
    for status, words in status_words().items():
        if status in {"alleged", "performed"}:
            continue
        if word in getattr(words, slot):
            return _as_status(status)
    return None


def _as_status(name: str) -> Status:
    known: dict[str, Status] = {
        "planned": "planned",
        "proposed": "proposed",
        "cancelled": "cancelled",
        "negated": "negated",
        "ongoing": "ongoing",
        "occurred": "occurred",
    }
    return known[name]
