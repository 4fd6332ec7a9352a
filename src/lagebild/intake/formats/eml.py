"""E-mails: the text of the message, plain where there is one, else its HTML; attachments are left."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart

from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.xml import fragment_text

# The standard library's parser of headers and addresses fails in all these ways on damaged mail.
_DAMAGED = (
    ValueError, LookupError, TypeError, AttributeError, IndexError, AssertionError, RecursionError, OverflowError,
)  # fmt: skip


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The one message of a file."""
    data = source.read(options.max_bytes)
    try:
        yield _raw(email.message_from_bytes(data, policy=email.policy.default), source.name)
    except _DAMAGED as error:
        raise StopSource(
            f"the message is damaged ({type(error).__name__}: {str(error)[:100]})", "Export it anew"
        ) from None


def _raw(message: EmailMessage, name: str) -> Raw:
    body = message.get_body(("plain", "html"))
    if body is None:
        raise StopSource("the message has no text", "If its text is attached, save the attachment and read that")
    text = _content(body)
    if body.get_content_subtype() == "html":
        text = fragment_text(text)
    if not text.strip():
        raise StopSource("the message has no text", "If its text is attached, save the attachment and read that")
    sender = message["From"]
    addresses = getattr(sender, "addresses", ())
    return Raw(
        text=text.replace("\r\n", "\n"),
        source=name,
        id=_header(message, "Message-ID"),
        title=_header(message, "Subject"),
        published=_header(message, "Date"),
        publisher=(addresses[0].display_name or addresses[0].domain or None) if addresses else None,
        language=(_header(message, "Content-Language") or "")[:2] or None,
        dated_from=name,
    )


def _content(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, ValueError):
        from lagebild.intake.encoding import decode

        payload = body.get_payload(decode=True)
        return decode(payload if isinstance(payload, bytes) else b"")


def _header(message: EmailMessage, name: str) -> str | None:
    """A header in one line; none where it is damaged: the text can be read all the same."""
    try:
        return " ".join(str(message[name] or "").split()) or None
    except _DAMAGED:
        return None
