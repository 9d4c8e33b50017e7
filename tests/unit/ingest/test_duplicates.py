"""Near copies of one story."""

from dipevents.ingest import mark, near_copies, read_corpus
from dipevents.models import Document

STORY = (
    "The foreign ministers of Ghana and Peru met in Lima on Monday to end a quarrel "
    "over fishing rights. They signed a pact that shares the catch between the two "
    "states for ten years. The quarrel began when Ghana's patrols stopped two ships."
)
OTHER = (
    "Finland opened an embassy in Windhoek on Tuesday, years after it closed the "
    "last one. The foreign minister of Namibia thanked the government in Helsinki and "
    "spoke of a new beginning between two old friends."
)


def groups(**texts):
    return near_copies([Document(id=key, text=text) for key, text in texts.items()])


def test_copies_cut_short_or_lengthened_belong_together():
    found = groups(
        a=STORY,
        b=OTHER,
        c=STORY[:180],
        d=f"LIMA (AP) - {STORY} More was to come on Tuesday, both said.",
    )
    assert found == (("a", "c", "d"),)


def test_retold_stories_are_no_copies():
    retold = (
        "Peru's foreign minister and her colleague from Ghana put their names to a "
        "fishing accord in Lima on Monday that ends a long dispute."
    )
    assert groups(a=STORY, b=retold, c=OTHER) == ()


def test_a_common_footer_joins_nothing():
    footer = (
        "\n\n© 2021 The Accra Herald. All rights reserved. This material may not be "
        "published, broadcast, rewritten or redistributed without permission of us."
    )
    corpus = read_corpus(
        [
            {"id": "a", "text": "Two envoys met in Lima." + footer},
            {"id": "b", "text": "A port opened in Riga." + footer},
        ]
    )
    assert all(mark(d.id, d.text).spans for d in corpus)
    assert near_copies(corpus) == ()


def test_the_threshold_is_a_part_of_the_shorter():
    half = STORY[: len(STORY) // 2] + OTHER[: len(OTHER) // 2]
    assert groups(a=STORY, b=half) == ()
    documents = [Document(id="a", text=STORY), Document(id="b", text=half)]
    assert near_copies(documents, threshold=0.3) == (("a", "b"),)


def test_short_and_empty_texts_have_no_copies():
    assert groups(a="Talks.", b="Talks.", c="") == ()
    assert near_copies([]) == ()
