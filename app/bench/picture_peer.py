#!/usr/bin/env python3
"""picture_peer FILE [REDUCE]: what a user would do instead: Pillow and torch, the kernel size from 2 to 64, both pictures
made as large as a screen shows them. Prints the same measures as picture_use; imports don't count."""
import json
import resource
import statistics
import sys
import time

import numpy as np
import torch
from PIL import Image

SIDE = 760  # of each of the two pictures, px
Image.MAX_IMAGE_PIXELS = None


def on_screen(image, how):
    k = SIDE / max(image.size)
    return image.resize((max(1, round(image.width * k)), max(1, round(image.height * k))), how)


def pooled(x, kernel):
    y = torch.nn.functional.max_pool2d(x, kernel)
    pixels = y[0].permute(1, 2, 0).to(torch.uint8).numpy()
    return on_screen(Image.fromarray(pixels), Image.Resampling.NEAREST)


def main():
    reduce = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    empty = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begin = time.perf_counter()
    image = Image.open(sys.argv[1]).convert("RGB")
    if reduce > 1:
        image = image.reduce(reduce)
    x = torch.from_numpy(np.array(image)).permute(2, 0, 1)[None].float()
    read = time.perf_counter()
    on_screen(image, Image.Resampling.BOX)
    pooled(x, 2)
    shown = time.perf_counter()
    ticks = []
    for kernel in range(3, 65):
        start = time.perf_counter()
        pooled(x, kernel)
        ticks.append(1000 * (time.perf_counter() - start))
    print(json.dumps({
        "read_ms": 1000 * (read - begin), "shown_ms": 1000 * (shown - begin),
        "tick_ms": statistics.median(ticks), "tick_95_ms": sorted(ticks)[int(.95 * len(ticks))],
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "empty_mb": empty,
        "versions": f"Pillow {Image.__version__}, torch {torch.__version__}"}))


if __name__ == "__main__":
    main()
