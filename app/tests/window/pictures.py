"""Real pictures in the window: opening by every way there is, arrays that can be read twice, files that take long and
files that are too large."""
import json
import os
import struct
import tempfile
import time
import zlib

from driver import find, opened, run
from paste_code import copied, gone, pasted


def png(path, h, w, value=lambda y, x: (x * 7 + y * 13) % 256):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = b"".join(b"\0" + bytes(value(y, x) for x in range(w)) for y in range(h))
    data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    if path:
        with open(path, "wb") as file:
            file.write(data)
    return data


# 40 x 40 plain pixels, as the smallest JPEG has them.
JPEG = bytes.fromhex("ffd8ffdb004300" + "01" * 64 + "ffc0000b080028002801011100" + "ffc4001400" + "01" + "00" * 16 +
                     "ffc4001410" + "01" + "00" * 16 + "ffda0008010100003f00" + "0000000000003f" + "ffd9")


def npy(path, shape, values, descr="|u1"):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header + values)


def text(report, name):
    item = find(report, name)
    return item and item["text"]


def wait_title(app, part, what):
    app.wait(lambda _: part in run("xdotool", "getwindowname", app.window), what)


def test_jpeg_by_drop_and_by_path():
    app = opened("--sample", "max-4x4")
    try:
        photo = os.path.join(app.folder, "my photo.jpg")
        with open(photo, "wb") as file:
            file.write(JPEG)
        app.drop(photo.replace(" ", "%20"))
        wait_title(app, "my photo.jpg", "the dropped JPEG")
        app.key("ctrl+z")
        app.wait(lambda r: find(r, "input/cell/3,3"), "the sample again")
        owner = pasted(app, "file://" + photo.replace(" ", "%20") + "x", "notice")
        if owner:
            assert "my photo.jpgx" in text(app.report(), "notice"), text(app.report(), "notice")
            gone(owner)
            app.click("notice/close")
            owner = copied(f"'{photo}'\n")
            time.sleep(1)  # the clipboard's owner needs a moment
            app.key("ctrl+v")
            wait_title(app, "my photo.jpg", "the JPEG whose path was pasted")
            gone(owner)
    finally:
        app.stop()


def saved(app):
    """What is open, as a document of its own."""
    document = os.path.join(app.folder, "kept.json")
    app.key("ctrl+s")
    app.wait(lambda r: find(r, "open/path"), "the dialog that saves")
    app.key("ctrl+a")
    app.type(document)
    app.key("Return")
    wait_title(app, "kept", "the document")
    return document


def test_array_read_the_other_way():
    app = opened("--sample", "max-4x4")
    try:
        array = os.path.join(app.folder, "a.npy")
        npy(array, (3, 4, 3), bytes(range(36)))
        app.drop(array)
        report = app.wait(lambda r: "pixels" in (text(r, "toast") or ""), "how it was read")
        assert find(report, "input/cell/2,3") and not find(report, "input/cell/3,2")
        assert text(report, "toast/button") == "3 channels of 4 × 3"
        app.click("toast/button")
        app.wait(lambda r: find(r, "input/cell/3,2") and not find(r, "input/cell/2,3"), "three channels of 4 x 3")
    finally:
        app.stop()


def test_array_in_the_dialog():
    app = opened("--sample", "max-4x4", "--size", "1280x800")
    try:
        folder = os.path.join(app.folder, "arrays")
        os.mkdir(folder)
        npy(os.path.join(folder, "a.npy"), (3, 4, 3), bytes(range(36)))
        with open(os.path.join(folder, "b.jpg"), "wb") as file:
            file.write(JPEG)
        app.key("ctrl+o")
        app.wait(lambda r: find(r, "open/path"), "the dialog")
        app.key("ctrl+a")
        app.type(folder + "/")
        app.wait(lambda r: text(r, "open/row/1") == "b.jpg", "both files")
        app.wait(lambda r: find(r, "open/reading/last") and find(r, "open/reading/last")["value"] == "on",
                 "the likelier reading")
        app.click("open/reading/first")
        app.wait(lambda r: find(r, "open/reading/first")["value"] == "on", "the other")
        app.click("open/confirm")
        app.wait(lambda r: find(r, "input/cell/3,2") and not find(r, "input/cell/2,3"), "three channels of 4 x 3")
        document = saved(app)
        with open(document, encoding="utf-8") as file:
            assert "channels" not in json.load(file)["input"]  # the first dimension is what they are anyway
    finally:
        app.stop()


def test_slow_file_beside_the_interface():
    """A pipe gives its file as slowly as it is told to."""
    app = opened("--sample", "max-4x4")
    pipe = os.path.join(app.folder, "slow.png")
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDWR)
    try:
        data = png(None, 40, 50)
        os.write(end, data[:100])
        app.drop(pipe)
        report = app.wait(lambda r: find(r, "opening"), "that it takes a moment")
        assert "slow.png" in text(report, "opening")
        app.click("transport/forward")
        app.wait(lambda r: r["clock"]["t"] == 1, "the old experiment in use meanwhile")
        app.key("Escape")
        report = app.wait(lambda r: not find(r, "opening") and find(r, "toast"), "that it isn't opened")
        assert report["clock"]["t"] == 1 and find(report, "input/cell/3,3"), "something was lost"

        app.drop(pipe)
        app.wait(lambda r: find(r, "opening"), "it being opened again")
        app.click("opening/cancel")
        app.wait(lambda r: not find(r, "opening"), "that it isn't opened")

        quick = os.path.join(app.folder, "quick.png")
        png(quick, 5, 6)
        app.drop(pipe)
        app.wait(lambda r: find(r, "opening"), "it being opened a third time")
        app.drop(quick)
        wait_title(app, "quick.png", "the file that was wanted last")
        app.wait(lambda r: not find(r, "opening"), "nothing else being opened")
    finally:
        os.close(end)
        app.stop()


def test_slow_file_on_the_command_line():
    with tempfile.TemporaryDirectory() as folder:
        pipe = os.path.join(folder, "slow.png")
        os.mkfifo(pipe)
        end = os.open(pipe, os.O_RDWR)
        app = opened(pipe)
        try:
            data = png(None, 40, 50)
            os.write(end, data[:100])
            app.wait(lambda r: find(r, "opening"), "that it takes a moment")
            os.write(end, data[100:])
            os.close(end)
            wait_title(app, "slow.png", "the picture")
        finally:
            app.stop()


def test_pipe_that_ends():
    app = opened("--sample", "max-4x4")
    pipe = os.path.join(app.folder, "slow.png")
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDWR)
    try:
        app.drop(pipe)
        app.wait(lambda r: find(r, "opening"), "that it takes a moment")
        os.write(end, png(None, 20, 30))
        time.sleep(.3)
        os.close(end)
        wait_title(app, "slow.png", "the picture")
    finally:
        app.stop()


def test_too_large_is_offered_reduced():
    app = opened("--sample", "max-4x4")
    try:
        large = os.path.join(app.folder, "panorama.png")
        png(large, 4, 16390)
        app.drop(large)
        report = app.wait(lambda r: find(r, "notice/fix"), "an offer")
        assert "16390" in text(report, "notice") and "16384" in text(report, "notice"), text(report, "notice")
        assert "8195 × 2" in text(report, "notice/fix"), text(report, "notice/fix")
        assert find(report, "input/cell/3,3"), "what was open went away"
        app.click("notice/fix")
        wait_title(app, "panorama.png, reduced 2 times", "the reduced picture")
        document = saved(app)
        with open(document, encoding="utf-8") as file:
            assert json.load(file)["input"] == {"file": "panorama.png", "reduce": 2}
    finally:
        app.stop()
    again = opened(document)
    again.stop()
    offered = opened(large)
    try:
        offered.wait(lambda r: find(r, "notice/fix"), "the offer of a file on the command line")
    finally:
        offered.stop()
