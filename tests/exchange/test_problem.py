from exchange.problem import Level, doubt, error, quoted, worst


def test_worst_is_an_error_before_a_doubt():
    assert worst([doubt("甲"), error("乙"), doubt("丙")]) is Level.ERROR
    assert worst([doubt("甲")]) is Level.DOUBT
    assert worst([]) is None


def test_quoted_fits_into_a_sentence():
    assert quoted("一行目\n二行目") == "「一行目 二行目」"
    assert quoted("長" * 41) == f"「{'長' * 40}…」"
