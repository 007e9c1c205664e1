"""What plain Keras and ONNX share: windows over NCHW values, and a record of the layers that ran.

Written from the frameworks' own definitions, cell by cell; it knows nothing of the program.
"""

import numpy as np

# Every layer that ran since it was last emptied: its name, arguments, input, constants and output.
record = []


def numbers(array):
    """A tensor for JSON, which has no NaN and no infinity of its own."""
    array = np.asarray(array)
    return {"shape": list(array.shape), "values": [repr(float(v)) for v in array.ravel()]}


def ran(name, arguments, x, out, **constants):
    given = {key: numbers(value) for key, value in constants.items() if value is not None}
    record.append(
        {"name": name, "arguments": arguments, "input": numbers(x), "output": numbers(out), "constants": given}
    )


def whole_pair(name, value, least=1):
    """A number for both sides, or two of them."""
    both = (value, value) if isinstance(value, int) else tuple(value)
    if len(both) != 2 or not all(type(v) is int and v >= least for v in both):
        raise ValueError(f"{name}={value!r} must be one or two whole numbers from {least} on")
    return both


def windows(length, size, step, apart, before, outputs):
    """For each output along one side: the (tap, cell) that lie on real cells."""
    return [
        [(tap, cell) for tap in range(size) if 0 <= (cell := o * step - before + tap * apart) < length]
        for o in range(outputs)
    ]


def each_window(rows, columns):
    """(row, column) of the output, and (taps, cells) of both sides."""
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            yield i, j, row, column


def pooled(x, rows, columns, reduce):
    """reduce(values N x C x taps, row, column) -> N x C, for each window."""
    out = np.zeros(x.shape[:2] + (len(rows), len(columns)), np.float32)
    for i, j, row, column in each_window(rows, columns):
        cells = x[:, :, [cell for _, cell in row]][:, :, :, [cell for _, cell in column]]
        out[:, :, i, j] = reduce(cells.reshape(x.shape[:2] + (-1,)), i, j)
    return out


def convolved(x, weight, bias, groups, rows, columns):
    """weight: filters x channels of a group x kernel; bias: of each filter, or None."""
    filters, channels = weight.shape[:2]
    if x.shape[1] != channels * groups or filters % groups:
        raise ValueError(f"{filters} filters of {channels} channels in {groups} groups, {x.shape[1]} channels")
    out = np.zeros((x.shape[0], filters, len(rows), len(columns)), np.float32)
    for i, j, row, column in each_window(rows, columns):
        cells = x[:, :, [cell for _, cell in row]][:, :, :, [cell for _, cell in column]]
        taps = weight[:, :, [tap for tap, _ in row]][:, :, :, [tap for tap, _ in column]]
        for f in range(filters):
            group = f // (filters // groups) * channels
            out[:, f, i, j] = (cells[:, group : group + channels] * taps[f]).sum((1, 2, 3))
    return out if bias is None else out + np.asarray(bias, np.float32)[:, None, None]
