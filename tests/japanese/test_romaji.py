import pytest

from japanese import romaji


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        ("ちゅうおうちょう", "Chūōchō"),
        ("とうきょう", "Tōkyō"),
        ("にっちょう", "Nitchō"),
        ("ラーメン", "Rāmen"),
        ("わかば こうみんかん", "Wakaba kōminkan"),
        ("A棟", "A棟"),
    ],
)
def test_reading_in_latin_letters(reading, told):
    assert romaji.of(reading) == told
