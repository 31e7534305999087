"""PyTorch on the CPU: the five models of the course, as an engine of these benchmarks.

It prints one JSON object a line: "ready" once a first step is done, then a "step" for each line that says so on stdin.
A step is zero_grad, forward, softmax cross-entropy, backward and Adam on a batch of random images; its time is given
in microseconds for each image. On Debian: apt-get install python3-torch libopenblas0-pthread
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


GREY, COLOUR = (1, 28, 28), (3, 32, 32)
MODELS = {
    "mnist-basic": (mnist_basic, GREY, 101770),
    "mnist-cnn": (mnist_cnn, GREY, 1199882),
    "fashion-mnist-cnn": (mnist_cnn, GREY, 1199882),
    "fashion-mnist-cnn-2": (fashion_mnist_cnn_2, GREY, 1042282),
    "cifar-cnn": (cifar_cnn, COLOUR, 7558218),
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
    count = sum(parameter.numel() for parameter in model.parameters())
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
