"""``python -m bench.mailbox``: a mail server that takes everything and keeps nothing.

It prints its port at the start; SIGTERM ends it.
"""

import asyncio
from contextlib import suppress


async def main() -> None:
    """Serve until the end."""
    server = await asyncio.start_server(_talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError, asyncio.IncompleteReadError):  # a desk that was killed
        await _take_letters(reader, writer)
    writer.close()


async def _take_letters(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 localhost\r\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        if verb == b"DATA":
            writer.write(b"354 Go on\r\n")
            await reader.readuntil(b"\r\n.\r\n")
        writer.write(b"221 Goodbye\r\n" if verb == b"QUIT" else b"250 Good\r\n")
        await writer.drain()


if __name__ == "__main__":
    asyncio.run(main())
