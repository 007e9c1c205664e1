"""The experiment as a script, by mouse and by keys."""
import shutil
import subprocess
import time

from driver import find, opened, run


def pasted():
    """What is on the clipboard."""
    return subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, text=True, timeout=20).stdout


def test_code_by_mouse():
    app = opened("--sample", "conv-then-pool")
    try:
        app.click("controls/code")
        app.wait(lambda r: find(r, "bar/code/text"), "the script")
        app.wait_value("bar/code/torch", "on")
        app.wait_value("bar/code/text", "pool = nn.MaxPool2d(2, stride=3)")
        app.click("bar/code/numpy")
        app.wait(lambda r: "sliding_window_view" in find(r, "bar/code/text")["value"], "NumPy's script")
        app.click("bar/code/copy")
        app.wait(lambda r: find(r, "bar/code/copy")["text"] == "Copied", "it says so")
        if shutil.which("xclip"):
            script = pasted()
            assert "np.einsum" in script and "assert_array_equal(y, [[[[1, 3], [3, 1]]]])" in script, script
        app.click("bar/code/all")
        app.wait_value("bar/code/all", "off")
        app.click("bar/code/copy")
        app.wait(lambda r: find(r, "bar/code/copy")["text"] == "Copied", "it says so")
        if shutil.which("xclip"):
            time.sleep(.2)
            assert "einsum" not in pasted(), "all stages, although one was asked for"
        app.click("bar/code/keras")
        app.wait(lambda r: "MaxPooling2D" in find(r, "bar/code/text")["value"], "Keras' script")
        app.move(40, 300)
        run("xdotool", "click", "1")
        app.wait(lambda r: not find(r, "bar/code/text"), "it is closed by a click beside it")
    finally:
        app.stop()


def test_code_by_keys():
    app = opened("--sample", "adaptive-5x5")
    try:
        app.focus("controls/code")
        app.key("Return")
        app.wait(lambda r: r["focused"] == "bar/code/torch", "the script")
        app.go("Right")
        app.wait_value("bar/code/keras", "on")
        report = app.wait(lambda r: "windows of one size" in find(r, "bar/code/text")["text"], "why there is none")
        assert not find(report, "bar/code/copy")["enabled"]
        app.go("Left")
        app.wait_value("bar/code/torch", "on")
        app.key("ctrl+c")
        app.wait(lambda r: find(r, "bar/code/copy")["text"] == "Copied", "it says so")
        if shutil.which("xclip"):
            time.sleep(.2)
            assert "nn.AdaptiveAvgPool2d(3)" in pasted() or "nn.AdaptiveMaxPool2d(3)" in pasted(), pasted()
        app.key("Escape")
        app.wait(lambda r: not find(r, "bar/code/text") and r["focused"] == "controls/code", "the pill again")
    finally:
        app.stop()
