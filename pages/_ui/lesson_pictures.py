"""The pictograms by names one can choose from, and as pictures on a screen."""

from base64 import b64encode

from handouts.pictograms.svg import drawn

NAMES = {
    "app": "アプリの絵を押す",
    "app_store": "アプリを入れる",
    "home": "最初の画面",
    "power": "電源のボタン",
    "volume": "音量のボタン",
    "swipe_up": "下から上へすべらせる",
    "swipe_side": "横へすべらせる",
    "scroll": "上下に動かす",
    "pinch": "2本の指で広げる",
    "tap_hold": "長く押す",
    "list": "ならびから選ぶ",
    "keyboard": "文字を入れる",
    "flick": "指をすべらせて打つ",
    "voice": "声で入れる",
    "back": "もどる",
    "camera": "カメラを開く",
    "shutter": "写真をとる",
    "photo": "写真を見る",
    "photo_pick": "写真を選ぶ",
    "send": "送る",
    "message": "メッセージ",
    "mail": "メール",
    "phone_call": "電話をかける",
    "phone_end": "電話を切る",
    "video_call": "ビデオ通話",
    "mute": "声を止める",
    "relay": "文字で読む電話",
    "search": "さがす",
    "browser": "ホームページ",
    "address_bar": "さがす欄",
    "map": "地図",
    "pin": "場所のしるし",
    "route": "行き方",
    "settings": "設定",
    "toggle": "スイッチ",
    "wifi": "Wi-Fi",
    "battery": "電池",
    "text_size": "文字の大きさ",
    "update": "更新",
    "lock": "鍵",
    "password": "暗証番号",
    "fingerprint": "指紋",
    "qr_scan": "QRコードを読む",
    "card": "マイナンバーカード",
    "card_touch": "カードにのせる",
    "bank": "お金・銀行",
    "hospital": "病院",
    "pharmacy": "薬",
    "ambulance": "救急車",
    "walk": "歩く",
    "water": "水・川",
    "mountain": "山・高さ",
    "warning": "注意",
    "shield": "安全",
    "question": "聞く・わからない",
    "ai": "AI",
    "paper": "紙・書類",
    "calendar": "こよみ・日にち",
    "done": "できあがり",
    "trash": "ごみ箱・消す",
}


def image(name: str, css: str = "pic") -> str:
    """The picture as an element of a page."""
    code = b64encode(drawn(name).encode()).decode()
    return f'<img class="{css}" alt="{NAMES[name]}" src="data:image/svg+xml;base64,{code}">'
