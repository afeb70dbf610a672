"""Furigana proposed for a text: a beginning for the writer, who knows how it is really read."""

import re

from japanese import furigana
from japanese.kana import to_hiragana
from japanese.words import Word, words

# 学年別漢字配当表 (小学校学習指導要領 平成29年告示), the first three years: read without help.
EASY = frozenset(
    "一右雨円王音下火花貝学気九休玉金空月犬見五口校左三山子四糸字耳七車手十出女小上森人水正生"
    "青夕石赤千川先早草足村大男竹中虫町天田土二日入年白八百文木本名目立力林六"
    "引羽雲園遠何科夏家歌画回会海絵外角楽活間丸岩顔汽記帰弓牛魚京強教近兄形計元言原戸古午後語"
    "工公広交光考行高黄合谷国黒今才細作算止市矢姉思紙寺自時室社弱首秋週春書少場色食心新親図数"
    "西声星晴切雪船線前組走多太体台地池知茶昼長鳥朝直通弟店点電刀冬当東答頭同道読内南肉馬売買"
    "麦半番父風分聞米歩母方北毎妹万明鳴毛門夜野友用曜来里理話"
    "悪安暗医委意育員院飲運泳駅央横屋温化荷界開階寒感漢館岸起期客究急級宮球去橋業曲局銀区苦具"
    "君係軽血決研県庫湖向幸港号根祭皿仕死使始指歯詩次事持式実写者主守取酒受州拾終習集住重宿所"
    "暑助昭消商章勝乗植申身神真深進世整昔全相送想息速族他打対待代第題炭短談着注柱丁帳調追定庭"
    "笛鉄転都度投豆島湯登等動童農波配倍箱畑発反坂板皮悲美鼻筆氷表秒病品負部服福物平返勉放味命"
    "面問役薬由油有遊予羊洋葉陽様落流旅両緑礼列練路和"
)
# What the dictionary reads otherwise than people say it, as it is to be marked.
SAID = {
    furigana.plain(marked): marked
    for marked in (
        "{一度|いちど}",
        "{日本|にほん}",
        "{既読|きどく}",
        "{生年月日|せいねんがっぴ}",
        "お{金|かね}",
        "お{札|さつ}",
        "{長押|ながお}し",
        "{言|い}う",
    )
}
_SAID = re.compile("|".join(SAID))
_KANJI = re.compile(r"[一-鿿㐀-䶿々〆]+")
_KANA = re.compile(r"[ぁ-ゖー]+")


def proposed(text: str, *, every: bool = False) -> str:
    """The text with marks at its words in kanji; marks that stand there already are kept.

    every: also where all kanji are learnt in the first three years of school.
    """
    return "".join(
        f"{{{part}|{reading}}}" if reading else _marked(part, every)
        for part, reading in furigana.pairs(text)
    )


def _marked(text: str, every: bool) -> str:
    end, found = 0, []
    for known in _SAID.finditer(text):
        marked = SAID[known[0]]
        hard = every or not set("".join(_KANJI.findall(known[0]))) <= EASY
        found += [_looked_up(text[end : known.start()], every), marked if hard else known[0]]
        end = known.end()
    return "".join((*found, _looked_up(text[end:], every)))


def _looked_up(text: str, every: bool) -> str:
    return "".join(_mark(word) if _needs(word, every) else word.text for word in words(text))


def _needs(word: Word, every: bool) -> bool:
    kanji = "".join(_KANJI.findall(word.text))
    is_known = bool(_KANA.fullmatch(word.reading)) and not set("{|}") & set(word.text)
    return bool(kanji) and is_known and (every or not set(kanji) <= EASY)


def _mark(word: Word) -> str:
    """繰り返し as {繰|く}り{返|かえ}し; as a whole where kana and reading do not meet.

    The dictionary takes 絵（アイコン） for one word: what stands in brackets is none of it.
    """
    bare, bracket, rest = word.text.partition("（")
    if bracket:
        return _mark(word._replace(text=bare)) + bracket + rest
    parts = re.split(rf"({_KANJI.pattern})", word.text)
    pattern = "".join(
        "(.+?)" if at % 2 else re.escape(to_hiragana(part)) for at, part in enumerate(parts)
    )
    found = re.fullmatch(pattern, word.reading)
    if not found:
        return f"{{{word.text}|{word.reading}}}"
    readings = iter(found.groups())
    return "".join(
        f"{{{part}|{next(readings)}}}" if at % 2 else part for at, part in enumerate(parts)
    )
