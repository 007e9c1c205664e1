"""Code that is pasted or dropped: one line at once, a script through its dialog, by mouse alone and by keys alone."""
import os
import shutil
import subprocess
import time

from driver import find, opened
from stages import chips

LINE = "nn.MaxPool2d(3, stride=1)"
SCRIPT = """import torch, torch.nn as nn
x = torch.tensor([[1, 0, 0, 0, 1], [0, 1, 0, 1, 0], [0, 0, 1, 0, 0], [0, 1, 0, 1, 0], [1, 0, 0, 0, 1]])
conv = nn.Conv2d(1, 1, kernel_size=3, padding=1)
drop = nn.Dropout(0.5)
pool = nn.MaxPool2d(2, stride=3)
y = pool(conv(x)).round()
"""


def copied(text):
    """The clipboard's owner; None without xclip."""
    if not shutil.which("xclip"):
        print("  without xclip: skipped")
        return None
    owner = subprocess.Popen(["xclip", "-selection", "clipboard", "-quiet"], stdin=subprocess.PIPE,
                             stderr=subprocess.DEVNULL)
    owner.stdin.write(text.encode())
    owner.stdin.close()
    return owner


def pasted(app, text, shows):
    """Pastes until it is there: the clipboard's owner may need a moment."""
    owner = copied(text)
    if not owner:
        return None
    for _ in range(20):
        app.key("ctrl+v")
        end = time.monotonic() + 2
        while time.monotonic() < end:
            if find(app.report(), shows):
                return owner
            time.sleep(.05)
    owner.terminate()
    raise AssertionError(f"“{shows}” never came")


def gone(owner):
    owner.terminate()
    owner.wait()


def test_pasted_code_by_mouse():
    app = opened("--sample", "max-4x4")
    owner = None
    try:
        owner = pasted(app, LINE, "toast/button")
        if not owner:
            return
        assert LINE in find(app.report(), "toast")["text"]
        app.wait(lambda r: find(r, "output/cell/1,1"), "a 2 x 2 output")
        app.click("toast/button")
        app.wait(lambda r: not find(r, "bar/undo")["enabled"], "nothing left to undo")
        gone(owner)
        owner = pasted(app, SCRIPT, "paste/use")
        report = app.report()
        assert find(report, "paste/line/4")["value"] == "no stage", find(report, "paste/line/4")
        assert find(report, "paste/line/6")["value"] == "used"
        assert "5 × 5" in find(report, "paste/input")["text"]
        app.click("paste/cancel")
        app.wait(lambda r: not find(r, "paste"), "no dialog")
        assert chips(app.report()) == ["max_pool"]
        gone(owner)
        owner = pasted(app, SCRIPT, "paste/use")
        app.click("paste/use")
        app.wait(lambda r: chips(r) == ["conv", "max_pool"], "the script's stages")
        app.click("bar/undo")
        app.wait(lambda r: chips(r) == ["max_pool"], "all of it undone")
    finally:
        if owner:
            gone(owner)
        app.stop()


def test_pasted_code_by_keys():
    app = opened("--sample", "max-4x4")
    owner = None
    try:
        owner = pasted(app, SCRIPT, "paste/use")
        if not owner:
            return
        app.wait(lambda r: r["focused"] == "paste/use", "the focus on Use it")
        app.go("Tab")
        assert app.report()["focused"].startswith("paste/"), "Tab leaves the dialog"
        app.key("Escape")
        app.wait(lambda r: not find(r, "paste"), "no dialog")
        assert chips(app.report()) == ["max_pool"]
        gone(owner)
        owner = pasted(app, SCRIPT, "paste/use")
        app.key("Return")
        app.wait(lambda r: chips(r) == ["conv", "max_pool"], "the script's stages")
        app.key("ctrl+z")
        app.wait(lambda r: chips(r) == ["max_pool"], "all of it undone")
    finally:
        if owner:
            gone(owner)
        app.stop()


def test_a_dropped_script():
    app = opened("--sample", "max-4x4")
    try:
        file = os.path.join(app.folder, "lesson.py")
        with open(file, "w", encoding="utf-8") as out:
            out.write(SCRIPT)
        app.drop(file)
        app.click("paste/use")
        app.wait(lambda r: chips(r) == ["conv", "max_pool"], "the script's stages")
        assert find(app.report(), "bar/title")["text"] == "lesson.py"
    finally:
        app.stop()
