"""Pictures by mouse alone and by keys alone: zoom, pan, the line between two, counts."""
import subprocess
import time

from driver import find, opened


def text(report, name):
    item = find(report, name)
    return item["text"] if item else ""


def pitch(report):
    return float(text(report, "picture/zoom/value").split(" ")[0] or 0)


def turn(app, name, button, times):
    app.over(name)
    subprocess.run(["xdotool", "click", "--repeat", str(times), "--delay", "60", button], check=True)


def test_zoom_by_mouse():
    app = opened("--sample", "low-pixel", "--step", "1250")
    try:
        whole = text(app.report(), "input")
        assert whole == "0–335, 0–447", whole
        turn(app, "input", "4", 8)
        app.wait(lambda r: pitch(r) > 3, "a closer look")
        for _ in range(7):
            app.click("picture/zoom/plus")
        report = app.wait(lambda r: pitch(r) >= 36, "cells that carry numbers")
        before = text(report, "input")
        app.drag("input", .8, .2)
        app.wait(lambda r: text(r, "input") not in ("", before), "other cells after a drag")
        assert pitch(app.report()) >= 36
        app.click("picture/channel/2")
        app.wait(lambda r: "blue" in text(r, "strip/step") or find(r, "picture/channel/2"), "the blue channel")
        app.click("picture/one")
        app.wait(lambda r: pitch(r) == 1, "one to one")
        app.click("picture/fit")
        app.wait(lambda r: text(r, "input") == whole and not find(r, "picture/fit"), "the whole again")
    finally:
        app.stop()


def test_zoom_by_keys():
    app = opened("--sample", "low-pixel", "--step", "1250")
    try:
        for _ in range(9):
            app.key("equal")
            time.sleep(.3)
        report = app.wait(lambda r: pitch(r) >= 8, "a closer look")
        before = text(report, "input")
        app.key("shift+Right")
        app.wait(lambda r: text(r, "input") != before, "cells further right")
        app.key("Home")
        app.wait(lambda r: text(r, "input").startswith("0–"), "the picture follows its window")
        near = pitch(app.report())
        app.key("minus")
        app.wait(lambda r: 0 < pitch(r) < near, "a step back")
        app.key("0")
        app.wait(lambda r: not find(r, "picture/fit"), "the whole")
        app.key("equal")
        app.wait(lambda r: find(r, "picture/fit"), "closer once more")
        app.key("Escape")
        app.wait(lambda r: not find(r, "picture/fit"), "the whole, by Esc")
    finally:
        app.stop()


def test_two_pictures_meet_at_a_line():
    app = opened("--sample", "low-pixel", "--step", "2352")
    try:
        app.key("c")
        app.wait(lambda r: text(r, "picture/split") == "50 %", "two halves")
        x, y, w, h = app.item("picture/split")["rect"]
        app.move(x + w / 2, y + 40)
        time.sleep(.2)
        subprocess.run(["xdotool", "mousedown", "1"], check=True)
        for i in range(1, 9):
            app.move(x + w / 2 + 12 * i, y + 40)
            time.sleep(.05)
        time.sleep(.3)
        subprocess.run(["xdotool", "mouseup", "1"], check=True)
        report = app.wait(lambda r: text(r, "picture/split") not in ("", "50 %"), "the line elsewhere")
        moved = text(report, "picture/split")
        app.focus("picture/split")
        app.key("Left")
        app.wait(lambda r: text(r, "picture/split") != moved, "the line by a cell")
        app.key("Escape")
        app.key("c")
        app.wait(lambda r: not find(r, "picture/split"), "one picture again")
    finally:
        app.stop()
