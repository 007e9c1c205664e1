"""onnx.helper, onnx.numpy_helper and onnxruntime, as far as scripts use them, in plain NumPy.

Operators: github.com/onnx/onnx/blob/main/docs/Operators.md, opset 19. An unknown attribute, a name that no
node makes, a wrong type or shape is an error, as it is there.
"""

import math
import sys
import types

import numpy as np

import plain

WINDOW = {"auto_pad", "kernel_shape", "pads", "strides"}
ATTRIBUTES = {
    "MaxPool": WINDOW | {"ceil_mode", "dilations", "storage_order"},
    "AveragePool": WINDOW | {"ceil_mode", "dilations", "count_include_pad"},
    "LpPool": WINDOW | {"ceil_mode", "dilations", "p"},
    "Conv": WINDOW | {"dilations", "group"},
    "MaxUnpool": {"kernel_shape", "pads", "strides"},
    "Pad": {"mode"},
    "GlobalMaxPool": set(),
    "GlobalAveragePool": set(),
    "Neg": set(),
    "Relu": set(),
}


class Side:
    """One spatial side of a window operator."""

    def __init__(self, length, at, attributes, size):
        pads = attributes.get("pads", [0, 0, 0, 0])
        self.length, self.size = length, size
        self.step = attributes.get("strides", [1, 1])[at]
        self.apart = attributes.get("dilations", [1, 1])[at]
        self.before, self.after = pads[at], pads[at + 2]
        reach = length + self.before + self.after - (self.apart * (size - 1) + 1)
        self.outputs = reach // self.step + 1
        if attributes.get("ceil_mode", 0):
            self.outputs = math.ceil(reach / self.step) + 1
            # Windows that would start in the padding after the input are ignored.
            if (self.outputs - 1) * self.step >= length + self.before:
                self.outputs -= 1
        if self.outputs < 1:
            raise ValueError("the window is larger than the padded input")

    def windows(self):
        return plain.windows(self.length, self.size, self.step, self.apart, self.before, self.outputs)

    def padded(self, output):
        """How many taps of a window lie on the input or its padding, not beyond."""
        cells = [output * self.step - self.before + tap * self.apart for tap in range(self.size)]
        return sum(cell < self.length + self.after for cell in cells)


def sides(x, attributes, kernel):
    return [Side(x.shape[2 + at], at, attributes, kernel[at]) for at in (0, 1)]


def max_pool(a, x):
    # Of NaN ONNX says nothing: here it wins.
    rows, columns = (side.windows() for side in sides(x, a, a["kernel_shape"]))
    return plain.pooled(x, rows, columns, lambda v, i, j: v.max(2, initial=-np.inf))


def average_pool(a, x):
    high, wide = sides(x, a, a["kernel_shape"])

    def mean(values, i, j):
        padded = high.padded(i) * wide.padded(j)
        count = padded if a.get("count_include_pad", 0) else values.shape[2]
        return values.sum(2) / np.float32(count)

    return plain.pooled(x, high.windows(), wide.windows(), mean)


def lp_pool(a, x):
    p = a.get("p", 2)
    rows, columns = (side.windows() for side in sides(x, a, a["kernel_shape"]))
    return plain.pooled(x, rows, columns, lambda v, i, j: (np.abs(v) ** p).sum(2) ** (1 / p))


def conv(a, x, weight, bias=None):
    if "kernel_shape" in a and tuple(a["kernel_shape"]) != weight.shape[2:]:
        raise ValueError(f"kernel_shape {a['kernel_shape']} of weights {weight.shape}")
    rows, columns = (side.windows() for side in sides(x, a, weight.shape[2:]))
    return plain.convolved(x, weight, bias, a.get("group", 1), rows, columns)


def max_unpool(a, x, indices):
    if indices.dtype != np.int64 or indices.shape != x.shape:
        raise ValueError("indices are int64, one for each value")
    pads, strides = a.get("pads", [0, 0, 0, 0]), a.get("strides", [1, 1])
    size = [(x.shape[2 + s] - 1) * strides[s] + a["kernel_shape"][s] - pads[s] - pads[s + 2] for s in (0, 1)]
    out = np.zeros(math.prod(x.shape[:2]) * size[0] * size[1], np.float32)
    out[indices.ravel()] = x.ravel()
    return out.reshape(x.shape[:2] + tuple(size))


def pad(a, x, amounts, fill):
    if amounts.dtype != np.int64 or fill.dtype != x.dtype or fill.size != 1:
        raise ValueError("pads are int64, the constant is one value of the input's type")
    return np.pad(x, list(zip(amounts[: x.ndim], amounts[x.ndim :])), constant_values=fill.item())


RUN = {
    "MaxPool": max_pool,
    "AveragePool": average_pool,
    "LpPool": lp_pool,
    "Conv": conv,
    "MaxUnpool": max_unpool,
    "Pad": pad,
    "GlobalMaxPool": lambda a, x: x.max((2, 3), keepdims=True),
    "GlobalAveragePool": lambda a, x: x.mean((2, 3), keepdims=True),
    "Neg": lambda a, x: -x,
    "Relu": lambda a, x: np.maximum(x, 0),
}


def check_attributes(op, attributes):
    unknown = set(attributes) - ATTRIBUTES[op]
    if unknown:
        raise ValueError(f"{op} has no {sorted(unknown)}")
    for name, value in attributes.items():
        long = {"kernel_shape": 2, "strides": 2, "dilations": 2, "pads": 4}.get(name)
        least = 0 if name == "pads" else 1
        if long and not (len(value) == long and all(type(v) is int and v >= least for v in value)):
            raise ValueError(f"{op}: {name}={value}")
        if not long and name not in ("auto_pad", "mode") and type(value) is not int:
            raise ValueError(f"{op}: {name}={value!r} is no whole number")
    if "kernel_shape" in ATTRIBUTES[op] and op != "Conv" and "kernel_shape" not in attributes:
        raise ValueError(f"{op} needs kernel_shape")


def make_node(op_type, inputs, outputs, **attributes):
    check_attributes(op_type, attributes)
    return types.SimpleNamespace(op=op_type, inputs=list(inputs), outputs=list(outputs), attributes=attributes)


def make_tensor_value_info(name, elem_type, shape):
    return types.SimpleNamespace(name=name, type=elem_type, shape=shape)


def make_graph(nodes, name, inputs, outputs, initializer=()):
    return types.SimpleNamespace(nodes=nodes, inputs=inputs, outputs=outputs, initializer=initializer)


def make_opsetid(domain, version):
    return domain, version


def make_model(graph, opset_imports, ir_version):
    if opset_imports != [("", 19)] or ir_version > 9:
        raise ValueError(f"opset {opset_imports}, ir_version {ir_version}")
    return types.SimpleNamespace(SerializeToString=lambda: graph)


def from_array(array, name):
    if not isinstance(array, (np.ndarray, np.generic)) or array.dtype not in (np.float32, np.int64):
        raise TypeError(f"{name} is of {type(array)}, {getattr(array, 'dtype', None)}")
    return name, np.asarray(array)


class InferenceSession:
    def __init__(self, graph):
        self.graph = graph

    def run(self, outputs, feed):
        values = dict(self.graph.initializer)
        for one in self.graph.inputs:
            x = feed[one.name]
            if x.dtype != np.float32 or x.shape != one.shape:
                raise TypeError(f"{one.name} is {x.dtype} {x.shape}")
            values[one.name] = x
        for node in self.graph.nodes:
            given = [values[name] for name in node.inputs]
            (made,) = node.outputs
            if made in values:
                raise ValueError(f"{made} is made twice")
            out = RUN[node.op](node.attributes, *given)
            if out.dtype != np.float32:
                raise TypeError(f"{node.op} made {out.dtype}")
            values[made] = out
            named = dict(zip(("weight", "bias"), given[1:])) if node.op == "Conv" else {}
            plain.ran(node.op, node.attributes, given[0], out, **named)
        return [values[one.name] for one in self.graph.outputs]


def install():
    """Makes these the modules that scripts import."""
    onnx, runtime = types.ModuleType("onnx"), types.ModuleType("onnxruntime")
    onnx.TensorProto = types.SimpleNamespace(FLOAT=1)
    onnx.helper = types.SimpleNamespace(
        make_node=make_node,
        make_tensor_value_info=make_tensor_value_info,
        make_graph=make_graph,
        make_opsetid=make_opsetid,
        make_model=make_model,
    )
    onnx.numpy_helper = types.SimpleNamespace(from_array=from_array)
    runtime.InferenceSession = InferenceSession
    sys.modules.update({"onnx": onnx, "onnxruntime": runtime})
