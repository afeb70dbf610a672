"""A class held with the network cut in the middle: everybody is there once, and then forgotten."""

import re
from io import BytesIO

import pytest
import qrcode
from PIL import Image
from playwright.sync_api import Page, expect
from sqlmodel import func, select

from models import (
    Attendance,
    Booking,
    BookingStatus,
    DoorEntry,
    DoorOutcome,
    Event,
    EventStatus,
    Person,
    Way,
)
from services.demo import PASSWORD
from tests.e2e.conftest import CHROMIUM, DESKTOP, PHONE, QUIET
from tests.e2e.hall import LAST_WAITS, READINGS, data_of, hold_a_class
from tests.e2e.screens import open_screen, press, told
from tests.e2e.server import Server

pytestmark = pytest.mark.browser
GIVEN = [reading.split()[1] for reading in READINGS]
KEPT_ON_THE_PHONE = """async () => [
    (await indexedDB.databases()).map((one) => one.name),
    await caches.keys(),
    (await navigator.serviceWorker.getRegistrations()).length,
]"""


def open_door(page: Page, event: str, *, ready: bool = True) -> None:
    page.goto(f"/staff/door/{event}")
    expect(page.get_by_role("heading", name="はじめてのスマートフォン")).to_be_visible()
    if ready:
        expect(page.get_by_text("準備ができました。")).to_be_visible()


def check_in(page: Page, *names: str, how: str = "受付") -> None:
    for name in names:
        page.get_by_role("button", name=f"架空 {name}を{how}").click()
        expect(page.get_by_role("button", name=f"架空 {name}の受付を取り消し")).to_be_visible()


def walk_in(page: Page, town: str, band: str) -> None:
    page.get_by_role("button", name="当日参加", exact=True).click()
    page.get_by_role("button", name=town, exact=True).click()
    page.get_by_role("button", name=band, exact=True).click()
    page.get_by_role("button", name="当日参加で受け付ける").click()
    expect(page.get_by_role("button", name=f"{town}　{band}の受付を取り消し")).to_be_visible()
    page.get_by_role("button", name="名簿", exact=True).click()


def says(page: Page, sentence: str) -> None:
    expect(page.locator("#net")).to_have_text(sentence)


def counts(page: Page, **expected: int) -> None:
    texts = [f"{label} {number}" for label, number in expected.items()]
    expect(page.locator("#counts div")).to_have_text(texts, use_inner_text=True)


def booking(db, name: str) -> Booking:
    return db.exec(
        select(Booking)
        .join(Person, Booking.person_id == Person.id)
        .join(Event, Booking.event_id == Event.id)
        .where(Person.name == f"架空 {name}")
        .order_by(Booking.id.desc())
    ).first()


def cancel(server: Server, name: str) -> None:
    with data_of(server) as db:
        row = booking(db, name)
        event = db.get_one(Event, row.event_id)
        row.status, row.cancelled_at = BookingStatus.CANCELLED, event.starts_at


def attended(server: Server, event: str) -> list[tuple[str, bool, bool, Way]]:
    """Whoever came: their name, whether on a seat, whether late, and how it was noted."""
    with data_of(server) as db:
        rows = db.exec(
            select(Person.name, Attendance.booking_id, Attendance.is_late, Attendance.way)
            .join(Person, Attendance.person_id == Person.id)
            .join(Event, Attendance.event_id == Event.id)
            .where(Event.public_id == event)
        )
        return sorted((name, seat is not None, late, way) for name, seat, late, way in rows)


def test_class_with_the_network_cut_in_the_middle(today, staff, visit):
    event = hold_a_class(today, by="tanaka")
    phone = staff(today.url, "tanaka", PHONE)
    open_door(phone, event)
    check_in(phone, *GIVEN[:3])
    walk_in(phone, "若葉町", "70〜74歳")
    says(phone, "すべて送りました")

    phone.context.set_offline(True)
    says(phone, "電波がありません。受付は続けられます。")
    check_in(phone, *GIVEN[3:6])
    says(phone, "電波がありません。まだ送っていない 3件")
    phone.reload()  # the worker brings the page, the phone itself its list
    says(phone, "電波がありません。まだ送っていない 3件")
    counts(phone, 出席=7, 申込=13, 当日参加=1, まだ=7)
    check_in(phone, *GIVEN[6:11])
    check_in(phone, GIVEN[11], how="遅刻で受付")
    walk_in(phone, "市外", "85歳以上")
    says(phone, "電波がありません。まだ送っていない 10件")

    second = staff(today.url, "tanaka", PHONE)  # meanwhile, with a network of its own
    open_door(second, event)
    check_in(second, GIVEN[4])
    says(second, "すべて送りました")
    cancel(today, GIVEN[7])

    phone.context.set_offline(False)
    says(phone, "すべて送りました")
    expect(phone.locator("#doubts")).to_contain_text(
        f"架空 {GIVEN[7]}さんの申込は「取り消し」になっています。"
    )
    decide(staff(today.url, "sato", DESKTOP), event, GIVEN[7])
    phone.get_by_role("button", name="いま送る").click()
    expect(phone.locator("#doubts")).to_be_hidden()
    counts(phone, 出席=14, 申込=12, 当日参加=3, まだ=1)

    seated = [name for name in GIVEN[:12] if name != GIVEN[7]]
    assert attended(today, event) == sorted(
        [
            *((f"架空 {name}", True, name == GIVEN[11], Way.OFFLINE) for name in seated),
            (f"架空 {GIVEN[7]}", False, False, Way.OFFLINE),
            ("", False, False, Way.OFFLINE),
            ("", False, False, Way.OFFLINE),
        ]
    )
    report(today, event)
    for device in (phone, second):
        device.get_by_role("button", name="いま送る").click()
        expect(device.get_by_text("この教室の受付は終わりました。")).to_be_visible()
        expect(device.locator("li")).to_have_count(0)
        assert device.evaluate(KEPT_ON_THE_PHONE) == [[], [], 0]


def decide(office: Page, event: str, name: str) -> None:
    open_screen(office, "conflicts", f"?event={event}")
    expect(office.get_by_text(f"架空 {name}さんの申込は「取り消し」")).to_be_visible()
    press(office, "出席にする")
    told(office, "出席にしました。")


def report(server: Server, event: str) -> None:
    with data_of(server) as db:
        db.exec(select(Event).where(Event.public_id == event)).one().status = EventStatus.REPORTED


def test_slip_of_the_finger_without_a_network(today, staff):
    """Undone, tapped twice, and done again: the server hears it all and counts once."""
    event = hold_a_class(today, by="tanaka")
    phone = staff(today.url, "tanaka", PHONE)
    open_door(phone, event)
    phone.context.set_offline(True)

    arrive = phone.get_by_role("button", name=f"架空 {GIVEN[0]}を受付")
    undo = phone.get_by_role("button", name=f"架空 {GIVEN[0]}の受付を取り消し")
    arrive.dblclick()
    phone.wait_for_timeout(1_100)  # what comes within a second of a tap is a slip
    undo.click()
    check_in(phone, GIVEN[0], GIVEN[1])
    phone.wait_for_timeout(1_100)
    phone.get_by_role("button", name=f"架空 {GIVEN[1]}の受付を取り消し").click()
    check_in(phone, LAST_WAITS.split()[1], how="当日参加")
    says(phone, "電波がありません。まだ送っていない 6件")
    phone.context.set_offline(False)
    says(phone, "すべて送りました")

    came = [name for name, *_ in attended(today, event)]
    assert came == sorted([f"架空 {GIVEN[0]}", f"架空 {LAST_WAITS.split()[1]}"])


def test_signed_out_meanwhile(today, staff):
    """What was noted stays on the phone; after signing in again it is sent by itself."""
    event = hold_a_class(today, by="tanaka")
    phone = staff(today.url, "tanaka", PHONE)
    open_door(phone, event)
    phone.context.set_offline(True)
    check_in(phone, GIVEN[0])
    cookies = phone.context.cookies()
    phone.context.clear_cookies()
    phone.context.set_offline(False)

    expect(phone.get_by_role("alert")).to_contain_text("サインインの期限が切れました。")
    says(phone, "サインインが必要です。まだ送っていない 1件")
    assert attended(today, event) == []
    phone.context.add_cookies(cookies)
    phone.reload()
    says(phone, "すべて送りました")

    assert len(attended(today, event)) == 1


def test_somebody_else_signs_in_on_the_phone(today, staff):
    """The names are not for them; what was noted waits for somebody of the class."""
    event = hold_a_class(today, by="tanaka")
    phone = staff(today.url, "tanaka", PHONE)
    open_door(phone, event)
    phone.context.set_offline(True)
    check_in(phone, GIVEN[0])
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    says(phone, "サインインが必要です。まだ送っていない 1件")

    phone.context.request.post("/login", form={"login": "suzuki", "password": PASSWORD})
    phone.get_by_role("button", name="いま送る").click()
    says(phone, "送れません。まだ送っていない 1件")
    expect(phone.locator("li")).to_have_count(0)
    expect(phone.locator("#said")).to_be_empty()
    phone.context.request.post("/login", form={"login": "tanaka", "password": PASSWORD})
    phone.reload()
    says(phone, "すべて送りました")

    assert len(attended(today, event)) == 1


def test_two_tabs_of_one_phone_send_each_entry_once(today, staff):
    event = hold_a_class(today, by="tanaka")
    first = staff(today.url, "tanaka", PHONE)
    open_door(first, event)
    second = first.context.new_page()
    open_door(second, event)
    first.context.set_offline(True)
    check_in(first, *GIVEN[:3])
    check_in(second, *GIVEN[3:5])

    first.context.set_offline(False)
    says(first, "すべて送りました")
    says(second, "すべて送りました")

    with data_of(today) as db:
        public = select(Event.id).where(Event.public_id == event)
        entries = select(func.count()).where(DoorEntry.event_id.in_(public))
        assert db.exec(entries.where(DoorEntry.outcome == DoorOutcome.DONE)).one() == 5
        assert db.exec(entries).one() == 5


def test_card_is_typed_where_there_is_no_camera(today, staff):
    event = hold_a_class(today, by="tanaka")
    phone = staff(today.url, "tanaka", PHONE)
    open_door(phone, event)
    with data_of(today) as db:
        code = db.get_one(Person, booking(db, GIVEN[2]).person_id).card_code
    phone.context.set_offline(True)
    phone.get_by_role("button", name="参加証", exact=True).click()
    box = phone.get_by_label("参加証の番号（6文字）")

    box.fill("AAAAAC")
    box.press("Enter")
    expect(phone.locator("#said")).to_contain_text("参加証の番号がちがうようです。")
    box.fill(f" {code[:3].lower()}-{code[3:].lower()} ")
    box.press("Enter")
    expect(phone.locator("#said")).to_have_text(f"架空 {GIVEN[2]}さんを受け付けました。")
    box.fill(code)
    box.press("Enter")
    expect(phone.locator("#said")).to_contain_text("もう受付済みです")

    phone.context.set_offline(False)
    says(phone, "すべて送りました")
    assert [name for name, *_ in attended(today, event)] == [f"架空 {GIVEN[2]}"]


def test_card_is_read_by_the_camera(browser, today, tmp_path):
    """Debian's Chromium reads no QR codes by itself: the server does, from small pictures."""
    event = hold_a_class(today, by="tanaka")
    with data_of(today) as db:
        code = db.get_one(Person, booking(db, GIVEN[2]).person_id).card_code
    film = tmp_path / "card.mjpeg"
    film.write_bytes(photograph(code) * 30)
    sees = f"--use-file-for-fake-video-capture={film}"
    allowed = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    with browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*QUIET, *allowed, sees]
    ) as seeing:
        context = seeing.new_context(base_url=today.url, viewport=PHONE, permissions=["camera"])
        context.request.post("/login", form={"login": "tanaka", "password": PASSWORD})
        phone = context.new_page()
        open_door(phone, event, ready=False)
        phone.get_by_role("button", name="参加証", exact=True).click()
        phone.get_by_role("button", name="カメラで読む").click()
        expect(phone.locator("#said")).to_have_text(f"架空 {GIVEN[2]}さんを受け付けました。")
        phone.get_by_role("button", name="カメラを止める").click()
        phone.get_by_role("button", name="名簿", exact=True).click()
        expect(phone.get_by_role("button", name=f"架空 {GIVEN[2]}の受付を取り消し")).to_be_visible()
        says(phone, "すべて送りました")

    assert [name for name, *_ in attended(today, event)] == [f"架空 {GIVEN[2]}"]


def photograph(text: str) -> bytes:
    """What a camera sees of a card on a table."""
    scene = Image.new("RGB", (640, 480), "#888")
    code = qrcode.make(text, box_size=6).get_image().convert("RGB")
    scene.paste(code.rotate(8, expand=True, fillcolor="#888"), (150, 120))
    out = BytesIO()
    scene.save(out, "JPEG", quality=70)
    return out.getvalue()


def test_wiping_by_hand_asks_twice_while_something_is_unsent(today, staff):
    event = hold_a_class(today, by="tanaka")
    phone = staff(today.url, "tanaka", PHONE)
    open_door(phone, event)
    phone.context.set_offline(True)
    check_in(phone, GIVEN[0])
    questions, answers = [], [True, False, True, True]

    def answer(dialog) -> None:
        questions.append(dialog.message)
        dialog.accept() if answers.pop(0) else dialog.dismiss()

    phone.on("dialog", answer)
    wipe = phone.get_by_role("button", name="この端末から消す")
    wipe.click()
    says(phone, "電波がありません。まだ送っていない 1件")
    wipe.click()
    expect(phone.get_by_text("この端末から消しました。")).to_be_visible()

    assert [re.match(".*?。", one).group() for one in questions] == [
        "まだ送っていない受付が1件あります。",
        "本当に消しますか。",
    ] * 2
    phone.context.set_offline(False)
    assert phone.evaluate(KEPT_ON_THE_PHONE) == [[], [], 0]
