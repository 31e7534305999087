"""How long torchvision takes to load MNIST or CIFAR-10 from files that are there, beside benchmarks/dist/warm-cache.js.

  torchvision_load.py versions                  prints what there is
  torchvision_load.py prepare-mnist DIRECTORY   writes the files as torchvision wants them, from DIRECTORY/<set>.<part>.images
                                                and .labels, bytes as @nn101/datasets gives them; or prepare-cifar-10
  torchvision_load.py mnist DIRECTORY           loads both parts and prints one JSON object; or cifar-10

The clock starts once torchvision is imported. On Debian: apt-get install python3-torchvision
"""
import json
import os
import pickle
import resource
import struct
import sys
import time

try:
    import numpy
    import torch
    import torchvision
except ImportError as error:
    print(json.dumps({"cannot": "%s. On Debian: apt-get install python3-torchvision" % error}))
    sys.exit(0)


def raw(directory, name, part, what):
    return numpy.fromfile(os.path.join(directory, "%s.%s.%s" % (name, part, what)), dtype=numpy.uint8)


def prepare_mnist(directory):
    folder = os.path.join(directory, "MNIST/raw")
    os.makedirs(folder)
    for part, prefix in ("train", "train"), ("test", "t10k"):
        images, labels = (raw(directory, "mnist", part, what) for what in ("images", "labels"))
        with open(os.path.join(folder, prefix + "-images-idx3-ubyte"), "wb") as file:
            file.write(struct.pack(">IIII", 2051, len(labels), 28, 28) + images.tobytes())
        with open(os.path.join(folder, prefix + "-labels-idx1-ubyte"), "wb") as file:
            file.write(struct.pack(">II", 2049, len(labels)) + labels.tobytes())


def prepare_cifar(directory):
    folder = os.path.join(directory, "cifar-10-batches-py")
    os.makedirs(folder)
    for part, names in ("train", ["data_batch_%d" % i for i in range(1, 6)]), ("test", ["test_batch"]):
        images, labels = (raw(directory, "cifar-10", part, what) for what in ("images", "labels"))
        planes = images.reshape(-1, 32, 32, 3).transpose(0, 3, 1, 2).reshape(-1, 3072)
        for i, name in enumerate(names):
            rows = slice(i * 10000, (i + 1) * 10000)
            with open(os.path.join(folder, name), "wb") as file:
                pickle.dump({"data": planes[rows].copy(), "labels": labels[rows].tolist()}, file, protocol=2)
    with open(os.path.join(folder, "batches.meta"), "wb") as file:
        pickle.dump({"label_names": [str(i) for i in range(10)]}, file, protocol=2)


class Cifar(torchvision.datasets.CIFAR10):
    # These files are not the published ones, byte for byte. Neither side computes checksums in a warm load.
    meta = {**torchvision.datasets.CIFAR10.meta, "md5": None}

    def _check_integrity(self):
        return True


def load(name, directory):
    dataset = torchvision.datasets.MNIST if name == "mnist" else Cifar
    before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    parts = [dataset(directory, train=train) for train in (True, False)]
    milliseconds = 1000 * (time.perf_counter() - started)
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({
        "name": name,
        "images": sum(len(part) for part in parts),
        "milliseconds": milliseconds,
        "processorMilliseconds": 1000 * spent,
        "dataBytes": sum(torch.as_tensor(part.data).numel() + len(part.targets) for part in parts),
        "peakBytes": after.ru_maxrss * 1024,
        "addedBytes": (after.ru_maxrss - before.ru_maxrss) * 1024,
    }))


command = sys.argv[1]
if command == "versions":
    print(json.dumps({"versions": "torchvision " + torchvision.__version__}))
elif command.startswith("prepare-"):
    (prepare_mnist if command == "prepare-mnist" else prepare_cifar)(sys.argv[2])
    print("{}")
else:
    load(command, sys.argv[2])
