#!/usr/bin/env python3
"""The 4x4 figure as one draws it with matplotlib today: how long its files take. Debian: python3-matplotlib,
python3-pil. Processor time of this process is what is printed, as of the benchmarks."""

import io
import tempfile
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.animation import FuncAnimation, PillowWriter
from matplotlib.patches import FancyBboxPatch

VALUES = [[1, 3, 2, 1], [2, 9, 1, 1], [1, 4, 2, 3], [5, 6, 1, 2]]
HUES = ["#7cccff", "#f0d870", "#f4a3ca", "#bfe6d3"]
FPS, SECONDS = 20, 12


def box(ax, x, y, fill, side=0.92, **more):
    patch = FancyBboxPatch((x, y), side, side, boxstyle="round,pad=0,rounding_size=.08", fc=fill, **more)
    return ax.add_patch(patch)


def figure(dpi):
    """960 x 540 points of 1/96 inch: input, window, tray, output, formula. What moves is returned."""
    fig = plt.figure(figsize=(10, 5.625), dpi=dpi)
    ax = fig.add_axes([0, 0, 1, 1])
    ax.set_xlim(-1, 13.2)
    ax.set_ylim(6.4, -1.6)
    ax.axis("off")
    for r in range(4):
        for c in range(4):
            box(ax, c, r, HUES[r // 2 * 2 + c // 2], ec="#00000033", lw=1)
            ax.text(c + 0.46, r + 0.46, VALUES[r][c], ha="center", va="center", fontsize=20, weight="bold")
    for i in range(4):
        box(ax, 5.8 + i % 2, 1 + i // 2, "#f5f4ef", ec="#aaaaaa", lw=1)
        box(ax, 10 + i % 2, 1 + i // 2, "white", ec="#888888", lw=1)
    for x, title in ((0, "Input  4 × 4"), (5.8, "max  2 × 2"), (10, "Output  2 × 2")):
        ax.text(x, -0.5 if x == 0 else 0.6, title, fontsize=15, weight="bold")
    frame = box(ax, -0.06, -0.06, "none", side=2.04, ec="#d2420f", lw=3)
    tiles = [box(ax, 0, 0, HUES[0], ec="#00000033", lw=1, zorder=3) for _ in range(4)]
    numbers = [ax.text(0, 0, "", ha="center", va="center", fontsize=20, weight="bold", zorder=4) for _ in range(4)]
    formula = ax.text(0, 5.4, "", fontsize=22)
    move(0, frame, tiles, numbers, formula)
    return fig, (frame, tiles, numbers, formula)


def move(t, frame, tiles, numbers, formula):
    step = min(3, int(t))
    r, c, phase = step // 2 * 2, step % 2 * 2, min(1, (t - step) * 2)
    frame.set_x(c - 0.06)
    frame.set_y(r - 0.06)
    for i, (tile, number) in enumerate(zip(tiles, numbers)):
        x, y = c + i % 2, r + i // 2
        x += (5.8 + i % 2 - x) * phase
        y += (1 + i // 2 - y) * phase
        tile.set_x(x)
        tile.set_y(y)
        tile.set_facecolor(HUES[step])
        number.set_position((x + 0.46, y + 0.46))
        number.set_text(VALUES[r + i // 2][c + i % 2])
    window = [VALUES[r + i // 2][c + i % 2] for i in range(4)]
    formula.set_text(f"max({', '.join(map(str, window))}) = {max(window)}")


def timed(name, action, repeat=1):
    begin = time.process_time()
    for _ in range(repeat):
        action()
    spent = (time.process_time() - begin) / repeat
    print(f"{name:32} {spent * 1000:9.1f} ms")
    return spent


def main():
    begin = time.process_time()
    fig, moving = figure(96)
    fig.savefig(io.BytesIO(), format="svg")  # finds the fonts
    print(f"{'first figure':32} {(time.process_time() - begin) * 1000:9.1f} ms")
    timed("savefig SVG", lambda: fig.savefig(io.BytesIO(), format="svg"), 10)
    timed("savefig PDF", lambda: fig.savefig(io.BytesIO(), format="pdf"), 10)
    timed("savefig PNG 1920x1080", lambda: fig.savefig(io.BytesIO(), format="png", dpi=192), 10)
    timed("frame 960x540 (canvas.draw)", fig.canvas.draw, 20)

    frames = FPS * SECONDS
    walk = FuncAnimation(fig, lambda i: move(i / FPS / 3, *moving), frames=frames)
    with tempfile.NamedTemporaryFile(suffix=".gif") as file:
        spent = timed(f"FuncAnimation GIF, {SECONDS} s", lambda: walk.save(file.name, PillowWriter(fps=FPS)))
        print(f"{'  times faster than it plays':32} {SECONDS / spent:9.2f}   {len(file.read()) // 1000} kB")


if __name__ == "__main__":
    main()
