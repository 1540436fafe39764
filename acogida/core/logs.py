"""How things are logged: lines for people at a terminal, one JSON object a line for machines."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# A part of an address as long as a personal link's secret, with a digit: whoever reads the log may not use
# it. A long name of a page with a year in it is hidden too, which does no harm.
SECRET = re.compile(r"(?<=/)(?=[\w:-]*\d)(?=[\w:-]*[A-Za-z])[\w:-]{24,}(?=[/.?\s]|$)")


def without_secrets(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The line with the secrets of personal links taken out of the addresses in it."""
    event = line.get("event")
    if isinstance(event, str):
        line["event"] = SECRET.sub("…", event)
    return line


def configuration(*, level: str, for_machines: bool) -> dict[str, Any]:
    """What Django's LOGGING takes. Every logger, ours and others', writes in the same way to stderr."""
    before = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    after: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, without_secrets]
    if for_machines:
        # Never the values of variables: they may be somebody's password or address.
        traces = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        after.append(structlog.processors.ExceptionRenderer(traces))
        after.append(structlog.processors.JSONRenderer(ensure_ascii=False))
    else:
        plain = structlog.dev.plain_traceback
        after.append(structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain))
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": before,
                "processors": after,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": level},
    }
