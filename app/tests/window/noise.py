"""Noise, shift and what they change, by mouse and by keys."""
from driver import find, opened


def chosen(name):
    return lambda r: find(r, name)["value"] == "on"


def test_noise_by_mouse():
    app = opened("--sample", "low-pixel", "--size", "1600x1000")
    try:
        report = app.report()
        assert find(report, "controls/noise/none")["value"] == "on"
        assert not find(report, "controls/noise/amount"), "an amount of no noise"
        assert not find(report, "controls/changes")["enabled"], "changes by nothing"

        app.click("controls/noise/salt")
        report = app.wait(lambda r: find(r, "controls/noise/amount"), "its amount")
        assert find(report, "controls/noise/amount")["text"] == "1 %"
        app.wait(lambda r: find(r, "bar/undo")["enabled"], "one change")

        # One drag is one change.
        app.drag("controls/noise/amount", .1, .8)
        app.wait(lambda r: find(r, "controls/noise/amount")["text"] not in ("1 %", "0 %"), "more of it")
        app.click("bar/undo")
        app.wait(lambda r: find(r, "controls/noise/amount")["text"] == "1 %", "the whole drag back")

        app.click("controls/noise/seed/dice")
        app.wait_value("controls/noise/seed/value", "8")
        app.click("controls/shift/right")
        app.wait(chosen("controls/shift/right"), "the shift")
        app.click("controls/changes")
        app.wait_value("controls/changes", "on")
        app.click("bar/undo")  # the shift, not the view
        app.wait(chosen("controls/shift/none"), "no shift")
        app.wait_value("controls/changes", "on")

        app.click("controls/noise/none")
        app.wait(lambda r: not find(r, "controls/noise/amount"), "no noise")
    finally:
        app.stop()


def test_noise_by_keys():
    app = opened("--sample", "low-pixel", "--size", "1600x1000")
    try:
        app.focus("controls/noise/none")
        app.key("Right")
        app.wait(chosen("controls/noise/salt"), "salt and pepper")
        app.key("Right")
        app.wait(chosen("controls/noise/gaussian"), "Gaussian")
        assert app.item("controls/noise/amount")["text"] == "10 %", "an amount that can't be seen"
        app.focus("controls/noise/amount")
        app.key("Right")
        app.wait(lambda r: find(r, "controls/noise/amount")["text"] == "11 %", "a step more")
        app.key("Left")
        app.key("Left")
        app.wait(lambda r: find(r, "controls/noise/amount")["text"] == "9 %", "two less")
        app.focus("controls/shift/none")
        app.key("Left")
        app.wait(chosen("controls/shift/up"), "a shift")
        app.focus("controls/changes")
        app.key("space")
        app.wait_value("controls/changes", "on")
    finally:
        app.stop()


def test_noise_where_there_is_little_room():
    app = opened("--sample", "low-pixel", "--size", "1024x700")
    try:
        app.click("controls/noise/salt")
        app.wait(lambda r: find(r, "controls/noise/seed/value"), "its rows")
        app.click("controls/changes")
        app.wait_value("controls/changes", "on")
    finally:
        app.stop()


def test_numbers_have_no_noise():
    app = opened("--sample", "max-4x4", "--size", "1600x1000")
    try:
        assert not find(app.report(), "controls/noise/none"), "noise for sixteen numbers"
    finally:
        app.stop()
