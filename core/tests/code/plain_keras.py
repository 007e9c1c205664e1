"""keras.layers and tf.pad, as far as scripts use them, in plain NumPy.

Layers: keras.io/api/layers; padding: tensorflow.org/api_docs/python/tf/nn. An unknown argument, a wrong type
or shape is an error, as it is there; so is arithmetic with an array that isn't float32.
"""

import sys
import types

import numpy as np

import plain


class Tensor:
    """What a layer gives: it counts with Python's numbers and with arrays of its own type alone."""

    def __init__(self, values):
        if values.dtype != np.float32:
            raise TypeError(f"a tensor of {values.dtype}")
        self.values = values

    shape = property(lambda self: self.values.shape)

    def __array__(self, dtype=None, copy=None):
        return self.values if dtype is None else self.values.astype(dtype)

    def with_other(self, other, count):
        if isinstance(other, Tensor):
            other = other.values
        if isinstance(other, (np.ndarray, np.generic)) and other.dtype != np.float32:
            raise TypeError(f"float32 and {other.dtype}")
        return Tensor(count(self.values, np.float32(other)))

    def __neg__(self):
        return Tensor(-self.values)

    def __abs__(self):
        return Tensor(abs(self.values))

    def __mul__(self, other):
        return self.with_other(other, np.multiply)

    def __truediv__(self, other):
        return self.with_other(other, np.true_divide)

    def __pow__(self, other):
        return self.with_other(other, np.power)


def values_of(value):
    values = value.values if isinstance(value, Tensor) else value
    if values.dtype != np.float32 or values.ndim != 4:
        raise TypeError(f"a layer reads four dimensions of float32, not {values.ndim} of {values.dtype}")
    return values


def spatial(length, size, step, apart, padding):
    """The windows along one side."""
    reach = apart * (size - 1) + 1
    if padding == "valid":
        if reach > length:
            raise ValueError(f"a window of {reach} on {length} cells")
        return plain.windows(length, size, step, apart, 0, (length - reach) // step + 1)
    if padding != "same":
        raise ValueError(f"padding={padding!r}")
    outputs = -(-length // step)
    padded = max((outputs - 1) * step + reach - length, 0)
    return plain.windows(length, size, step, apart, padded // 2, outputs)


class Layer:
    """Calls `run` on values with the channels before rows and columns, and records it."""

    arguments = {}
    constants = {}

    def __call__(self, value):
        x = values_of(value).transpose(0, 3, 1, 2)
        out = self.run(x)
        plain.ran(type(self).__name__, self.arguments, x, out, **self.constants)
        return Tensor(np.ascontiguousarray(out.transpose(0, 2, 3, 1)))


class Window(Layer):
    def give(self, name, size, strides, padding, dilation=(1, 1)):
        self.size, self.strides = plain.whole_pair(name, size), plain.whole_pair("strides", strides)
        self.apart, self.padding = plain.whole_pair("dilation_rate", dilation), padding
        if self.strides != (1, 1) and self.apart != (1, 1):
            raise ValueError("strides and dilation_rate can't both be above 1")
        self.arguments = {
            "size": self.size,
            "strides": self.strides,
            "dilation": self.apart,
            "padding": padding,
        }

    def windows(self, x):
        return [
            spatial(x.shape[2 + s], self.size[s], self.strides[s], self.apart[s], self.padding) for s in (0, 1)
        ]


class MaxPooling2D(Window):
    def __init__(self, pool_size=(2, 2), strides=None, padding="valid"):
        self.give("pool_size", pool_size, pool_size if strides is None else strides, padding)

    def run(self, x):
        return plain.pooled(x, *self.windows(x), lambda v, i, j: v.max(2))


class AveragePooling2D(Window):
    def __init__(self, pool_size=(2, 2), strides=None, padding="valid"):
        self.give("pool_size", pool_size, pool_size if strides is None else strides, padding)

    def run(self, x):
        return plain.pooled(x, *self.windows(x), lambda v, i, j: v.sum(2) / np.float32(v.shape[2]))


class Weighted(Window):
    """Its weights are set once it is built, all of them, each of its shape."""

    def build(self, input_shape):
        self.channels = input_shape[-1]

    def set_weights(self, weights):
        wanted = [self.kernel_shape()] + ([(self.filters,)] if self.use_bias else [])
        given = [np.asarray(w) for w in weights]
        if [w.shape for w in given] != wanted:
            raise ValueError(f"weights of {[w.shape for w in given]}, not of {wanted}")
        weight, *bias = [w.astype(np.float32) for w in given]
        # As ONNX has it: filters x channels x kernel.
        self.weight = weight.transpose(3, 2, 0, 1) if self.groups == 1 else weight.transpose(2, 3, 0, 1)
        self.bias = bias[0] if bias else None
        self.constants = {"weight": self.weight, "bias": self.bias}
        self.arguments = {**self.arguments, "group": self.groups}

    def run(self, x):
        if x.shape[1] != self.channels:
            raise ValueError(f"{x.shape[1]} channels, built for {self.channels}")
        return plain.convolved(x, self.weight, self.bias, self.groups, *self.windows(x))


class Conv2D(Weighted):
    groups = 1

    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", dilation_rate=(1, 1), use_bias=True):
        self.give("kernel_size", kernel_size, strides, padding, dilation_rate)
        self.filters, self.use_bias = filters, use_bias

    def kernel_shape(self):
        return self.size + (self.channels, self.filters)


class DepthwiseConv2D(Weighted):
    def __init__(self, kernel_size, strides=(1, 1), padding="valid", use_bias=True):
        self.give("kernel_size", kernel_size, strides, padding)
        if self.strides[0] != self.strides[1]:
            raise ValueError("strides of a depthwise convolution are equal")
        self.use_bias = use_bias

    groups = property(lambda self: self.channels)
    filters = property(lambda self: self.channels)

    def kernel_shape(self):
        return self.size + (self.channels, 1)


class GlobalMaxPooling2D(Layer):
    reduce = staticmethod(np.max)

    def __init__(self, keepdims=False):
        if keepdims is not True:
            raise ValueError("without keepdims, rows and columns are gone")

    def run(self, x):
        return self.reduce(x, (2, 3), keepdims=True)


class GlobalAveragePooling2D(GlobalMaxPooling2D):
    reduce = staticmethod(np.mean)


class ReLU(Layer):
    def run(self, x):
        return np.maximum(x, np.float32(0))


class ZeroPadding2D(Layer):
    def __init__(self, padding):
        self.padding = [plain.whole_pair("padding", side, 0) for side in padding]
        self.arguments = {"padding": self.padding}

    def run(self, x):
        return np.pad(x, [(0, 0), (0, 0), *self.padding])


def pad(tensor, paddings, constant_values=0):
    if [tuple(p) for p in (paddings[0], paddings[3])] != [(0, 0), (0, 0)]:
        raise ValueError("batch and channels are padded")
    return Tensor(np.pad(values_of(tensor), paddings, constant_values=constant_values))


def install():
    """Makes these the modules that scripts import."""
    keras, tensorflow = types.ModuleType("keras"), types.ModuleType("tensorflow")
    keras.layers = types.SimpleNamespace(
        **{
            layer.__name__: layer
            for layer in (
                MaxPooling2D,
                AveragePooling2D,
                Conv2D,
                DepthwiseConv2D,
                GlobalMaxPooling2D,
                GlobalAveragePooling2D,
                ReLU,
                ZeroPadding2D,
            )
        }
    )
    tensorflow.pad = pad
    sys.modules.update({"keras": keras, "tensorflow": tensorflow})
