"""Drives the real window: real pointer, real keys, targets found through --report-layout, never by coordinates."""
import json
import os
import subprocess
import sys
import tempfile
import time

PROGRAM, HAND = (os.path.abspath(p) for p in sys.argv[1:3])
FUNCTION_KEYS = {"F1": "67", "F2": "68"}
PATIENCE = float(os.environ.get("POOLWALK_PATIENCE", "60"))  # seconds; a slow machine is no failure


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class App:
    def __init__(self, program, hand, *arguments, report=True, config=None, state=None, folder=None):
        self.folder = tempfile.mkdtemp(prefix="poolwalk-window-")
        self.report_file = os.path.join(self.folder, "report.json")
        self.hand = hand
        environment = dict(os.environ, LC_ALL="C.UTF-8", LIBGL_ALWAYS_SOFTWARE="1",
                           XDG_CONFIG_HOME=config or os.path.join(self.folder, "config"),
                           XDG_STATE_HOME=state or os.path.join(self.folder, "state"))
        command = [program, *arguments]
        if report:
            command += ["--report-layout", self.report_file]
        self.errors = open(os.path.join(self.folder, "errors"), "w+")
        self.process = subprocess.Popen(command, env=environment, stderr=self.errors, cwd=folder)
        self.window = self.find_window()
        if report:
            self.wait(lambda r: r["items"], "the first frame")
        self.wait_for_keys()

    def find_window(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "poolwalk"],
                                   capture_output=True, text=True).stdout.split()
            if found:
                return found[0]
            if self.process.poll() is not None:
                break
            time.sleep(.1)
        self.errors.seek(0)
        raise AssertionError(f"no window appeared: {self.errors.read()}")

    def wait_for_keys(self):
        """Keys go to the window with the focus, which it may have a little after its first frame."""
        end = time.monotonic() + PATIENCE
        focus = ["xdotool", "getwindowfocus"]
        while subprocess.run(focus, capture_output=True, text=True).stdout.strip() != self.window:
            if time.monotonic() > end:
                raise AssertionError("the window has no keyboard")
            time.sleep(.05)

    def report(self):
        try:
            with open(self.report_file, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {"items": [], "sequence": 0}

    def wait(self, holds, what):
        """The first report for which `holds`; fails with the last one's gist."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            report = self.report()
            if holds(report):
                return report
            if self.process.poll() is not None:
                raise AssertionError(f"the program ended with {self.process.returncode}, waiting for {what}")
            time.sleep(.02)
        gist = {k: v for k, v in report.items() if k != "items"}
        raise AssertionError(f"waited in vain for {what}: {gist}")

    def item(self, name):
        report = self.wait(lambda r: find(r, name), f"“{name}” on screen")
        return find(report, name)

    def wait_value(self, name, value):
        self.wait(lambda r: find(r, name) and find(r, name)["value"] == value, f"{name} = {value}")

    def move(self, x, y):
        run("xdotool", "mousemove", "--window", self.window, str(round(x)), str(round(y)))

    def bring_up(self, name):
        """Turns the wheel over the controls until the item is in sight."""
        scrolls = {"controls/": "controls/code", "export/set/": "export/path"}
        end = next((end for begin, end in scrolls.items() if name.startswith(begin)), None)
        if end is None or name.startswith(end):
            return
        foot = self.item(end)["rect"]
        for _ in range(20):
            x, y, _, h = self.item(name)["rect"]
            if y + h <= foot[1]:
                return
            self.move(x, foot[1] - 40)
            run("xdotool", "click", "5")
            time.sleep(.2)

    def over(self, name):
        """Follows the item until it stands still, as an eye does."""
        self.bring_up(name)
        rect = None
        while rect != (rect := self.item(name)["rect"]):
            x, y, w, h = rect
            self.move(x + w / 2, y + h / 2)
            time.sleep(.25)

    def click(self, name):
        self.over(name)
        time.sleep(.1)  # a hand needs longer
        run("xdotool", "mousedown", "1")
        time.sleep(.1)
        run("xdotool", "mouseup", "1")

    def right_click(self, name):
        self.over(name)
        run("xdotool", "click", "3")

    def hold(self, name, until, what):
        """Presses and keeps pressing until it shows."""
        self.over(name)
        time.sleep(.1)
        run("xdotool", "mousedown", "1")
        report = self.wait(until, what)
        run("xdotool", "mouseup", "1")
        return report

    def lift(self, name):
        """Takes the item and moves it a little; its middle stays under the pointer."""
        self.over(name)
        x, y, w, h = self.item(name)["rect"]
        run("xdotool", "mousedown", "1")
        for step in (3, 6, 9, 12):
            time.sleep(.05)
            self.move(x + w / 2 + step, y + h / 2 + 4)

    def carry(self, x, y):
        self.move(x, y)
        time.sleep(.1)
        self.move(x + 1, y)

    def release(self):
        run("xdotool", "mouseup", "1")

    def choose(self, opener, entry):
        """From a popover; what lies beneath it can be clicked once it is gone."""
        self.click(opener)
        self.click(entry)
        self.wait(lambda r: not find(r, entry), f"{entry} taken")

    def drag(self, name, begin, end):
        """Across the item, from one fraction of its width to another."""
        x, y, w, h = self.item(name)["rect"]
        self.move(x + w * begin, y + h / 2)
        time.sleep(.1)
        run("xdotool", "mousedown", "1")
        for i in range(1, 9):
            self.move(x + w * (begin + (end - begin) * i / 8), y + h / 2)
            time.sleep(.05)
        time.sleep(.4)  # a slow frame sees where the pointer is before it lets go
        run("xdotool", "mouseup", "1")

    def key(self, name):
        # By its code: where a function key has a level of its own, xdotool 3 would hold Alt, too.
        run("xdotool", "key", FUNCTION_KEYS.get(name, name))

    def type(self, text):
        run("xdotool", "type", "--delay", "60", text)

    def focus(self, name):
        """Tab by Tab, as far as it takes."""
        for _ in range(120):
            now = self.report()["focused"]
            if now == name:
                time.sleep(.15)  # what an earlier key has set going is over
                if self.report()["focused"] == name:
                    return
                continue
            run("xdotool", "key", "Tab")
            self.wait(lambda r: r["focused"] != now, "the next control")
        raise AssertionError(f"the keyboard doesn't reach {name}")

    def go(self, key):
        """A key that moves the keyboard's focus."""
        now = self.report()["focused"]
        run("xdotool", "key", key)
        self.wait(lambda r: r["focused"] != now, "the focus elsewhere")

    def drop(self, file):
        run(self.hand, self.window, "drop", file)

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        """As the window's own cross does; the program's exit status."""
        run(self.hand, self.window, "close")
        return self.process.wait(PATIENCE)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        self.errors.close()


def opened(*arguments, **options):
    return App(PROGRAM, HAND, *arguments, **options)


def find(report, name):
    return next((i for i in report["items"] if i["id"] == name), None)


def with_display(arguments):
    """Starts the script again under a display of its own."""
    if os.environ.get("POOLWALK_OWN_DISPLAY") == "1":
        return
    environment = dict(os.environ, POOLWALK_OWN_DISPLAY="1")
    sys.exit(subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24 -noreset -r", sys.executable, *arguments],
                            env=environment).returncode)
