"""An annotator whose engine only cuts words: names and references need no parse."""

import pytest
import spacy

from dipevents.annotate import Annotator
from dipevents.annotate.engine import Engine


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator(Engine(spacy.blank("en")))
