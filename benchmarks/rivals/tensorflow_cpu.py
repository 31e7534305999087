"""TensorFlow on the CPU: the networks of these benchmarks, as an engine of them.

It prints what pytorch.py prints, and its step is the same: forward, softmax cross-entropy, backward and Adam on a batch of
random images, compiled to one graph as Keras' fit() does on a CPU. To install: pip install tensorflow-cpu
"""
import argparse
import json
import os
import sys
import time

# Of its own accord it tells of each instruction set that it was built for.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def tell(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)


try:
    import tensorflow
    from keras import Input, Model, layers, optimizers
except ImportError as error:
    tell("cannot", why="%s. To install: pip install tensorflow-cpu" % error)
    sys.exit(0)


def sequential(*parts):
    def apply(x):
        for part in parts:
            x = part(x)
        return x
    return apply


def convolution(filters, padding):
    return layers.Conv2D(filters, 3, padding=padding, activation="relu")


def dense(units):
    return layers.Dense(units, activation="relu")


def pooled(rate):
    return sequential(layers.MaxPooling2D(), layers.Dropout(rate))


def two_convolutions(padding, *units):
    return sequential(convolution(32, padding), convolution(64, "valid"), pooled(0.25), layers.Flatten(),
                      *[dense(count) for count in units], layers.Dropout(0.5), layers.Dense(10))


def mnist_basic():
    return sequential(layers.Flatten(), dense(128), layers.Dense(10))


def mnist_cnn():
    return two_convolutions("valid", 128)


def fashion_mnist_cnn_2():
    groups = [sequential(convolution(filters, "same"), convolution(filters, "same"), pooled(0.25))
              for filters in (32, 64, 128)]
    return sequential(*groups, layers.Flatten(), dense(512), dense(256), dense(128), layers.Dropout(0.5),
                      layers.Dense(10))


def cifar_cnn():
    return two_convolutions("same", 512, 256, 128)


def padded(layer, strides):
    """With stride 2, "same" would pad the right and bottom alone."""
    return sequential(layers.ZeroPadding2D(1), layer) if strides > 1 else layer


def residual(filters, strides, projected):
    def bare(size, stride):
        same = "same" if stride == 1 else "valid"
        return layers.Conv2D(filters, size, strides=stride, padding=same, use_bias=False)

    def normalization():
        return layers.BatchNormalization(momentum=0.9, epsilon=1e-5)

    body = sequential(padded(bare(3, strides), strides), normalization(), layers.ReLU(), bare(3, 1), normalization())
    shortcut = sequential(bare(1, strides), normalization()) if projected else sequential()
    return lambda x: layers.ReLU()(layers.Add()([body(x), shortcut(x)]))


def resnet_20():
    blocks = [residual(filters, 2 if block == 0 and filters > 16 else 1, block == 0 and filters > 16)
              for filters in (16, 32, 64) for block in range(3)]
    return sequential(layers.Conv2D(16, 3, padding="same", use_bias=False),
                      layers.BatchNormalization(momentum=0.9, epsilon=1e-5), layers.ReLU(), *blocks,
                      layers.GlobalAveragePooling2D(), layers.Dense(10))


class Whitening(layers.Conv2D):
    """A convolution of which only the bias is trained."""

    def build(self, input_shape):
        super().build(input_shape)
        self._kernel.trainable = False


def airbench_94():
    parts = [Whitening(24, 2), layers.Activation("gelu")]
    for filters in (64, 256, 256):
        for pool in (True, False):
            parts += [layers.Conv2D(filters, 3, padding="same", use_bias=False), *([layers.MaxPooling2D()] if pool else []),
                      layers.BatchNormalization(scale=False, momentum=0.6, epsilon=1e-12), layers.Activation("gelu")]
    return sequential(*parts, layers.MaxPooling2D(3), layers.Flatten(), layers.Dense(10, use_bias=False),
                      layers.Rescaling(1 / 9))


def mobilenet_32():
    def normalized(layer):
        return [layer, layers.BatchNormalization(momentum=0.9, epsilon=1e-5), layers.ReLU(6)]

    def depthwise(strides):
        same = "same" if strides == 1 else "valid"
        return padded(layers.DepthwiseConv2D(3, strides=strides, padding=same, use_bias=False), strides)

    parts = normalized(layers.Conv2D(32, 3, padding="same", use_bias=False))
    for filters, strides in ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)):
        parts += normalized(depthwise(strides)) + normalized(layers.Conv2D(filters, 1, use_bias=False))
    return sequential(*parts, layers.GlobalAveragePooling2D(), layers.Dense(10))


GREY, COLOUR = (28, 28, 1), (32, 32, 3)
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
    tensorflow.config.threading.set_intra_op_parallelism_threads(chosen.threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(chosen.threads)
    tensorflow.random.set_seed(0)
    build, shape, parameters = MODELS[chosen.model]
    image = Input(shape)
    model = Model(image, build()(image))
    running = sum(layer.moving_mean.shape[0] + layer.moving_variance.shape[0] for layer in model.layers
                  if isinstance(layer, layers.BatchNormalization))
    count = model.count_params() - running
    assert count == parameters, "%s has %d parameters, expected %d" % (chosen.model, count, parameters)
    optimizer = optimizers.Adam(1e-3, epsilon=1e-7)
    images = tensorflow.random.uniform((chosen.batch_size, *shape))
    labels = tensorflow.random.uniform((chosen.batch_size,), 0, 10, tensorflow.int32)

    @tensorflow.function
    def train():
        with tensorflow.GradientTape() as tape:
            losses = tensorflow.nn.sparse_softmax_cross_entropy_with_logits(labels, model(images, training=True))
            loss = tensorflow.reduce_mean(losses)
        weights = model.trainable_weights
        optimizer.apply(tape.gradient(loss, [weight.value for weight in weights]), weights)
        return loss

    def step():
        began = time.perf_counter()
        train().numpy()
        return 1e6 * (time.perf_counter() - began) / chosen.batch_size

    optimizer.build(model.trainable_weights)
    step()
    tell("ready", label="TensorFlow " + tensorflow.__version__, workers=chosen.threads,
         versions={"tensorflow": tensorflow.__version__})
    for line in sys.stdin:
        if line.strip() != "step":
            break
        tell("step", microsecondsPerSample=step())


if __name__ == "__main__":
    main()
