"""A mail server on loopback that keeps what it takes, and does what the file `mode` of its folder says.

Arguments: folder, port. Each letter becomes a file; each thing that happens, a line of the file `log`.
"""
import asyncio, os, pathlib, signal, sys, time
from aiosmtpd.controller import Controller

folder, port = pathlib.Path(sys.argv[1]), int(sys.argv[2])


def mode():
    return (folder / "mode").read_text().split()


def log(words):
    with open(folder / "log", "a") as out:
        out.write(words + "\n")


class Keeping:
    async def handle_RCPT(self, server, session, envelope, address, options):
        word = mode()[0]
        log(f"rcpt {address} {word}")
        if word == "later":
            return "451 4.3.2 please try again later"
        if word == "never":
            return "550 5.1.1 no such mailbox here"
        if word == "hold":
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        word, *rest = mode()
        if word == "slow":
            await asyncio.sleep(6)
        name = folder / f"{time.time_ns()}.eml"
        name.with_suffix(".part").write_bytes(b"X-Rcpt: " + envelope.rcpt_tos[0].encode() + b"\r\n" + envelope.original_content)
        name.with_suffix(".part").rename(name)
        log(f"taken {envelope.rcpt_tos[0]}")
        if word == "fall":
            # The answer goes out to a process that stands still, and then ends: it never hears it.
            pid = int(rest[0])
            os.kill(pid, signal.SIGSTOP)
            asyncio.get_running_loop().call_later(0.2, lambda: (os.kill(pid, signal.SIGKILL), log("fallen")))
        return "250 OK"


controller = Controller(Keeping(), hostname="127.0.0.1", port=port)
controller.start()
log("listening")
while True:
    time.sleep(3600)
