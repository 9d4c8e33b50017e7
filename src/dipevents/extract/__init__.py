"""AnnotatedDocument → events: the built-in extractor, driven by the rule files."""

from dipevents.extract.rules import RuleExtractor, SkippedTrigger

__all__ = ["RuleExtractor", "SkippedTrigger"]
