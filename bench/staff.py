"""People at work on the staff screens: `python -m bench.staff URL SESSIONS`.

Each signs in, opens Streamlit's websocket as a browser does, goes from screen to screen, and types
or chooses something there, until the standard input ends. Prints "ready" when all of them see their
first screen, and at last how long each rerun took, in seconds, as a list.
"""

import asyncio
import json
import random
import sys
from itertools import cycle
from time import perf_counter

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from services.demo import PASSWORD

LOGINS = ("sato", "yamaguchi", "kanri")
SCREENS = ("", "events", "phone", "questions", "schedule", "calls", "sheets", "consultations")
THINKS = (3.0, 7.0)  # seconds between two actions
PATIENCE = 60  # seconds until a rerun counts as failed
WORDS = ("みほん", "写真", "さとう", "LINE", "")


class Desk:
    """One open tab."""

    def __init__(self, socket, chance: random.Random) -> None:
        self._socket, self._chance = socket, chance
        self._screen = self._hash = ""
        self._widgets: dict[str, list[str]] = {}  # what can be typed into or chosen, and how
        self._typed: dict[str, str] = {}

    async def go(self, screen: str) -> None:
        self._screen, self._hash, self._typed = screen, "", {}
        await self._rerun()

    async def change(self) -> None:
        """Type into a box or choose from a list, whichever this screen has; else run it again."""
        if self._widgets:
            name = self._chance.choice(sorted(self._widgets))
            self._typed[name] = self._chance.choice(self._widgets[name])
        await self._rerun()

    async def _rerun(self) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.page_name, state.page_script_hash = self._screen, self._hash
        state.context_info.timezone, state.context_info.locale = "Asia/Tokyo", "ja-JP"
        for name, text in self._typed.items():
            state.widget_states.widgets.add(id=name, string_value=text)
        await self._socket.send(message.SerializeToString())
        self._widgets = {}
        async with asyncio.timeout(PATIENCE):
            while not self._heard(ForwardMsg.FromString(await self._socket.recv())):
                pass

    def _heard(self, message: ForwardMsg) -> bool:
        """Note what the screen shows; whether it is complete."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._hash = message.new_session.page_script_hash
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._note(message.delta.new_element)
        if kind == "script_finished" and message.script_finished not in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        ):
            return False  # another run follows at once
        return kind == "script_finished"

    def _note(self, element) -> None:
        if element.HasField("text_input") and not element.text_input.form_id:
            self._widgets[element.text_input.id] = list(WORDS)
        if element.HasField("selectbox") and not element.selectbox.form_id:
            self._widgets[element.selectbox.id] = list(element.selectbox.options)
        if element.HasField("exception"):
            raise RuntimeError(f"{self._screen}: {element.exception.message}")


async def signed_in(url: str, login: str) -> str:
    """The cookies of a sign-in."""
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE) as browser:
        await browser.post("/login", data={"login": login, "password": PASSWORD})
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


class Office:
    """`seconds`: what each rerun took while the measuring went on."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._begin, self._end = asyncio.Event(), asyncio.Event()
        self.seconds: list[float] = []

    async def work(self, sessions: int) -> None:
        logins = (LOGINS[number % len(LOGINS)] for number in range(sessions))
        cookies = [await signed_in(self._url, login) for login in logins]
        opened = [asyncio.Event() for _ in cookies]
        people = [
            asyncio.create_task(self._sit(number, cookie, opened[number]))
            for number, cookie in enumerate(cookies)
        ]
        await asyncio.gather(*(one.wait() for one in opened))
        print("ready", flush=True)
        self._begin.set()
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        self._end.set()
        await asyncio.gather(*people)

    async def _sit(self, number: int, cookie: str, opened: asyncio.Event) -> None:
        chance = random.Random(number)
        there = f"{self._url.replace('http', 'ws', 1)}/staff/_stcore/stream"
        heads = {"additional_headers": {"Cookie": cookie}, "origin": self._url}
        how = {
            "subprotocols": ["streamlit"],
            "max_size": None,
            "compression": None,
            "ping_interval": None,
        }
        async with connect(there, **heads, **how) as socket:
            desk = Desk(socket, chance)
            await desk.go("")
            opened.set()
            await self._begin.wait()
            for step in cycle(("go", "change", "change")):
                await asyncio.sleep(chance.uniform(*THINKS))
                if self._end.is_set():
                    return
                begun = perf_counter()
                await (desk.go(chance.choice(SCREENS)) if step == "go" else desk.change())
                self.seconds.append(perf_counter() - begun)


async def main(url: str, sessions: int) -> None:
    office = Office(url)
    await office.work(sessions)
    print(json.dumps(office.seconds))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
