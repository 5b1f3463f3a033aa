"""The same network, recipe and data in plain PyTorch: what MLNet.Ride's speed is compared with.

ResNet-32 with K experts of reduced width and cosine heads, LDAM with the diversity loss, SGD with Nesterov momentum; CIFAR binary
records, augmented by torchvision on PIL images in worker processes. Prints one line of JSON.

usage: ride_cifar.py train|score CIFAR_DIR [--seconds 10] [--warmup 2] [--threads 2] [--workers 1] [--experts 3] [--batch 128]
"""
import argparse, json, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from PIL import Image
from torchvision import transforms

CLASSES, MEAN, STD = 100, (0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010)


class Block(nn.Module):
    def __init__(self, inputs, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.stride, self.added = stride, (channels - inputs) // 2

    def forward(self, x):
        out = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.stride > 1 or self.added:
            x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, self.added, self.added))
        return F.relu(out + x)


class CosineLinear(nn.Module):
    def __init__(self, features, classes):
        super().__init__()
        self.weight = nn.Parameter(F.normalize(torch.empty(features, classes).uniform_(-1, 1), dim=0))

    def forward(self, x):
        return 30 * F.normalize(x, dim=1).mm(F.normalize(self.weight, dim=0))


def stage(inputs, channels, stride):
    return nn.Sequential(Block(inputs, channels, stride), *(Block(channels, channels, 1) for _ in range(4)))


class Ride(nn.Module):
    def __init__(self, experts):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        self.layer1 = stage(16, 16, 1)
        self.experts = nn.ModuleList(nn.Sequential(stage(16, 24, 2), stage(24, 48, 2)) for _ in range(experts))
        self.heads = nn.ModuleList(CosineLinear(48, CLASSES) for _ in range(experts))

    def experts_logits(self, x):
        shared = self.layer1(self.stem(x))
        return torch.stack([head(expert(shared).mean((2, 3))) for expert, head in zip(self.experts, self.heads)])

    def forward(self, x):
        return self.experts_logits(x).mean(0).softmax(1)


def ride_loss(logits, labels, margins):
    target = F.one_hot(labels, CLASSES)
    mean = F.softmax(logits.mean(0).detach(), 1)
    loss = 0
    for z in logits:
        loss = loss + F.cross_entropy(z - 30 * margins * target, labels)
        loss = loss - 0.45 * F.kl_div(F.log_softmax(z, 1), mean, reduction="batchmean")
    return loss


class Cifar(torch.utils.data.Dataset):
    def __init__(self, path, transform):
        records = np.fromfile(path, dtype=np.uint8).reshape(-1, 3074)
        self.labels, self.transform = records[:, 1].astype(int), transform
        self.images = np.ascontiguousarray(records[:, 2:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1))

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return self.transform(Image.fromarray(self.images[i])), self.labels[i]


def loader(path, batch, workers, train):
    change = [transforms.RandomCrop(32, 4), transforms.RandomHorizontalFlip(), transforms.RandomRotation(15)] if train else []
    data = Cifar(path, transforms.Compose(change + [transforms.ToTensor(), transforms.Normalize(MEAN, STD)]))
    return data, torch.utils.data.DataLoader(data, batch, shuffle=train, num_workers=workers)


class Meter:
    """Counts images from the end of the warm-up until the time is up, always whole batches; the first batch comes before the warm-up."""

    def __init__(self, a):
        self.warmup, self.seconds, self.start, self.warm, self.images = a.warmup, a.seconds, None, False, 0

    def add(self, images):
        """Whether the measurement is over."""
        now = time.perf_counter()
        self.images += images
        if self.start is None:
            self.start = now
        elif not self.warm and now - self.start >= self.warmup:
            self.start, self.warm, self.images = now, True, 0
        elif self.warm and now - self.start >= self.seconds:
            self.images_per_second = self.images / (now - self.start)
            return True
        return False


def train(a, network, loss_for):
    """Images a second of training; loss_for takes the class counts and gives a function of images and labels."""
    data, batches = loader(f"{a.data}/train.bin", a.batch, a.workers, True)
    loss_of = loss_for(np.maximum(np.bincount(data.labels, minlength=CLASSES), 1))
    network.train()
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=5e-4)
    meter = Meter(a)
    while True:
        for x, y in batches:
            optimizer.zero_grad()
            loss = loss_of(x, y)
            loss.backward()
            optimizer.step()
            loss.item()
            if meter.add(len(x)):
                return meter.images_per_second


def score(a, network):
    """Images a second of scoring with all experts."""
    _, batches = loader(f"{a.data}/test.bin", a.batch, a.workers, False)
    network.eval()
    meter = Meter(a)
    with torch.no_grad():
        while True:
            for x, _ in batches:
                network(x)
                if meter.add(len(x)):
                    return meter.images_per_second


def arguments(description, *paths):
    p = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["train", "score"])
    for path in (*paths, "data"):
        p.add_argument(path)
    for name, value in (("seconds", 10.0), ("warmup", 2.0), ("threads", 2), ("workers", 1), ("experts", 3), ("batch", 128)):
        p.add_argument(f"--{name}", type=type(value), default=value)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    return a


def report(a, network, loss_for):
    training = a.what == "train"
    speed = train(a, network, loss_for) if training else score(a, network)
    print(json.dumps({"images_per_second": round(speed, 1), "peak_megabytes": round(peak_megabytes()), "experts": None if training else a.experts}))


def peak_megabytes():
    with open("/proc/self/status") as status:
        return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


def main():
    a = arguments(__doc__)
    network = Ride(a.experts)

    def loss_for(counts):
        margins = torch.tensor(0.5 * counts ** -0.25 / (counts ** -0.25).max(), dtype=torch.float32)
        return lambda x, y: ride_loss(network.experts_logits(x), y, margins)

    report(a, network, loss_for)


if __name__ == "__main__":
    main()
