// A run of the playground as a Keras program, from the same weights in double precision. By language:
// playground-code.ts.
import { type CodedRun, listText } from './coded-run.ts';
import { startingNetwork } from './playground-run.ts';

const optimizers = {
  descent: (rate: number) => `keras.optimizers.SGD(${rate})`,
  momentum: (rate: number) => `keras.optimizers.SGD(${rate}, momentum=0.9)`,
  adam: (rate: number) => `keras.optimizers.Adam(${rate})`,
} as const;

/** The program. It needs Python with `keras` and one of its backends. */
export function kerasRun({ configuration, steps }: CodedRun): string {
  const { points, layers, activation, seed, rate } = configuration;
  const dense = layers.map((units) => `    layers.Dense(${units}, activation="${activation}"),\n`).join('');
  const weights = startingNetwork(configuration).layers.map(
    (layer, l) =>
      `model.layers[${l}].set_weights([np.array(${listText(layer.weights)}).T, np.zeros(${layer.biases.length})])\n`,
  );
  return `# pip install keras tensorflow
import keras
import numpy as np
from keras import layers

keras.backend.set_floatx("float64")
x = np.array(${listText(points.map(({ x, y }) => [x, y]))}, dtype="float64")
y = np.array(${listText(points.map(({ label }) => [label]))}, dtype="float64")

model = keras.Sequential([
    keras.Input((2,)),
${dense}    layers.Dense(1, activation="sigmoid"),
])
# The weights that seed ${seed} gives in the playground: a row for each unit, which Keras wants as a column.
${weights.join('')}
model.compile(optimizer=${optimizers[configuration.optimizer](rate)}, loss="binary_crossentropy")
history = model.fit(x, y, epochs=${steps}, batch_size=len(x), shuffle=False, verbose=0)
for step, cost in enumerate(history.history["loss"]):
    if step % 100 == 0:
        print(step, f"{cost:.6f}")
print(${steps}, f"{model.evaluate(x, y, batch_size=len(x), verbose=0):.6f}")
print(model.predict(x, verbose=0).ravel())
`;
}
