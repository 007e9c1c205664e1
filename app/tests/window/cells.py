"""The window's test, its cells: typed into, painted, resized, by the pointer and by keys alone."""
import time

from driver import find, opened, run


def value(report, cell):
    item = find(report, cell)
    return item["text"] if item else None


def typed(app, text):
    run("xdotool", "type", "--delay", "40", "--", text)


def test_cells_by_mouse():
    app = opened("--sample", "max-4x4", "--step", "4")
    try:
        app.click("input/cell/1,2")
        app.wait(lambda r: find(r, "strip/edit"), "the selected cell in the strip")
        typed(app, "7")
        report = app.wait(lambda r: value(r, "output/cell/0,1") == "7", "the output follows while typing")
        assert value(report, "input/cell/1,2") == "7", report["status"]
        app.key("Escape")
        app.wait(lambda r: value(r, "output/cell/0,1") == "2", "the old value")
        typed(app, "1/3")
        app.wait(lambda r: "0.3333" in find(r, "strip/edit")["text"], "what 1/3 is")
        app.click("input/cell/0,0")
        app.wait(lambda r: value(r, "input/cell/1,2") == "0.33", "a fraction")
        app.click("controls/numbers/fractions")
        app.wait(lambda r: value(r, "input/cell/1,2") == "1/3", "the fraction as one")
        app.click("bar/undo")
        app.wait(lambda r: value(r, "input/cell/1,2") == "1", "one step for one cell")
        assert not app.item("bar/undo")["enabled"]
    finally:
        app.stop()


def test_cells_by_keys():
    app = opened("--sample", "max-4x4", "--step", "4")
    try:
        app.key("F2")
        app.wait(lambda r: find(r, "strip/edit"), "the first cell")
        for number in ("4", "5", "-6"):
            typed(app, number)
            app.key("Tab")
        typed(app, "1..")
        app.wait(lambda r: "1.." in find(r, "strip/edit")["text"], "what isn't a number in the strip")
        app.key("Return")
        app.key("Escape")
        report = app.wait(lambda r: value(r, "input/cell/0,3") == "1", "the old value")
        assert [value(report, f"input/cell/0,{x}") for x in range(3)] == ["4", "5", "−6"], report["status"]
        app.key("Down")
        app.key("Return")
        app.key("BackSpace")
        typed(app, "88")
        app.wait(lambda r: value(r, "output/cell/0,1") == "88", "the last cell of the first rows")
        app.key("Return")
        app.key("Delete")
        app.wait(lambda r: value(r, "input/cell/2,3") == "0", "a cleared cell")
        t = app.report()["clock"]["t"]
        app.key("Escape")
        app.key("Left")  # the walk's again
        app.wait(lambda r: r["clock"]["t"] < t, "the keys back with the walk")
        for _ in range(5):
            app.key("ctrl+z")
        app.wait(lambda r: value(r, "input/cell/0,0") == "1" and not find(r, "bar/undo")["enabled"], "all undone")
    finally:
        app.stop()


def test_a_kernel_is_edited_like_the_input():
    app = opened("--sample", "sobel-edges", "--step", "16")
    try:
        before = value(app.report(), "output/cell/0,0")
        app.click("kernel/cell/1,2")
        app.wait(lambda r: find(r, "strip/edit"), "the selected weight in the strip")
        typed(app, "0")
        app.wait(lambda r: value(r, "output/cell/0,0") not in (before, None), "other outputs")
        app.key("Escape")
        app.wait(lambda r: value(r, "output/cell/0,0") == before, "the old weight")
    finally:
        app.stop()


def middle(app, name):
    x, y, w, h = app.item(name)["rect"]
    return x + w / 2, y + h / 2


def sweep(app, begin, end, steps=12):
    app.move(*begin)
    time.sleep(.2)
    run("xdotool", "mousedown", "1")
    time.sleep(.1)
    for i in range(1, steps + 1):
        app.move(*(a + (b - a) * i / steps for a, b in zip(begin, end)))
        time.sleep(.05)
    time.sleep(.1)
    run("xdotool", "mouseup", "1")


def test_paint():
    app = opened("--sample", "max-4x4", "--step", "4")
    try:
        app.key("p")
        typed(app, "8")
        app.wait(lambda r: find(r, "controls/paint/brush")["value"] == "on", "paint mode")
        app.wait_value("controls/paint/value", "8")
        sweep(app, middle(app, "input/cell/0,0"), middle(app, "input/cell/0,3"))
        report = app.wait(lambda r: value(r, "input/cell/0,3") == "8", "the painted row")
        assert all(value(report, f"input/cell/0,{x}") == "8" for x in range(4)), "a gap in the row"
        app.key("Escape")
        app.key("ctrl+z")
        report = app.wait(lambda r: value(r, "input/cell/0,0") == "1", "the row before")
        assert not find(report, "bar/undo")["enabled"], "a drag is one step"
    finally:
        app.stop()


def test_resize_and_fill():
    app = opened("--sample", "max-4x4", "--step", "4")
    try:
        x, y, w, _ = app.item("input/cell/0,0")["rect"]
        corner = middle(app, "input/corner")
        sweep(app, corner, (corner[0] + w, corner[1] - w))
        app.wait(lambda r: find(r, "input/cell/0,4") and not find(r, "input/cell/3,0"), "3 x 5")
        app.click("controls/input/plus")
        app.wait(lambda r: find(r, "input/cell/3,4"), "4 x 5")
        app.click("controls/fill/checker")
        app.wait(lambda r: {value(r, f"input/cell/0,{x}") for x in range(5)} == {"0", "9"}, "a chequered input")
        app.click("controls/fill/random")
        report = app.wait(lambda r: len({value(r, f"input/cell/0,{x}") for x in range(5)}) > 2, "random numbers")
        first = [value(report, f"input/cell/{y},{x}") for y in range(4) for x in range(5)]
        app.click("controls/seed/dice")
        app.wait(lambda r: [value(r, f"input/cell/{y},{x}") for y in range(4) for x in range(5)] != first, "others")
        app.wait_value("controls/seed/value", "8")
        app.key("ctrl+z")
        app.wait(lambda r: value(r, "input/cell/0,1") in ("0", "9"), "a fill and its seeds are one step")
    finally:
        app.stop()
