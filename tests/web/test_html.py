"""Every public page in every state is valid HTML, and complete for a screen reader."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.site import VIEWS, Seen
from tests.web.reading import BUDGET

STYLE = re.compile(r"(?s)<style>.*?</style>")
TYPED = ("input", "select", "textarea")
LANGUAGE = {"": "ja", "furigana": "ja", "english": "en"}


@pytest.fixture(scope="module")
def trees(site) -> dict[str, tuple[Seen, Element, list]]:
    """By view and name: the answer, its tree, and what the parser had to mend."""
    found = {}
    for view, pages in site.items():
        for name, seen in pages.items():
            parser = html5lib.HTMLParser(namespaceHTMLElements=False)
            tree = parser.parse(STYLE.sub("", seen.html))
            found[f"{view} {name}".strip()] = seen, tree, parser.errors
    return found


def faulty(trees, faults) -> dict[str, list]:
    """By page: what is wrong with it."""
    told = {name: list(faults(tree)) for name, (_, tree, _) in trees.items()}
    return {name: wrong for name, wrong in told.items() if wrong}


def words(element: Element) -> str:
    return "".join(element.itertext()).strip()


def test_parser_has_nothing_to_mend(trees):
    assert {name: errors for name, (_, _, errors) in trees.items() if errors} == {}


def markup(tree: Element) -> Iterator[str]:
    """Tags that are to be read, since they were drawn as text."""
    yield from re.findall("</?[a-z][^<>]*>", words(tree))


def test_markup_is_no_text(trees):
    assert faulty(trees, markup) == {}


def test_pages_are_in_their_language_with_a_title(site):
    for view, pages in site.items():
        for seen in pages.values():
            title = re.search(r"<title>(.*?)</title>", seen.html)[1]
            assert f'<html lang="{LANGUAGE[view]}"' in seen.html
            assert title.removesuffix(" - となり").removesuffix(" - Tonari").strip()


def headings(tree: Element) -> Iterator[str]:
    levels = [int(one.tag[1]) for one in tree.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    before = 0
    for level in levels:
        if level > before + 1:
            yield f"h{level} after h{before}"
        before = level


def test_headings_are_an_outline(trees):
    assert faulty(trees, headings) == {}


def pointers(tree: Element) -> Iterator[str]:
    """Ids that are there twice, and what points to none."""
    ids = Counter(one.get("id") for one in tree.iter() if one.get("id"))
    yield from (name for name, count in ids.items() if count > 1)
    for one in tree.iter():
        led = [one.get("for", "")] + one.get("aria-labelledby", "").split()
        led += one.get("aria-describedby", "").split()
        led += [one.get("href", "")[1:]] if one.get("href", "").startswith("#") else []
        yield from (f"#{name}" for name in led if name and name not in ids)


def test_everything_that_is_pointed_at_is_there_once(trees):
    assert faulty(trees, pointers) == {}


def nameless(tree: Element) -> Iterator[str]:
    """Boxes without a label, links and buttons without words, groups without a legend."""
    named = {one.get("for") for one in tree.iter("label") if words(one)}
    inside = {id(box) for one in tree.iter("label") if words(one) for box in one.iter()}
    for one in tree.iter():
        shown = one.tag in TYPED and one.get("type") != "hidden"
        if shown and id(one) not in inside and one.get("id") not in named:
            yield f"{one.tag} {one.get('name')}"
        if one.tag in ("a", "button", "summary") and not words(one):
            yield f"{one.tag} {one.get('href', '')}"
        if one.tag == "fieldset" and (len(one) == 0 or one[0].tag != "legend"):
            yield "fieldset"


def test_everything_to_press_or_fill_in_has_a_name(trees):
    assert faulty(trees, nameless) == {}


def foreign(tree: Element) -> Iterator[str]:
    """Scripts, styles beside our one sheet, and anything a browser would fetch."""
    for one in tree.iter():
        if one.tag in ("script", "iframe", "object", "embed", "img"):
            yield one.tag
        if one.tag == "link" and one.get("href") != "data:,":
            yield one.get("href")
        yield from (name for name in one.attrib if name == "style" or name.startswith("on"))


def test_pages_need_nothing_else(trees):
    assert faulty(trees, foreign) == {}


def test_errors_stand_at_their_field_and_in_the_summary(trees):
    """Each line of the summary leads to its box, which names its own error."""
    seen = 0
    for name, (_, tree, _) in trees.items():
        summaries = [one for one in tree.iter("div") if one.get("role") == "alert"]
        for link in (link for one in summaries for link in one.iter("a")):
            box = next(one for one in tree.iter() if one.get("id") == link.get("href")[1:])
            told = next(one for one in tree.iter() if one.get("id") == f"{box.get('id')}-error")
            assert f"{box.get('id')}-error" in box.get("aria-describedby", "").split(), name
            assert words(told)
            seen += 1
    assert seen == 9 * len(VIEWS)


def test_telephone_stands_in_the_same_place(trees):
    """First in the header, the same on every page: with its hours, one press away."""
    found = set()
    for _, tree, _ in trees.values():
        first = next(one for one in tree.iter() if one.get("class") == "call")
        header = next(tree.iter("header"))
        assert first in list(header.iter())
        found.add(first[0].get("href"))
    assert found == {"tel:0000000000"}


def test_pages_are_light_and_set_no_cookie(site):
    heavy, cookies = {}, []
    for view, pages in site.items():
        for name, seen in pages.items():
            size = len(gzip.compress(seen.html.encode(), mtime=0)) + sum(
                len(name) + len(value) + 4 for name, value in seen.headers.items()
            )
            if size > BUDGET:
                heavy[f"{view} {name}"] = size
            if "set-cookie" in seen.headers:
                cookies.append(name)
            assert "script-src" not in seen.headers["content-security-policy"]
            assert "default-src 'none'" in seen.headers["content-security-policy"]
    assert (heavy, cookies) == ({}, [])
