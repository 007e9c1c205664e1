"""Receptive fields and comparisons, by mouse alone and by keys alone."""
from driver import find, opened


def text(report, name):
    item = find(report, name)
    return item["text"] if item else ""


def side_b(report):
    return next(i["id"] for i in report["items"] if i["id"].startswith("ribbon/stage/") and i["text"].startswith("B "))


def test_receptive_field_by_mouse():
    app = opened("--sample", "three-stages", "--step", "4")
    try:
        app.click("output/cell/0,1")
        report = app.wait(lambda r: find(r, "strip/field"), "the chain")
        assert "Output [0, 1] = 5" in text(report, "strip/field")
        assert text(report, "field/size/0") == "4 × 4 seen, 3 × 3 decide"
        app.over("stage/1/cell/1,1")
        app.wait(lambda r: "conv [1, 1] = −3" in text(r, "strip/field"), "what the pointer is over")
        app.click("stage/0/cell/0,5")
        app.wait(lambda r: "reaches 1 cell of max_pool" in text(r, "strip/field"), "the way forward")
        app.click("stage/0/cell/0,5")
        app.wait(lambda r: not find(r, "strip/field") and find(r, "output/cell/0,0"), "the walk again")
    finally:
        app.stop()


def test_receptive_field_by_keys():
    app = opened("--sample", "three-stages", "--step", "4")
    try:
        app.key("f")
        app.wait(lambda r: "Output [1, 1]" in text(r, "strip/field"), "the current step's value")
        app.key("Up")
        app.wait(lambda r: "Output [0, 1]" in text(r, "strip/field"), "the value above")
        app.key("Tab")
        app.wait(lambda r: "Output [1, 0]" in text(r, "strip/field"), "the next one")
        app.key("Tab")
        app.key("Tab")
        app.wait(lambda r: "Input [0, 0]" in text(r, "strip/field"), "the next grid")
        app.key("shift+Tab")
        app.wait(lambda r: "Output [1, 1]" in text(r, "strip/field"), "back again")
        app.key("Escape")
        app.wait(lambda r: not find(r, "strip/field"), "the walk again")
    finally:
        app.stop()


def test_compare_by_mouse():
    app = opened("--sample", "max-4x4", "--step", "2")
    try:
        app.click("bar/compare")
        report = app.wait(lambda r: text(r, "compare/count") == "2 of 2 so far differ", "two lanes")
        assert text(report, "difference/cell/0,0") == "5.25"
        b = side_b(report)
        app.click("controls/side/b")
        app.wait_value(b, "on")
        app.click("controls/stride/minus")
        report = app.wait(lambda r: "3 × 3" in text(r, "compare/count"), "another stride on the one side")
        assert find(report, "controls/differs/stride"), "nothing says that the strides differ"
        assert not find(report, "controls/differs/kernel_size")
        app.click("bar/undo")
        app.wait(lambda r: text(r, "compare/count") == "2 of 2 so far differ", "one stride")
        app.click("input/cell/0,0")
        app.wait(lambda r: r["status"] == "type a number, arrows move", "a chosen cell")
        app.type("7")
        app.wait(lambda r: text(r, "other/cell/0,0") == "5.25", "both sides from one input")
        app.key("Escape")
        app.key("Escape")
        app.right_click(b)
        app.click("ribbon/menu/swap")
        app.wait(lambda r: text(r, "difference/cell/0,0") == "−5.25", "the sides swapped")
        app.right_click(b)
        app.click("ribbon/menu/leave")
        app.wait(lambda r: not find(r, "compare/count"), "one stage")
    finally:
        app.stop()


def test_compare_by_keys():
    app = opened("--sample", "average-4x4")
    try:
        app.key("c")
        app.wait(lambda r: find(r, "compare/count"), "two lanes")
        app.key("End")
        app.wait(lambda r: text(r, "compare/count") == "4 of 4 so far differ", "the end on both sides")
        app.focus("controls/side/a")
        app.key("Right")
        app.wait_value("controls/side/b", "on")
        app.key("Escape")
        app.key("a")
        app.wait(lambda r: text(r, "compare/count") == "0 of 4 so far differ", "an average on both sides")
        app.key("c")
        app.wait(lambda r: not find(r, "compare/count"), "one stage")
    finally:
        app.stop()
