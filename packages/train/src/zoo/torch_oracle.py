"""Loss and gradients of graphs in PyTorch, in float64: what programs are held against.

Reads a list of tasks from standard input, as JSON, and writes a list of results. A task is a graph as plain data
(packages/kernels/src/graph/graph.ts) with everything that one step needs:
  graph, losses       as a training program takes them
  parameters, states  values of each, row by row
  inputs, targets     values of each, with the batch as first axis: { shape, values }
Its result has the mean loss over the rows, penalties included, and the gradient by each parameter; null for a frozen one.
A kind of operation is a function of that name below; one that draws random numbers passes its input on.
"""
import json
import sys

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def same_padding(size, window, stride):
    """Zeros before and after, as TensorFlow pads: the odd one comes after."""
    total = max((-(-size // stride) - 1) * stride + window - size, 0)
    return total // 2, total - total // 2


def images(x):
    return x.permute(0, 3, 1, 2)


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def padded(x, op, window, value=0.0):
    """Images [rows, channels, height, width], padded for windows of [height, width]."""
    if op["padding"] == "valid":
        return x
    top, bottom = same_padding(x.shape[2], window[0], op["strides"][0])
    left, right = same_padding(x.shape[3], window[1], op["strides"][1])
    return F.pad(x, (left, right, top, bottom), value=value)


def convolution(op, x, kernel, bias, groups=1):
    dilations = op.get("dilations", [1, 1])
    window = [(length - 1) * rate + 1 for length, rate in zip(op["kernelSize"], dilations)]
    y = F.conv2d(padded(images(x), op, window), kernel, bias, op["strides"], 0, dilations, groups)
    return activated(channels_last(y), op.get("activation", "linear"))


def conv2d(op, xs, ps, _):
    return convolution(op, xs[0], ps[0].permute(3, 2, 0, 1), ps[1] if op["useBias"] else None)


def depthwiseConv2d(op, xs, ps, _):
    height, width, channels, multiplier = ps[0].shape
    kernel = ps[0].permute(2, 3, 0, 1).reshape(channels * multiplier, 1, height, width)
    return convolution(op, xs[0], kernel, ps[1] if op["useBias"] else None, groups=channels)


def conv2dTranspose(op, xs, ps, _):
    x, stride, window = images(xs[0]), op["strides"], op["kernelSize"]
    y = F.conv_transpose2d(x, ps[0].permute(3, 2, 0, 1), None, stride)
    for axis in (2, 3):
        size = x.shape[axis] * stride[axis - 2]
        if op["padding"] == "same":
            y = y.narrow(axis, max(window[axis - 2] - stride[axis - 2], 0) // 2, size)
    y = channels_last(y)
    return activated(y + ps[1] if op["useBias"] else y, op.get("activation", "linear"))


def conv1d(op, xs, ps, _):
    flat = {"kernelSize": [1, op["kernelSize"]], "strides": [1, op["stride"]], "dilations": [1, op.get("dilation", 1)]}
    kernel = ps[0].permute(2, 1, 0).unsqueeze(2)
    bias = ps[1] if op["useBias"] else None
    return convolution({**op, **flat}, xs[0].unsqueeze(1), kernel, bias).squeeze(1)


def dense(op, xs, ps, _):
    y = xs[0] @ ps[0]
    return activated(y + ps[1] if op["useBias"] else y, op.get("activation", "linear"))


def embedding(op, xs, ps, _):
    return ps[0][xs[0].long()]


def maxPool2d(op, xs, *_):
    x = padded(images(xs[0]), op, op["poolSize"], float("-inf"))
    return channels_last(F.max_pool2d(x, op["poolSize"], op["strides"]))


def averagePool2d(op, xs, *_):
    x = images(xs[0])

    def mean(values):
        return F.avg_pool2d(padded(values, op, op["poolSize"]), op["poolSize"], op["strides"])

    # Padding counts for nothing.
    return channels_last(mean(x) / mean(torch.ones_like(x)))


def pool1d(pool):
    def of(op, xs, *_):
        flat = {"poolSize": [1, op["poolSize"]], "strides": [1, op["stride"]], "padding": op["padding"]}
        return pool(flat, [xs[0].unsqueeze(1)]).squeeze(1)

    return of


def globalMaxPool(op, xs, *_):
    return xs[0].amax(dim=tuple(range(1, xs[0].dim() - 1)))


def globalAveragePool(op, xs, *_):
    return xs[0].mean(dim=tuple(range(1, xs[0].dim() - 1)))


def batchNormalization(op, xs, ps, states):
    x = xs[0]
    axes = tuple(range(x.dim() - 1))
    if op.get("isFrozen"):
        mean, variance = states
    else:
        mean, variance = x.mean(axes), x.var(axes, unbiased=False)
    return scaled(op, (x - mean) / torch.sqrt(variance + op["epsilon"]), ps)


def layerNormalization(op, xs, ps, _):
    x = xs[0]
    axes = tuple(range(-op["axes"], 0))
    mean, variance = x.mean(axes, keepdim=True), x.var(axes, unbiased=False, keepdim=True)
    return scaled(op, (x - mean) / torch.sqrt(variance + op["epsilon"]), ps)


def scaled(op, y, ps):
    if op["scale"]:
        y = y * ps[0]
    if op["center"]:
        y = y + ps[-1]
    return activated(y, op.get("activation", "linear"))


def add(op, xs, *_):
    return activated(sum(xs), op.get("activation", "linear"))


def average(op, xs, *_):
    return sum(xs) / len(xs)


def fold(combine):
    def of(op, xs, *_):
        y = xs[0]
        for x in xs[1:]:
            y = combine(y, x)
        return y

    return of


def concatenate(op, xs, *_):
    return torch.cat(xs, op.get("axis", -1))


def dot(op, xs, *_):
    x, y = "ac"[: xs[0].dim() - 1], "de"[: xs[1].dim() - 1]
    shared = x[op["axes"][0] - 1]
    y = y.replace(y[op["axes"][1] - 1], shared)
    rest = "".join(letter for letter in x + y if letter != shared)
    result = torch.einsum(f"b{x},b{y}->b{rest}", *xs)
    return result if rest else result.unsqueeze(1)


def reshape(op, xs, *_):
    return xs[0].reshape(xs[0].shape[0], *op["shape"])


def permute(op, xs, *_):
    return xs[0].permute(0, *op["dims"])


def zeroPadding2d(op, xs, *_):
    (top, bottom), (left, right) = op["padding"]
    return F.pad(xs[0], (0, 0, left, right, top, bottom))


def cropping2d(op, xs, *_):
    (top, bottom), (left, right) = op["cropping"]
    _, height, width, _ = xs[0].shape
    return xs[0][:, top : height - bottom, left : width - right]


def upSampling2d(op, xs, *_):
    x = xs[0]
    for axis, factor in zip((1, 2), op["size"]):
        length = x.shape[axis]
        places = torch.arange(length * factor) / factor
        low = places.floor().long()
        share = (places - low).to(x.dtype) if op["interpolation"] == "bilinear" else torch.zeros(1, dtype=x.dtype)
        share = share.reshape([-1 if i == axis else 1 for i in range(4)])
        high = (low + 1).clamp(max=length - 1)
        x = x.index_select(axis, low) * (1 - share) + x.index_select(axis, high) * share
    return x


def softmax(op, xs, *_):
    return F.softmax(xs[0], op.get("axis", -1))


def prelu(op, xs, ps, _):
    return torch.where(xs[0] < 0, ps[0] * xs[0], xs[0])


def activation(op, xs, *_):
    return activated(xs[0], op["activation"])


def selfGatedActivation(op, xs, *_):
    x, name = xs[0], op["activation"]
    if name == "gelu":
        return F.gelu(x)
    if name == "gelu_new":
        return F.gelu(x, approximate="tanh")
    return F.silu(x) if name == "swish" else F.mish(x)


def activated(x, name):
    if isinstance(name, dict):
        parametric = {
            "leakyRelu": lambda a: F.leaky_relu(x, a),
            "clippedRelu": lambda a: x.clamp(0, a),
            "elu": lambda a: F.elu(x, a),
        }
        return parametric[name["name"]](name["parameter"])
    plain = {
        "linear": lambda: x,
        "relu": lambda: F.relu(x),
        "relu6": lambda: F.relu6(x),
        "elu": lambda: F.elu(x),
        "selu": lambda: F.selu(x),
        "softplus": lambda: F.softplus(x),
        "softsign": lambda: F.softsign(x),
        "tanh": lambda: torch.tanh(x),
        "sigmoid": lambda: torch.sigmoid(x),
    }
    return plain[name]()


def passed(op, xs, *_):
    return xs[0]


OPERATIONS = {
    **{f.__name__: f for f in (conv1d, conv2d, depthwiseConv2d, conv2dTranspose, dense, embedding)},
    **{f.__name__: f for f in (maxPool2d, averagePool2d, globalMaxPool, globalAveragePool)},
    **{f.__name__: f for f in (batchNormalization, layerNormalization, add, average, concatenate, dot)},
    **{f.__name__: f for f in (reshape, permute, zeroPadding2d, cropping2d, upSampling2d)},
    **{f.__name__: f for f in (softmax, prelu, activation, selfGatedActivation)},
    "maxPool1d": pool1d(maxPool2d),
    "averagePool1d": pool1d(averagePool2d),
    "maximum": fold(torch.maximum),
    "minimum": fold(torch.minimum),
    "multiply": fold(torch.mul),
    **{name: passed for name in ("dropout", "gaussianNoise", "gaussianDropout", "spatialDropout", "alphaDropout")},
}

# Of one element, but for the first, which is of a distribution; Keras clips probabilities.
LOSSES = {
    "categoricalCrossEntropy": lambda p, t, _: -(t * torch.log(p.clamp(1e-7, 1 - 1e-7))).sum(-1),
    "kullbackLeiblerDivergence": lambda p, t, _: (t * torch.log(t.clamp(1e-7, 1) / p.clamp(1e-7, 1))).sum(-1),
    "binaryCrossEntropy": lambda p, t, _: F.binary_cross_entropy(p.clamp(1e-7, 1 - 1e-7), t, reduction="none"),
    "meanSquaredError": lambda p, t, _: (p - t) ** 2,
    "meanAbsoluteError": lambda p, t, _: (p - t).abs(),
    "huber": lambda p, t, loss: F.huber_loss(p, t, reduction="none", delta=loss.get("delta", 1.0)),
}


def tensor(values, shape):
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def solve(task):
    graph = task["graph"]
    records = graph["parameters"]
    parameters = [tensor(v, r["shape"]) for v, r in zip(task["parameters"], records)]
    for parameter, record in zip(parameters, records):
        parameter.requires_grad_(record["trainable"])
    states = [tensor(v, r["shape"]) for v, r in zip(task["states"], graph["states"])]
    columns = iter(task["inputs"])
    values = []
    for node in graph["nodes"]:
        operation = node["operation"]
        if operation["kind"] == "input":
            column = next(columns)
            values.append(tensor(column["values"], column["shape"]))
            continue
        own = [parameters[i] for i in node["parameters"]]
        moving = [states[i] for i in node["states"]]
        inputs = [values[i] for i in node["inputs"]]
        values.append(OPERATIONS[operation["kind"]](operation, inputs, own, moving))
    loss = torch.zeros((), dtype=torch.float64)
    for entry, target in zip(task["losses"], task["targets"]):
        output = values[graph["outputs"][entry.get("output", 0)]]
        wanted = tensor(target["values"], output.shape)
        each = LOSSES[entry["loss"]["kind"]](output, wanted, entry["loss"])
        loss = loss + entry.get("weight", 1) * each.mean()
    for parameter, record in zip(parameters, records):
        if record["trainable"]:
            loss = loss + record.get("l1", 0) * parameter.abs().sum() + record.get("l2", 0) * (parameter**2).sum()
    loss.backward()
    gradients = [p.grad.flatten().tolist() if r["trainable"] else None for p, r in zip(parameters, records)]
    return {"loss": loss.item(), "gradients": gradients}


if __name__ == "__main__":
    json.dump([solve(task) for task in json.load(sys.stdin)], sys.stdout)
