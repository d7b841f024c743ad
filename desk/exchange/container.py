"""Opens a file of an export, packed or not: as it is, gzip, or a zip that holds one file."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desk.exchange.records import ExchangeError

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of the file, to be read from the start and again.

    Raises ExchangeError where it cannot be read, packed wrongly, damaged or cut off.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
            file.seek(0)
            if start.startswith(_ZIP):
                with zipfile.ZipFile(file) as archive, archive.open(_only_member(archive)) as inner:
                    yield inner
            elif start.startswith(_GZIP):
                with gzip.open(file) as unpacked:
                    yield io.BufferedReader(unpacked)
            else:
                yield file
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise ExchangeError(f"the packed file is damaged or cut off ({error})") from None
    except NotImplementedError:
        raise ExchangeError("the zip file is packed in a way that cannot be read here") from None
    except OSError as error:
        raise ExchangeError(f"it cannot be read: {error.strerror or error}") from None


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one file in it; what a Mac adds beside does not count."""
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and not member.filename.startswith("__MACOSX/")
        and not member.filename.rpartition("/")[2].startswith(".")
    ]
    if not members:
        raise ExchangeError("there is no file in the zip file")
    if len(members) > 1:
        names = ", ".join(member.filename for member in members[:3])
        raise ExchangeError(
            f"there are {len(members)} files in the zip file ({names}); "
            "unpack it and import them one by one"
        )
    if members[0].flag_bits & 0x1:
        raise ExchangeError("the zip file is locked with a password; unpack it first")
    return members[0]
