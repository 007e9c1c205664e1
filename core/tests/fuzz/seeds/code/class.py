class Net(nn.Module):
    def __init__(self, k: int = 3):
        self.pool = nn.MaxPool2d(k, 2)
    def forward(self, x):
        x = F.relu(self.pool(x))
        return x.detach()
net = Net()
net(torch.randn(1, 3, 8, 8)[:, :1])
