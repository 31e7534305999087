"""PyTorch on the CPU: the networks of these benchmarks, as an engine of them.

It prints one JSON object a line: "ready" once a first step is done, then a "step" for each line that says so on stdin.
A step is zero_grad, forward, softmax cross-entropy, backward and Adam on a batch of random images; its time is given
in microseconds for each image. On Debian: apt-get install python3-torch libopenblas0-pthread; elsewhere: pip install torch numpy
"""
import argparse
import json
import sys
import time


def tell(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)


try:
    import torch
    from torch import nn
except ImportError as error:
    tell("cannot", why="%s. On Debian: apt-get install python3-torch libopenblas0-pthread" % error)
    sys.exit(0)


def convolution(channels, filters, padding):
    return [nn.Conv2d(channels, filters, 3, padding=padding), nn.ReLU()]


def dense(inputs, units):
    return [nn.Linear(inputs, units), nn.ReLU()]


def pooled(rate):
    return [nn.MaxPool2d(2), nn.Dropout(rate)]


def mnist_basic():
    return [nn.Flatten(), *dense(784, 128), nn.Linear(128, 10)]


def mnist_cnn():
    return [*convolution(1, 32, 0), *convolution(32, 64, 0), *pooled(0.25), nn.Flatten(),
            *dense(12 * 12 * 64, 128), nn.Dropout(0.5), nn.Linear(128, 10)]


def fashion_mnist_cnn_2():
    layers, channels = [], 1
    for filters in (32, 64, 128):
        layers += [*convolution(channels, filters, 1), *convolution(filters, filters, 1), *pooled(0.25)]
        channels = filters
    return [*layers, nn.Flatten(), *dense(3 * 3 * 128, 512), *dense(512, 256), *dense(256, 128),
            nn.Dropout(0.5), nn.Linear(128, 10)]


def cifar_cnn():
    return [*convolution(3, 32, 1), *convolution(32, 64, 0), *pooled(0.25), nn.Flatten(),
            *dense(15 * 15 * 64, 512), *dense(512, 256), *dense(256, 128), nn.Dropout(0.5), nn.Linear(128, 10)]


class Residual(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(inputs, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
                                  nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width))
        same = stride == 1 and inputs == width
        self.shortcut = nn.Identity() if same else nn.Sequential(
            nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        return torch.relu(self.body(x) + self.shortcut(x))


def resnet_20():
    layers, inputs = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()], 16
    for width in (16, 32, 64):
        for block in range(3):
            layers.append(Residual(inputs, width, 2 if block == 0 and width > 16 else 1))
            inputs = width
    return [*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10)]


class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return x * self.factor


def airbench_94():
    whiten = nn.Conv2d(3, 24, 2)
    whiten.weight.requires_grad = False
    layers, inputs = [whiten, nn.GELU()], 24
    for width in (64, 256, 256):
        for pool in (True, False):
            norm = nn.BatchNorm2d(width, eps=1e-12, momentum=0.4)
            norm.weight.requires_grad = False
            layers += [nn.Conv2d(inputs, width, 3, padding=1, bias=False), *([nn.MaxPool2d(2)] if pool else []),
                       norm, nn.GELU()]
            inputs = width
    return [*layers, nn.MaxPool2d(3), nn.Flatten(), nn.Linear(256, 10, bias=False), Scale(1 / 9)]


def mobilenet_32():
    def normalized(convolution):
        return [convolution, nn.BatchNorm2d(convolution.out_channels), nn.ReLU6()]

    layers, inputs = normalized(nn.Conv2d(3, 32, 3, 1, 1, bias=False)), 32
    for width, stride in ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)):
        layers += normalized(nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False))
        layers += normalized(nn.Conv2d(inputs, width, 1, bias=False))
        inputs = width
    return [*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10)]


GREY, COLOUR = (1, 28, 28), (3, 32, 32)
MODELS = {
    "mnist-basic": (mnist_basic, GREY, 101770),
    "mnist-cnn": (mnist_cnn, GREY, 1199882),
    "fashion-mnist-cnn": (mnist_cnn, GREY, 1199882),
    "fashion-mnist-cnn-2": (fashion_mnist_cnn_2, GREY, 1042282),
    "cifar-cnn": (cifar_cnn, COLOUR, 7558218),
    "resnet-20": (resnet_20, COLOUR, 272474),
    "airbench-94": (airbench_94, COLOUR, 1971640),
    "mobilenet-32": (mobilenet_32, COLOUR, 543050),
}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--model", choices=MODELS, required=True)
    options.add_argument("--batch-size", type=int, default=1000)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(0)
    layers, shape, parameters = MODELS[chosen.model]
    model = nn.Sequential(*layers())
    # The factors of airbench-94's normalizations are fixed at 1, which other engines express by having none.
    count = sum(each.numel() for each in model.parameters() if each.requires_grad or each.dim() > 1)
    assert count == parameters, "%s has %d parameters, expected %d" % (chosen.model, count, parameters)
    optimizer, loss = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7), nn.CrossEntropyLoss()
    images = torch.rand(chosen.batch_size, *shape)
    labels = torch.randint(0, 10, (chosen.batch_size,))

    def step():
        began = time.perf_counter()
        optimizer.zero_grad()
        loss(model(images), labels).backward()
        optimizer.step()
        return 1e6 * (time.perf_counter() - began) / chosen.batch_size

    step()
    tell("ready", label="PyTorch " + torch.__version__, workers=chosen.threads, versions={"torch": torch.__version__})
    for line in sys.stdin:
        if line.strip() != "step":
            break
        tell("step", microsecondsPerSample=step())


if __name__ == "__main__":
    main()
