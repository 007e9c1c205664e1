import numpy as np
import torch.nn as nn
X = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
x = torch.Tensor(X).view(1, 1, 3, 3)
conv = nn.Conv2d(1, 1, kernel_size=2, padding=1)
conv.weight.data = torch.ones(1, 1, 2, 2) / 4
conv.bias.data.fill_(0)
k, s = 2, (1, 2)
print(nn.MaxPool2d(k, stride=s)(conv(x)))
print(nn.AvgPool2d(2)(conv(x)).round())
