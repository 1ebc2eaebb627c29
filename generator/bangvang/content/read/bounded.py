"""Reading files of others: ordinary ones, and no more of them than can be meant."""

import errno
import os
import stat
from pathlib import Path


def read_bounded(path: Path, most: int) -> bytes:
    """Return the bytes of a file of at most so many.

    Raise `OSError` for a file that cannot be read, has more, or is a pipe, a device or a folder,
    which might never end. A link is followed.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with open(descriptor, "rb") as file:  # noqa: PTH123
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))
        data = file.read(most + 1) if found.st_size <= most else b""
        if found.st_size > most or len(data) > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        return data
