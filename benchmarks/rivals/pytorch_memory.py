"""How much memory PyTorch takes to train a network of the zoo: python3 pytorch_memory.py BATCH STEPS, the network on stdin.

The network is a graph as plain data (packages/kernels/src/graph/graph.ts) with its losses' names:
  { graph, losses: [{ name, weight }] }
It is computed as one writes it in PyTorch: images lie channel by channel, as they do by default, and each operation is one
call where there is one. What torch_oracle.py writes out for the sake of exactness is replaced below; tensors have the shapes
and operations of the graph, and random values. A step is zero_grad, forward, loss, backward and Adam.

It prints one JSON object: bytes of the process before the network was built, and at the most, as Linux counts them.
"""
import functools
import json
import math
import pathlib
import sys

import torch
import torch.nn.functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "packages/train/src/zoo"))
from torch_oracle import OPERATIONS, activated, channels_last, images  # noqa: E402

torch.set_num_threads(1)
torch.manual_seed(0)


def bytes_of(field):
    for line in open("/proc/self/status"):
        if line.startswith(field):
            return 1024 * int(line.split()[1])
    raise SystemExit("/proc/self/status has no %s" % field)


# Tensors of images are views, [rows, height, width, channels] of memory that is [rows, channels, height, width].


def same(op, window):
    return [length // 2 for length in window] if op["padding"] == "same" else 0


def convolution(op, x, kernel, bias, groups=1):
    dilations = op.get("dilations", [1, 1])
    window = [(length - 1) * rate + 1 for length, rate in zip(op["kernelSize"], dilations)]
    y = F.conv2d(images(x), kernel, bias, op["strides"], same(op, window), dilations, groups)
    return activated(channels_last(y), op.get("activation", "linear"))


def conv2d(op, xs, ps, _):
    return convolution(op, xs[0], ps[0], ps[1] if op["useBias"] else None)


def depthwiseConv2d(op, xs, ps, _):
    return convolution(op, xs[0], ps[0], ps[1] if op["useBias"] else None, groups=xs[0].shape[-1])


def conv1d(op, xs, ps, _):
    dilation = op.get("dilation", 1)
    padding = same(op, [(op["kernelSize"] - 1) * dilation + 1])
    bias = ps[1] if op["useBias"] else None
    y = F.conv1d(xs[0].transpose(1, 2), ps[0], bias, op["stride"], padding, dilation)
    return activated(y.transpose(1, 2), op.get("activation", "linear"))


def conv2dTranspose(op, xs, ps, _):
    beyond = [max(length - stride, 0) for length, stride in zip(op["kernelSize"], op["strides"])]
    padding = [(more + 1) // 2 for more in beyond]
    rest = [2 * pad - more for pad, more in zip(padding, beyond)]
    bias = ps[1] if op["useBias"] else None
    y = F.conv_transpose2d(images(xs[0]), ps[0], bias, op["strides"], padding, rest)
    return activated(channels_last(y), op.get("activation", "linear"))


def dense(op, xs, ps, _):
    y = F.linear(xs[0], ps[0], ps[1] if op["useBias"] else None)
    return activated(y, op.get("activation", "linear"))


def embedding(op, xs, ps, _):
    return F.embedding(xs[0], ps[0])


def maxPool2d(op, xs, *_):
    return channels_last(F.max_pool2d(images(xs[0]), op["poolSize"], op["strides"], same(op, op["poolSize"])))


def averagePool2d(op, xs, *_):
    padding = same(op, op["poolSize"])
    return channels_last(F.avg_pool2d(images(xs[0]), op["poolSize"], op["strides"], padding, count_include_pad=False))


def maxPool1d(op, xs, *_):
    return F.max_pool1d(xs[0].transpose(1, 2), op["poolSize"], op["stride"]).transpose(1, 2)


def averagePool1d(op, xs, *_):
    return F.avg_pool1d(xs[0].transpose(1, 2), op["poolSize"], op["stride"]).transpose(1, 2)


def batchNormalization(op, xs, ps, states):
    is_image = xs[0].dim() == 4
    x = images(xs[0]) if is_image else xs[0]
    scale = ps[0] if op["scale"] else None
    shift = ps[-1] if op["center"] else None
    y = F.batch_norm(x, *states, scale, shift, not op.get("isFrozen"), 0.01, op["epsilon"])
    return activated(channels_last(y) if is_image else y, op.get("activation", "linear"))


def layerNormalization(op, xs, ps, _):
    shape = xs[0].shape[-op["axes"]:]
    y = F.layer_norm(xs[0], shape, ps[0] if op["scale"] else None, ps[-1] if op["center"] else None, op["epsilon"])
    return activated(y, op.get("activation", "linear"))


def concatenate(op, xs, *_):
    if xs[0].dim() == 4 and op.get("axis", -1) in (-1, 3):
        return channels_last(torch.cat([images(x) for x in xs], 1))
    return torch.cat(xs, op.get("axis", -1))


def add(op, xs, *_):
    return activated(functools.reduce(torch.add, xs), op.get("activation", "linear"))


def average(op, xs, *_):
    return functools.reduce(torch.add, xs) / len(xs)


def zeroPadding2d(op, xs, *_):
    (top, bottom), (left, right) = op["padding"]
    return channels_last(F.pad(images(xs[0]), (left, right, top, bottom)))


def reshape(op, xs, *_):
    x = images(xs[0]) if xs[0].dim() == 4 else xs[0]
    return x.reshape(x.shape[0], *op["shape"])


def upSampling2d(op, xs, *_):
    return channels_last(F.interpolate(images(xs[0]), scale_factor=[float(f) for f in op["size"]], mode=op["interpolation"]))


def gaussianNoise(op, xs, *_):
    return xs[0] + op["stddev"] * torch.randn_like(xs[0])


def gaussianDropout(op, xs, *_):
    return xs[0] * (1 + math.sqrt(op["rate"] / (1 - op["rate"])) * torch.randn_like(xs[0]))


def spatialDropout(op, xs, *_):
    return F.dropout2d(xs[0].transpose(1, -1).unsqueeze(-1), op["rate"]).squeeze(-1).transpose(1, -1)


def own(*functions):
    return {f.__name__: f for f in functions}


OPERATIONS = {
    **OPERATIONS,
    **own(conv1d, conv2d, depthwiseConv2d, conv2dTranspose, dense, embedding, maxPool1d, averagePool1d, maxPool2d),
    **own(averagePool2d, batchNormalization, layerNormalization, add, average, concatenate),
    **own(zeroPadding2d, reshape, upSampling2d),
    **own(gaussianNoise, gaussianDropout, spatialDropout),
    "dropout": lambda op, xs, *_: F.dropout(xs[0], op["rate"]),
    "alphaDropout": lambda op, xs, *_: F.alpha_dropout(xs[0], op["rate"], True),
}

# How PyTorch has the weights of an operation, of Keras' shapes: the same elements in another order.
KERNELS = {
    "conv2d": (3, 2, 0, 1),
    "conv2dTranspose": (3, 2, 0, 1),
    "depthwiseConv2d": (2, 3, 0, 1),
    "conv1d": (2, 1, 0),
    "dense": (1, 0),
}


def parameter_shape(graph, index):
    shape = graph["parameters"][index]["shape"]
    for node in graph["nodes"]:
        kind = node["operation"]["kind"]
        if kind in KERNELS and node["parameters"][0] == index:
            turned = [shape[axis] for axis in KERNELS[kind]]
            return [turned[0] * turned[1], 1, *turned[2:]] if kind == "depthwiseConv2d" else turned
    return shape


# Cross-entropies take what comes before softmax and sigmoid, as PyTorch's do.
FROM_LOGITS = {"categoricalCrossentropy", "sparseCategoricalCrossentropy", "binaryCrossentropy"}

LOSSES = {
    "categoricalCrossentropy": F.cross_entropy,
    "sparseCategoricalCrossentropy": F.cross_entropy,
    "binaryCrossentropy": F.binary_cross_entropy_with_logits,
    "meanSquaredError": F.mse_loss,
    "meanAbsoluteError": F.l1_loss,
    "huber": F.huber_loss,
    "klDivergence": lambda y, t: F.kl_div(torch.log_softmax(y, -1), t, reduction="batchmean"),
}


def without_last_activation(operation):
    if operation["kind"] in ("softmax", "activation"):
        return {"kind": "dropout", "rate": 0}
    return {**operation, "activation": "linear"}


def prepared(graph, losses):
    nodes = [dict(node) for node in graph["nodes"]]
    for index, loss in zip(graph["outputs"], losses):
        if loss["name"] in FROM_LOGITS or loss["name"] == "klDivergence":
            nodes[index]["operation"] = without_last_activation(nodes[index]["operation"])
    return nodes


def batch_of(nodes, parameters, rows):
    readers = {node["inputs"][0]: node for node in nodes if node["operation"]["kind"] == "embedding"}
    batch = {}
    for index, node in enumerate(nodes):
        if node["operation"]["kind"] != "input":
            continue
        shape = node["operation"]["shape"]
        if index in readers:
            batch[index] = torch.randint(0, parameters[readers[index]["parameters"][0]].shape[0], (rows, *shape))
        elif len(shape) == 3:
            batch[index] = channels_last(torch.rand(rows, shape[2], shape[0], shape[1]))
        else:
            batch[index] = torch.rand(rows, *shape)
    return batch


def target_of(loss, output):
    if LOSSES[loss["name"]] is F.cross_entropy:
        return torch.randint(0, output.shape[-1], output.shape[:1])
    if loss["name"] == "klDivergence":
        return torch.softmax(torch.rand(output.shape), -1)
    return torch.rand_like(output)


def train(graph, losses, rows, steps):
    records = graph["parameters"]
    parameters = [torch.rand(parameter_shape(graph, i)) * 0.1 for i in range(len(records))]
    for parameter, record in zip(parameters, records):
        parameter.requires_grad_(record["trainable"])
    states = [torch.ones(record["shape"]) for record in graph["states"]]
    nodes = prepared(graph, losses)
    batch = batch_of(nodes, parameters, rows)
    optimizer = torch.optim.Adam([p for p in parameters if p.requires_grad], eps=1e-7)
    targets = []

    def forward():
        # A value goes when nothing needs it any more, as a local variable would.
        last = {i: k for k, node in enumerate(nodes) for i in node["inputs"]}
        values = {}
        for k, node in enumerate(nodes):
            if node["operation"]["kind"] == "input":
                values[k] = batch[k]
                continue
            inputs = [values[i] for i in node["inputs"]]
            own_parameters = [parameters[i] for i in node["parameters"]]
            own_states = [states[i] for i in node["states"]]
            values[k] = OPERATIONS[node["operation"]["kind"]](node["operation"], inputs, own_parameters, own_states)
            del inputs
            for i in node["inputs"]:
                if last[i] == k and i not in graph["outputs"]:
                    values.pop(i, None)
        return [values[i] for i in graph["outputs"]]

    for _ in range(steps):
        optimizer.zero_grad()
        outputs = forward()
        if not targets:
            targets.extend(target_of(loss, y.detach()) for loss, y in zip(losses, outputs))
        total = sum(loss["weight"] * LOSSES[loss["name"]](y, t) for loss, y, t in zip(losses, outputs, targets))
        for parameter, record in zip(parameters, records):
            if parameter.requires_grad and ("l1" in record or "l2" in record):
                total = total + record.get("l1", 0) * parameter.abs().sum() + record.get("l2", 0) * (parameter**2).sum()
        del outputs
        total.backward()
        optimizer.step()
        assert math.isfinite(total.item())


if __name__ == "__main__":
    task = json.load(sys.stdin)
    before = bytes_of("VmRSS")
    train(task["graph"], task["losses"], int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"baseBytes": before, "peakBytes": bytes_of("VmHWM"), "version": torch.__version__}))
