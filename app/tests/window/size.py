"""“I need a size”, by mouse and by keys."""
import time

from driver import find, opened


def value(report, name):
    item = find(report, name)
    return item and item["value"]


def test_size_by_mouse():
    app = opened("--sample", "max-4x4", "--size", "1600x1000")
    try:
        app.choose("bar/title", "bar/menu/size")
        report = app.wait(lambda r: find(r, "size/need/value"), "the pane")
        assert value(report, "size/need/value") == "2" and value(report, "size/given/value") == "4"
        assert value(report, "size/answer/0") == "on", "what it is already isn't marked"
        assert not find(report, "controls/code"), "the controls are still there"

        app.over("size/answer/1")
        time.sleep(.5)
        assert not app.item("bar/undo")["enabled"], "looking at an answer has changed something"
        name = app.item("size/answer/1")["text"]
        app.click("size/answer/1")
        app.wait_value("size/answer/1", "on")
        report = app.wait(lambda r: find(r, "bar/undo")["enabled"], "one change")
        assert find(report, "output")["text"] == "0–1, 0–1"

        # The input follows when it isn't what was asked for.
        for given in 5, 6:
            app.click("size/given/plus")
            app.wait_value("size/given/value", str(given))
        app.wait(lambda r: find(r, "size/answer/0")["text"] == "Kernel 3, stride 3", "other answers")
        app.click("size/answer/0")
        app.wait(lambda r: "6 × 6" in find(r, "ribbon/input")["text"], "a larger input")
        app.click("bar/undo")
        report = app.wait(lambda r: not find(r, "bar/undo")["enabled"], "all of it was one change")
        assert "4 × 4" in find(report, "ribbon/input")["text"] and name
        app.click("size/close")
        app.wait(lambda r: find(r, "controls/code") and not find(r, "size"), "the controls again")
    finally:
        app.stop()


def test_size_by_keys():
    app = opened("--sample", "max-4x4", "--size", "1600x1000")
    try:
        app.focus("formula/output")
        app.key("Return")
        app.wait(lambda r: find(r, "size/need/value"), "the pane")
        app.focus("size/need/value")
        app.key("Up")
        app.wait_value("size/need/value", "3")
        app.wait(lambda r: find(r, "size/answer/0")["text"] == "Kernel 2, stride 1", "answers for 3 out of 4")
        app.focus("size/answer/0")
        app.key("Return")
        app.wait_value("size/answer/0", "on")
        app.wait(lambda r: find(r, "output")["text"] == "0–2, 0–2", "a 3 x 3 output")
        app.go("Escape")  # leaves the card
        app.key("Escape")
        app.wait(lambda r: not find(r, "size"), "the controls again")
        app.wait_value("controls/stride/value", "1")
        app.key("ctrl+z")
        app.wait(lambda r: not find(r, "output/cell/2,2"), "as it was")
    finally:
        app.stop()


def test_only_adaptive_gives_more():
    app = opened("--sample", "max-4x4", "--size", "1024x700")
    try:
        app.click("formula/output")
        for want in 3, 4, 5, 6:
            app.click("size/need/plus")
            app.wait_value("size/need/value", str(want))
        report = app.wait(lambda r: find(r, "size/answer/0")["text"] == "Adaptive 6 × 6", "the only answer")
        assert not find(report, "size/answer/1")
        app.click("size/answer/0")
        app.wait(lambda r: find(r, "output")["text"] == "0–5, 0–5", "a 6 x 6 output")
    finally:
        app.stop()
