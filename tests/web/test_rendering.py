import pytest

import clock
from tests.conftest import NOON
from web import rendering


def test_ruby_escapes_what_it_wraps():
    assert rendering.ruby("<b>{漢字|かんじ}&") == (
        "&lt;b&gt;<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>&amp;"
    )


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("警察 #9110", '警察 <a href="tel:%239110">#9110</a>'),
        ("188番", '<a href="tel:188">188</a>番'),
        ("電話 0000-00-1234。", '電話 <a href="tel:0000-00-1234">0000-00-1234</a>。'),
        ("24時間", "24時間"),
        ('<a href="x">', "&lt;a href=&#34;x&#34;&gt;"),
    ],
)
def test_telephone_numbers_can_be_pressed(text, linked):
    assert rendering.phone_links(text) == linked


def test_hours_are_told_in_japan():
    noon = NOON.astimezone(clock.JST)

    assert rendering.hours(noon.replace(hour=10), noon.replace(hour=11, minute=30)) == (
        "午前10時〜11時30分"
    )


def test_style_is_sent_without_comments_and_line_breaks():
    assert [mark in rendering.STYLE for mark in ("/*", "\n")] == [False, False]


def test_city_without_a_row_has_no_telephone(schema):
    assert (rendering.city().phone, 'class="call"' in rendering.draw("privacy.html")) == ("", False)
