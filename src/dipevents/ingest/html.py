"""Web pages to articles; the only importer of trafilatura."""

from dipevents.errors import IngestError, MissingExtraError

# htmldate would take today as the last day that is believed; we have no clock.
_LAST_DAY = "2100-12-31"
_FIRST_DAY = "1990-01-01"


def article_of_page(page: str) -> dict[str, object]:
    """The article of a web page: its text, and what the page says about it.

    Args:
        page: The source of the page.

    Returns:
        Text, and where told: title, published, source, url, author.

    Raises:
        MissingExtraError: trafilatura is not installed.
        IngestError: No article was found in the page.
    """
    try:
        import trafilatura
        from lxml.etree import LxmlError  # type: ignore[import-untyped]
    except ImportError as error:
        msg = "reading .html needs trafilatura: pip install 'dipevents[html]'"
        raise MissingExtraError(msg) from error
    try:
        found = trafilatura.bare_extraction(
            page,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,  # dates in the prose are no publication date
                "min_date": _FIRST_DAY,
                "max_date": _LAST_DAY,
            },
        )
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError) as error:
        msg = f"is HTML that cannot be read: {error}"
        raise IngestError(msg) from error
    fields = found if isinstance(found, dict) else found.as_dict() if found else {}
    if not fields.get("text"):
        msg = "is a page in which no article was found"
        raise IngestError(msg)
    names = {
        "text": "text",
        "title": "title",
        "date": "published",
        "sitename": "source",
        "url": "url",
        "author": "author",
    }
    return {
        ours: fields[theirs] for theirs, ours in names.items() if fields.get(theirs)
    }
