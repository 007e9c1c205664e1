"""The walk turned round, by mouse and by keys: what is sent, and what arrives."""
from driver import find, opened


def value(report, name):
    item = find(report, name)
    return item and item["value"]


def text(report, name):
    item = find(report, name)
    return item and item["text"]


def test_backward_by_mouse():
    app = opened("--sample", "overlapping")
    try:
        app.click("controls/walk/backward")
        app.wait_value("controls/walk/backward", "on")
        app.wait_value("controls/send/ones", "on")
        app.key("End")
        app.wait(lambda r: find(r, "formula/sent"), "sent and received")
        app.click("controls/send/own")
        app.wait_value("controls/send/own", "on")
        app.click("output/cell/0,0")
        app.wait(lambda r: find(r, "strip/edit"), "a cell to type into")
        app.type("9")
        app.wait(lambda r: text(r, "output/cell/0,0") == "9", "the number that was typed")
        app.key("Escape")
        app.key("Escape")
        app.click("controls/walk/forward")
        app.wait(lambda r: not find(r, "controls/send/own"), "the walk forward")
    finally:
        app.stop()


def test_backward_by_keys():
    app = opened("--sample", "gradient-overlap")
    try:
        app.key("End")
        app.wait(lambda r: text(r, "input/cell/1,1") == "4", "four windows' gradients")
        app.click("controls/send/own")
        app.wait_value("controls/send/own", "on")
        app.click("canvas")
        app.key("Return")
        app.wait(lambda r: "Gradient of output [0, 0]" in (text(r, "strip/edit") or ""), "the first output")
        app.type("5")
        app.wait(lambda r: text(r, "input/cell/1,1") == "8", "the input's gradient following")
        app.key("Tab")
        app.wait(lambda r: "[0, 1]" in (text(r, "strip/edit") or ""), "the next output")
        app.key("Escape")
        app.key("g")
        app.wait_value("controls/walk/forward", "on")
        app.wait(lambda r: text(r, "input/cell/1,1") == "9", "the value itself")
        app.key("ctrl+z")
        app.key("g")
        app.wait(lambda r: text(r, "input/cell/1,1") == "4", "the typed number undone")
    finally:
        app.stop()
