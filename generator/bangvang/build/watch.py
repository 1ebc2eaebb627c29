"""Watching content: whoever shows a preview is called as soon as a file is saved."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from bangvang.content.read.walk import Survey, survey

_LOOK_EVERY = 10
"""Seconds: of a folder on another machine the system tells no changes."""


def watch(
    content: Path, seen: Callable[[], Survey | None], changed: Callable[[], None]
) -> Callable[[], None]:
    """Call `changed` whenever a file below a folder changes; return what ends that.

    `seen` returns the files as they were when they were last shown. They are looked for now and
    then, too: where the system tells of no changes, those are found later.
    """
    handler = FileSystemEventHandler()
    handler.on_any_event = lambda event: changed()  # type: ignore[method-assign]
    told = [
        *(FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent),
        *(DirMovedEvent, DirDeletedEvent),
    ]
    observer = Observer()
    observer.schedule(handler, str(content), recursive=True, event_filter=told)
    # Where the system watches no more folders, they are looked for alone.
    with suppress(OSError):
        observer.start()
    ended = Event()

    def look() -> None:
        while not ended.wait(_LOOK_EVERY):
            before = seen()
            if before and survey(content).files != before.files:
                changed()

    Thread(target=look, daemon=True).start()

    def end() -> None:
        ended.set()
        if observer.is_alive():
            observer.stop()

    return end
