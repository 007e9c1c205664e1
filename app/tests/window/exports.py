"""The export pane by mouse and by keys, and the picture on the clipboard."""
import os
import shutil
import subprocess
import tempfile
import time

from driver import find, opened, run


def text(report, name):
    item = find(report, name)
    return item and item["text"]


def value(report, name):
    item = find(report, name)
    return item and item["value"]


def begins(path):
    with open(path, "rb") as file:
        return file.read(8)


def test_export_by_mouse():
    folder = tempfile.mkdtemp(prefix="poolwalk-export-")
    app = opened("--sample", "max-4x4", "--time", "2.77", folder=folder)
    try:
        app.click("bar/export")
        app.wait(lambda r: find(r, "export/go") and not find(r, "controls/code"), "the pane")
        app.wait(lambda r: "kB" in text(r, "export/go"), "the figure's size")
        assert value(app.report(), "export/path") == "figures/max-4x4.svg"
        app.click("export/go")
        app.wait(lambda r: "max-4x4.svg" in (text(r, "toast") or ""), "the toast")
        figure = os.path.join(folder, "figures", "max-4x4.svg")
        assert begins(figure).startswith(b"<svg"), begins(figure)
        app.wait(lambda r: text(r, "export/go").startswith("Replace"), "the file is there now")

        app.click("export/set/what/walk")
        app.wait(lambda r: "240" in value(r, "export/page"), "what the animation holds")
        app.click("export/set/size/half")
        app.wait_value("export/set/width/value", "960")
        app.click("export/go")
        app.wait(lambda r: find(r, "export/progress"), "progress")
        app.click("export/close")  # it goes on beside the canvas
        app.wait(lambda r: find(r, "controls/code") and not find(r, "export/go"), "the controls again")
        app.wait(lambda r: "max-4x4.gif" in (text(r, "toast") or ""), "the animation written")
        assert begins(os.path.join(folder, "figures", "max-4x4.gif"))[:6] == b"GIF89a"
        assert sorted(os.listdir(os.path.join(folder, "figures"))) == ["max-4x4.gif", "max-4x4.svg"]
    finally:
        app.stop()


def test_cancel_keeps_the_old_file():
    folder = tempfile.mkdtemp(prefix="poolwalk-export-")
    os.mkdir(os.path.join(folder, "figures"))
    old = os.path.join(folder, "figures", "max-4x4.gif")
    with open(old, "w", encoding="utf-8") as file:
        file.write("old")
    app = opened("--sample", "max-4x4", folder=folder)
    try:
        app.key("ctrl+e")
        app.click("export/set/what/walk")
        app.wait(lambda r: text(r, "export/go").startswith("Replace"), "the old file seen")
        app.click("export/go")
        app.click("export/cancel")
        app.wait(lambda r: not find(r, "export/cancel") and find(r, "toast"), "it ends")
        with open(old, encoding="utf-8") as file:
            assert file.read() == "old", "a cancelled export has written"
        assert os.listdir(os.path.join(folder, "figures")) == ["max-4x4.gif"]
    finally:
        app.stop()


def test_export_by_keys():
    folder = tempfile.mkdtemp(prefix="poolwalk-export-")
    app = opened("--sample", "average-4x4", folder=folder)
    try:
        app.key("ctrl+e")
        app.wait(lambda r: find(r, "export/go"), "the pane")
        app.focus("export/set/what/sheet")
        app.key("Return")
        app.wait_value("export/set/what/sheet", "on")
        app.focus("export/set/title")
        app.key("space")
        app.wait_value("export/set/title", "on")
        app.key("Right")  # a switch has the keyboard: the walk stays where it is
        app.focus("export/path")
        app.key("ctrl+a")
        app.type("talk/steps.png")
        app.wait_value("export/set/format/png", "on")  # the ending chooses
        app.key("Return")
        app.wait(lambda r: "steps.png" in (text(r, "toast") or ""), "the toast")
        assert begins(os.path.join(folder, "talk", "steps.png")) == b"\x89PNG\r\n\x1a\n"
        app.go("Escape")  # leaves the path
        app.key("Escape")
        app.wait(lambda r: find(r, "controls/code"), "the controls again")

        # What was written brings its experiment back.
        app.drop(os.path.join(folder, "talk", "steps.png"))
        app.wait(lambda r: text(r, "bar/title") == "Average 4 × 4", "the experiment of the figure")
    finally:
        app.stop()


def test_a_broken_chain_is_not_exported():
    app = opened("--sample", "too-deep")
    try:
        app.key("ctrl+e")
        report = app.wait(lambda r: find(r, "export/hint"), "why not")
        assert not find(report, "export/go")["enabled"]
    finally:
        app.stop()


def test_picture_on_the_clipboard():
    if not shutil.which("xclip"):
        print("  without xclip: skipped")
        return
    app = opened("--sample", "max-4x4", "--time", "2.77")
    try:
        app.key("ctrl+shift+c")
        app.wait(lambda r: text(r, "toast") == "Picture copied", "the toast")
        time.sleep(.2)
        png = subprocess.run(["xclip", "-selection", "clipboard", "-t", "image/png", "-o"],
                             capture_output=True, timeout=20).stdout
        assert png[:8] == b"\x89PNG\r\n\x1a\n" and b"poolwalk:1:" in png, png[:80]
    finally:
        app.stop()
        run("pkill", "xclip")
