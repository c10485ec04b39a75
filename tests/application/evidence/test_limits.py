"""The table of limits: every row can be looked up again."""

from application.evidence import limits


def test_every_limit_has_its_source_and_day() -> None:
    """A row has a positive value with a unit, and says where it was read, and when."""
    assert len({(each.name, each.unit) for each in limits.ALL}) == len(limits.ALL)
    for each in limits.ALL:
        assert each.value > 0
        assert each.unit
        assert each.source
        assert each.read_on == limits.READ_ON


def test_our_pdf_fits_all() -> None:
    """It has no more pages and bytes than any of the processors takes, but for requests for information and Mexico."""
    pages = [each.value for each in limits.ALL if each.unit == "pages"]
    octets = [each.value for each in limits.ALL if each.unit == "bytes"]
    assert limits.OWN_PAGES.value <= min(set(pages) - {limits.REQUEST_PAGES.value})
    assert limits.OWN_BYTES.value <= min(set(octets) - {limits.MEXICO_PDF.value})


def test_the_window_is_inside_both_readings() -> None:
    """Visa says 120 to 365 days, Stripe 120 to 364."""
    assert 120 < limits.PRIOR_NEWEST.value < limits.PRIOR_OLDEST.value < 364
