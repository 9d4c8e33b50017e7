"""Bytes to text: byte-order mark, declared charset, UTF-8, then a careful guess."""

import codecs
import re
from dataclasses import dataclass

from dipevents.errors import IngestError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_STARTS = (
    (b"%PDF-", "a PDF file: extract its text first"),
    (b"PK\x03\x04", "a zip archive or an office document: extract its text first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "compressed with gzip: unpack it first"),
    (b"PAR1", "a parquet file: give it the suffix .parquet"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_SEQUENCES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_NO_TEXT = "is no text in any encoding known here; pass encoding=... if it is"
_FEW = 8  # NUL characters that a text may hold by accident
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Guesses are limited to what newsrooms used to write in: with all of Python's codecs
# to choose from, charset-normalizer calls cp1252 text cp775 or cp037.
_GUESSES = [
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "koi8_r",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "cp1252",
]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was read.

    Args:
        text: The text, without a byte-order mark.
        encoding: The Python codec that read it.
        note: What a user should know: empty for plain UTF-8 or a declared charset.
    """

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text that the bytes hold.

    The order is: the encoding asked for, a byte-order mark, the charset that HTML or
    XML declares, UTF-8, UTF-8 with a few broken bytes (each becomes U+FFFD), a guess
    by charset-normalizer among the usual encodings of news, and cp1252 where that is
    unsure.

    Args:
        data: The bytes of a file or of one line.
        encoding: The encoding to use, whatever the bytes look like.

    Returns:
        Text and codec.

    Raises:
        IngestError: The bytes are no text, or not in the encoding asked for.
    """
    if encoding is not None:
        return _decode_as_asked(data, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, codec)
    for start, what in _BINARY_STARTS:
        if data.startswith(start):
            msg = f"is {what}"
            raise IngestError(msg)
    declared = _decode_declared(data)
    if declared is not None:
        return declared
    wide = _wide_without_mark(data)
    if wide is not None:
        return wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_damaged(data)
    if data.count(0) > _FEW and _looks_binary(text):
        raise IngestError(_NO_TEXT)
    return Decoded(text, "utf-8")


def has_wide_mark(data: bytes) -> bool:
    """Whether the bytes begin with a mark of UTF-16 or UTF-32."""
    return any(data.startswith(mark) for mark, codec in _MARKS if codec != "utf-8-sig")


def _decode_as_asked(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except LookupError as error:
        msg = f'unknown encoding "{encoding}"; use a name that Python knows: "utf-8"'
        raise IngestError(msg) from error
    except (UnicodeError, ValueError) as error:
        msg = f"is not in the encoding asked for ({encoding}): {error}"
        raise IngestError(msg) from error
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _decode_marked(data: bytes, codec: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeDecodeError:
        text = data.decode(codec, errors="replace")
        return Decoded(text, codec, f"{codec} with broken bytes, each now U+FFFD")


def _decode_declared(data: bytes) -> Decoded | None:
    # Only markup declares: a line of JSON may quote such a tag.
    start = data[:4096].lstrip()
    match = _DECLARED.search(start) if start.startswith(b"<") else None
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii", errors="ignore")
    # Browsers read "iso-8859-1" as cp1252, and so do those who write it.
    if name.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        name = "cp1252"
    try:
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError, ValueError):
        return None  # a false declaration is worse than none: go on


def _wide_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 that lacks its mark: every other byte of Western text is zero."""
    sample = data[:2000]
    if len(sample) < 8:
        return None
    for codec, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.4 * len(zeros) and sample.count(0) <= len(zeros):
            try:
                return Decoded(data.decode(codec), codec, codec)
            except UnicodeDecodeError:
                return None
    return None


def _decode_damaged(data: bytes) -> Decoded:
    high = sum(byte >= 0x80 for byte in data)
    whole = sum(len(found) for found in _SEQUENCES.findall(data))
    if whole and whole >= 0.8 * high:
        text = data.decode("utf-8", errors="replace")
        note = f"utf-8 with {text.count(chr(0xFFFD))} broken places, each now U+FFFD"
        return Decoded(text, "utf-8", note)
    decoded = _guess(data) if high > 0.15 * len(data) else None
    if decoded is None:
        try:
            decoded = Decoded(data.decode("cp1252"), "cp1252", "cp1252 (assumed)")
        except UnicodeDecodeError:
            decoded = _guess(data)
    if decoded is None or _looks_binary(decoded.text):
        raise IngestError(_NO_TEXT)
    return decoded


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(data, cp_isolation=_GUESSES, threshold=0.15).best()
    except (UnicodeError, ValueError, LookupError):
        return None
    if best is None:
        return None
    return Decoded(str(best), best.encoding, f"{best.encoding} (guessed)")


def _looks_binary(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > 0.02 * len(text)
