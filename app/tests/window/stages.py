"""The ribbon, the history, the chain's card, the document's menu and the list of keys, by mouse and by keys."""
import time

from driver import find, opened


def chips(report):
    """The stages' names from left to right."""
    found = [i for i in report["items"] if i["id"].startswith("ribbon/stage/")]
    return [i["text"].split()[0] for i in sorted(found, key=lambda i: i["rect"][0])]


def chip(report, name):
    return next(i["id"] for i in report["items"] if i["id"].startswith("ribbon/stage/") and i["text"].split()[0] == name)


def value(report, name):
    item = find(report, name)
    return item and item["value"]


def test_stages_by_mouse():
    app = opened("--sample", "max-4x4")
    try:
        app.choose("ribbon/add", "ribbon/add/relu")
        report = app.wait(lambda r: chips(r) == ["max_pool", "relu"], "a second stage")
        relu, pool = chip(report, "relu"), chip(report, "max_pool")
        assert value(report, relu) == "on", "the new stage isn't watched"
        assert "2 × 2" in find(report, relu)["text"]

        app.click(pool)
        app.wait_value(pool, "on")
        app.right_click(relu)
        app.click("ribbon/menu/duplicate")
        app.wait(lambda r: chips(r) == ["max_pool", "relu", "relu"], "a copy")
        app.click("bar/undo")
        app.wait(lambda r: chips(r) == ["max_pool", "relu"], "the copy gone")
        app.right_click(relu)
        app.click("ribbon/menu/mute")
        app.wait(lambda r: "muted" in find(r, relu)["text"], "a muted stage")
        app.right_click(relu)
        app.click("ribbon/menu/mute")
        app.wait(lambda r: "muted" not in find(r, relu)["text"], "the stage in use again")
        app.right_click(relu)
        app.click("ribbon/menu/remove")
        app.wait(lambda r: chips(r) == ["max_pool"], "one stage")
    finally:
        app.stop()


def test_operations_are_found_by_typing():
    app = opened("--sample", "max-4x4")
    try:
        app.click("controls/op/more")
        app.wait(lambda r: find(r, "controls/op/min_pool"), "the operations")
        app.type("glob")  # its l is no command here
        app.wait(lambda r: r["focused"] == "controls/op/global_max_pool", "the first that begins so")
        assert not find(app.report(), "controls/op/min_pool")["enabled"], "min_pool is still offered"
        app.key("Escape")
        app.wait(lambda r: find(r, "controls/op/min_pool")["enabled"], "all of them again")
        app.type("adaptive_a")
        app.wait(lambda r: r["focused"] == "controls/op/adaptive_avg_pool", "another one")
        app.key("Return")
        report = app.wait(lambda r: chips(r) == ["adaptive_avg_pool"], "the operation that was found")
        assert report["language"] == "en"
    finally:
        app.stop()


def test_rules_mark_what_changes():
    app = opened("--sample", "padding", "--step", "9")
    try:
        app.click("controls/op/average")
        app.wait_value("controls/op/average", "on")
        app.click("controls/rules/tf")
        report = app.wait(lambda r: find(r, "strip/rules"), "what TensorFlow's rules change")
        assert "outputs differ" in find(report, "strip/rules")["text"], find(report, "strip/rules")["text"]
        app.click("controls/auto_pad/same_upper")
        app.wait(lambda r: find(r, "controls/code")["value"].endswith('padding="same")'), "padding by words")
        app.click("bar/undo")
        app.click("bar/undo")
        app.wait_value("controls/rules/torch", "on")
        app.click("controls/rules/onnx")
        app.wait(lambda r: find(r, "controls/padding_end/value"), "the other sides' padding")
        app.click("controls/padding_end/minus")
        app.wait(lambda r: "pads = [1, 1, 0, 0]" in find(r, "controls/code")["value"], "padding by side")
        assert find(app.report(), "controls/padding/value")["value"] == "1"
    finally:
        app.stop()


def test_stages_by_keys():
    app = opened("--sample", "max-4x4")
    try:
        app.focus("ribbon/add")
        app.key("Return")
        app.wait(lambda r: r["focused"] == "ribbon/add/max_pool", "the operations")
        while app.report()["focused"] != "ribbon/add/relu":
            app.go("Down")
        app.key("Return")
        report = app.wait(lambda r: chips(r) == ["max_pool", "relu"], "relu at the end")
        relu = chip(report, "relu")

        app.wait(lambda r: r["focused"] == "ribbon/add", "the focus back at `+`")
        app.go("shift+Tab")  # to the chip
        app.key("alt+Left")
        app.wait(lambda r: chips(r) == ["relu", "max_pool"], "relu first")
        app.key("alt+Left")  # is first already
        app.key("alt+Right")
        app.wait(lambda r: chips(r) == ["max_pool", "relu"], "relu last again")
        app.key("shift+F10")
        app.wait(lambda r: r["focused"] == "ribbon/menu/duplicate", "the chip's menu")
        app.go("Down")
        app.key("Return")
        app.wait(lambda r: "muted" in find(r, relu)["text"], "a muted stage")
        app.key("Menu")
        app.wait(lambda r: find(r, "ribbon/menu/mute"), "the menu again")
        app.key("Escape")
        app.wait(lambda r: not find(r, "ribbon/menu/mute"), "the menu gone")
        app.key("Delete")
        app.wait(lambda r: chips(r) == ["max_pool"], "one stage")
        app.key("ctrl+z")
        app.wait(lambda r: chips(r) == ["max_pool", "relu"], "both again")
    finally:
        app.stop()


def test_reorder_by_dragging():
    app = opened("--sample", "three-stages")
    try:
        report = app.report()
        assert chips(report) == ["conv", "relu", "max_pool"], chips(report)
        relu, pool, conv = (chip(report, n) for n in ("relu", "max_pool", "conv"))
        x, y, w, h = find(report, pool)["rect"]
        app.lift(relu)
        app.wait_value(relu, "lifted")
        app.carry(x + w, y + h / 2)
        app.wait_value("ribbon/slot", "2")
        app.key("Escape")
        app.wait(lambda r: value(r, relu) == "off" and not find(r, "ribbon/slot"), "the chip put back")
        app.release()
        time.sleep(.3)
        report = app.report()
        assert chips(report) == ["conv", "relu", "max_pool"] and value(report, relu) == "off", "letting go did something"

        app.lift(relu)
        app.carry(x + w, y + h / 2)
        app.wait_value("ribbon/slot", "2")
        app.release()
        app.wait(lambda r: not find(r, "ribbon/slot") and chips(r) == ["conv", "max_pool", "relu"], "another order")
        app.key("ctrl+z")
        app.wait(lambda r: chips(r) == ["conv", "relu", "max_pool"], "the old order")

        # 6 x 6 pooled by 4 leaves less than the convolution's 3 x 3: it says why before it is dropped.
        app.click(pool)
        app.wait_value(pool, "on")
        for _ in range(2):
            app.click("controls/kernel/plus")
        app.wait_value("controls/kernel/value", "4")
        time.sleep(.3)
        x, y, w, h = find(app.report(), conv)["rect"]
        app.lift(pool)
        app.carry(x, y + h / 2)
        app.wait(lambda r: value(r, "ribbon/slot") == "0" and find(r, "ribbon/slot")["text"], "why it can't stand there")
        app.key("Escape")
        app.release()
        app.wait(lambda r: chips(r) == ["conv", "relu", "max_pool"], "the chip put back")
    finally:
        app.stop()


def test_chain_card():
    app = opened("--sample", "too-deep")
    try:
        report = app.wait(lambda r: find(r, "card/fix/4"), "the chain's card")
        assert "max_pool needs 2 × 2" in report["status"], report["status"]
        app.click("card/fix/1")
        app.wait(lambda r: not find(r, "card"), "a smaller kernel")
        app.click("bar/undo")
        app.wait(lambda r: find(r, "card/fix/4"), "the card again")
        app.click("card/fix/0")
        report = app.wait(lambda r: not find(r, "card"), "a larger input")
        assert "8 × 8" in find(report, "ribbon/input")["text"]
        app.key("ctrl+z")
        app.wait(lambda r: find(r, "card/fix/4"), "the card again")
        app.click("card/fix/4")
        app.wait(lambda r: chips(r) == ["conv", "max_pool"], "the last stage removed")
        app.key("ctrl+z")
        app.wait(lambda r: find(r, "card/fix/1"), "the card again")
        time.sleep(.3)
        app.key("Return")  # the one at the stage that takes the most has the focus
        app.wait(lambda r: not find(r, "card") and "4 × 4" in find(r, chip(r, "conv"))["text"], "kernel 3")
    finally:
        app.stop()


def test_history():
    app = opened("--sample", "max-4x4")
    try:
        app.click("controls/padding/plus")
        app.wait_value("controls/padding/value", "1")
        time.sleep(1)  # apart from the next edit
        app.click("controls/ceil_mode")
        app.wait_value("controls/ceil_mode", "on")  # a slow frame would see the pointer gone already
        app.click("controls/op/average")
        app.wait_value("controls/op/average", "on")
        report = app.hold("bar/undo", lambda r: find(r, "bar/undo/2"), "the last changes")
        assert "max_pool → avg_pool" in find(report, "bar/undo/0")["text"]
        assert "0 → 1" in find(report, "bar/undo/2")["text"]
        app.over("bar/undo/1")
        report = app.wait(lambda r: value(r, "bar/undo/1") == "on", "the row hovered")
        assert value(report, "bar/undo/0") == "on" and value(report, "bar/undo/2") == "off"
        app.click("bar/undo/1")
        app.wait_value("controls/op/average", "off")
        app.wait_value("controls/padding/value", "1")
        app.right_click("bar/redo")
        app.wait(lambda r: find(r, "bar/redo/1"), "the changes ahead")
        app.click("bar/redo/1")
        app.wait_value("controls/op/average", "on")
    finally:
        app.stop()


def test_document_menu():
    app = opened("--sample", "max-4x4")
    try:
        app.choose("bar/title", "bar/preset/inception")
        app.wait_value("controls/kernel/value", "3")
        app.wait_value("controls/stride/value", "1")
        app.key("ctrl+z")
        app.wait_value("controls/kernel/value", "2")
        app.choose("bar/title", "bar/menu/new")
        report = app.wait(lambda r: find(r, "bar/title")["text"] == "New", "an empty document")
        assert find(report, "input/cell/3,3") and not find(report, "input/cell/4,4")
        app.choose("bar/title", "bar/menu/three-stages")
        app.wait(lambda r: len(chips(r)) == 3, "the sample")
        app.key("ctrl+z")
        app.wait(lambda r: find(r, "bar/title")["text"] == "New", "the empty document again")
    finally:
        app.stop()


def test_list_of_keys():
    app = opened("--sample", "max-4x4", "--size", "1024x700")
    try:
        app.key("F1")
        report = app.wait(lambda r: find(r, "help.play.space"), "the list of keys")
        x, y, w, h = find(report, "help")["rect"]
        assert x >= 0 and y >= 0 and x + w <= 1024 and y + h <= 700
        before = find(report, "help.play.space")["rect"][1]
        app.key("Next")
        app.wait(lambda r: find(r, "help.play.space")["rect"][1] < before, "the list scrolled")
        app.key("Escape")
        app.wait(lambda r: not find(r, "help"), "the list gone")
    finally:
        app.stop()
