"""A learner's hour in the window's test: a 3x3 from a book, Sobel x, relu, pooling; another order, a chain that
breaks, a fix; everything undone, the program started again. By mouse (typing apart), then by keys alone."""
import os
import tempfile
import time

from cells import typed, value
from driver import find, opened, run
from stages import chip, chips

BOOK = [["1", "2", "0"], ["4", "−1", "3"], ["2", "0", "5"]]


def numbers(report):
    return [[value(report, f"input/cell/{y},{x}") for x in range(3)] for y in range(3)]


def exhaust(app, button, press):
    """Presses until the button has nothing left to do; how often."""
    for steps in range(100):
        if not find(app.report(), button)["enabled"]:
            return steps
        press()
        time.sleep(.4)  # what it changes may show in a thumbnail only
        if find(app.report(), f"{button}/0"):  # a slow click is a long one: the list of changes is open
            app.click(f"{button}/0")
            app.wait(lambda r: not find(r, f"{button}/0"), "the list gone")
    raise AssertionError("there is no end of it")


def everything(report):
    """What a learner would call “as it was”."""
    cells = sorted((i["id"], i["text"]) for i in report["items"] if "/cell/" in i["id"])
    controls = sorted((i["id"], i["value"]) for i in report["items"] if i["id"].startswith("controls/"))
    return chips(report), cells, controls, find(report, "bar/title")["text"], bool(find(report, "card"))


def started(folder):
    return opened("--keep-state", config=os.path.join(folder, "config"), state=os.path.join(folder, "state"))


def finish(app, folder, undo, redo):
    """Undone and done again; then the program ends, and another one has it all."""
    built = everything(app.report())
    steps = exhaust(app, "bar/undo", undo)
    assert everything(app.report()) != built and steps > 10, steps
    exhaust(app, "bar/redo", redo)
    app.wait(lambda r: everything(r) == built, "everything done again")
    app.close()
    again = started(folder)
    try:
        again.wait(lambda r: everything(r) == built, "everything as it was")
    finally:
        again.stop()


def test_a_lesson_by_mouse():
    folder = tempfile.mkdtemp(prefix="poolwalk-lesson-")
    app = started(folder)
    try:
        app.choose("bar/title", "bar/menu/new")
        app.click("controls/input/minus")
        app.click("controls/input/w/minus")
        app.wait(lambda r: find(r, "input/cell/2,2") and not find(r, "input/cell/3,3"), "3 x 3")
        for y, row in enumerate(BOOK):
            for x, number in enumerate(row):
                app.click(f"input/cell/{y},{x}")
                place = f"[{y}, {x}]"
                app.wait(lambda r: find(r, "strip/edit") and place in find(r, "strip/edit")["text"], place)
                typed(app, number.replace("−", "-"))
                app.wait(lambda r: value(r, f"input/cell/{y},{x}") == number, number)
        app.choose("ribbon/add", "ribbon/add/conv")
        app.click("controls/preset/sobel_x")
        app.click("controls/padding/plus")
        app.choose("ribbon/add", "ribbon/add/relu")
        report = app.wait(lambda r: chips(r) == ["max_pool", "conv", "relu"], "three stages")
        pool = chip(report, "max_pool")
        x, y, w, h = app.item(chip(report, "relu"))["rect"]
        app.lift(pool)
        app.carry(x + w, y + h / 2)
        app.release()
        app.wait(lambda r: chips(r) == ["conv", "relu", "max_pool"], "the pooling last")
        app.click(pool)
        app.wait(lambda r: find(r, pool)["value"] == "on", "the pooling watched")
        app.click("controls/kernel/value")
        typed(app, "7")
        app.key("Return")
        app.wait(lambda r: find(r, "card/fix/0"), "the card")
        app.click("card/fix/0")
        app.wait(lambda r: not find(r, "card/fix/0"), "a chain that works")
        assert numbers(app.report()) != BOOK  # the pooling's input is what relu gave
        finish(app, folder, lambda: app.click("bar/undo"), lambda: app.click("bar/redo"))
    finally:
        app.stop()


def press(app, name, key="Return"):
    app.focus(name)
    before = app.report()["sequence"]
    app.key(key)
    app.wait(lambda r: r["sequence"] > before, f"what {key} on {name} does")


def pick(app, opener, entry):
    """From a popover: it takes the focus when it opens and gives it back when it closes."""
    press(app, opener)
    app.wait(lambda r: find(r, entry) and r["focused"] != opener, f"{opener} open")
    press(app, entry)
    app.wait(lambda r: not find(r, entry), f"{entry} taken")


def test_a_lesson_by_keys():
    folder = tempfile.mkdtemp(prefix="poolwalk-lesson-")
    app = started(folder)
    try:
        pick(app, "bar/title", "bar/menu/new")
        app.wait(lambda r: find(r, "bar/title")["text"] == "New", "a new one")
        for side in ("controls/input/value", "controls/input/w/value"):
            app.focus(side)
            app.key("Down")
            app.wait_value(side, "3")
        app.key("Escape")
        app.key("Return")  # no control has the keyboard: the first cell
        app.wait(lambda r: find(r, "strip/edit"), "the first cell")
        for row in BOOK:
            for number in row:
                typed(app, number.replace("−", "-"))
                app.key("Tab")
        app.wait(lambda r: numbers(r) == BOOK, "the book's numbers")
        pick(app, "ribbon/add", "ribbon/add/conv")
        press(app, "controls/preset/sobel_x")
        press(app, "controls/padding/value", "Up")
        pick(app, "ribbon/add", "ribbon/add/relu")
        report = app.wait(lambda r: chips(r) == ["max_pool", "conv", "relu"], "three stages")
        pool = chip(report, "max_pool")
        app.focus(pool)
        app.key("alt+Right")
        app.key("alt+Right")
        app.wait(lambda r: chips(r) == ["conv", "relu", "max_pool"], "the pooling last")
        press(app, pool)
        app.wait(lambda r: find(r, pool)["value"] == "on", "the pooling watched")
        app.focus("controls/kernel/value")
        typed(app, "7")
        app.key("Return")
        app.wait(lambda r: find(r, "card/fix/0"), "the card")
        press(app, "card/fix/0")
        app.wait(lambda r: not find(r, "card/fix/0"), "a chain that works")
        finish(app, folder, lambda: run("xdotool", "key", "ctrl+z"), lambda: run("xdotool", "key", "ctrl+shift+z"))
    finally:
        app.stop()
