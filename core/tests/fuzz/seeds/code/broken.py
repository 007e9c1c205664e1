x = foo(
s = 'never closed
"""never closed
y = nn.Sequential(OrderedDict([("a", nn.ReLU()), ("b", nn.Dropout(.5)]))
x[0, 0] = 1; conv.weight.data[0, 0] = [[1, 2], [3]]
nn.MaxPool2d(**{'kernel_size': 2})
