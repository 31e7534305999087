// jax-js on its WebAssembly device: loss, gradient and Adam compiled as one function. Its arrays count references:
// whoever takes one consumes it, and `.ref` is one more. The network itself is jax-js-network.ts.
import { randomBatch } from '../random-batch.ts';
import { courseModel, type Driver, type Task, timed } from '../task.ts';
import type { JaxArray, JaxJs, Parameters } from './jax-js-module.ts';
import { initialParameters, networkLoss } from './jax-js-network.ts';
import { rivalPackage } from './rival-package.ts';

/** Everything that a step changes. */
interface State {
  readonly parameters: Parameters;
  readonly m: Parameters;
  readonly v: Parameters;
}

export async function prepareJaxJs(task: Task): Promise<Driver> {
  const { module: jax, version } = rivalPackage<JaxJs>('@jax-js/jax');
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const batch = batchArrays(jax, task);
  const parameters = initialParameters(jax, courseModel(task));
  const zeros = () => parameters.map((parameter) => jax.numpy.zeros(parameter.shape));
  let state: State = { parameters, m: zeros(), v: zeros() };
  let count = 0;
  const compiled = jax.jit(trainingStep(jax, task));
  const step = async () => {
    count++;
    const rate = (0.001 * Math.sqrt(1 - 0.999 ** count)) / (1 - 0.9 ** count);
    const inputs = [
      jax.numpy.array([rate]),
      jax.random.key(count),
      batch.images.ref,
      batch.labels.ref,
    ] as const;
    const [loss, next] = compiled(state, ...inputs);
    state = next;
    await jax.blockUntilReady(state.parameters);
    await loss.jsAsync();
  };
  return {
    label: `jax-js ${version} wasm`,
    workers: 1,
    versions: { '@jax-js/jax': version },
    step: () => timed(step),
  };
}

function trainingStep(jax: JaxJs, task: Task) {
  const loss = networkLoss(jax, task);
  const lossAndGradients = jax.valueAndGrad(loss);
  return (
    { parameters, m, v }: State,
    rate: JaxArray,
    key: JaxArray,
    images: JaxArray,
    labels: JaxArray,
  ): [JaxArray, State] => {
    const kept = parameters.map((parameter) => parameter.ref);
    const [value, gradients] = lossAndGradients(parameters, key, images, labels);
    const next: { parameters: JaxArray[]; m: JaxArray[]; v: JaxArray[] } = { parameters: [], m: [], v: [] };
    gradients.forEach((gradient, i) => {
      const newM = m[i].mul(0.9).add(gradient.ref.mul(0.1));
      const newV = v[i].mul(0.999).add(jax.numpy.square(gradient).mul(0.001));
      const root = jax.numpy.sqrt(newV.ref).add(1e-7);
      next.parameters.push(kept[i].sub(newM.ref.mul(rate.ref).div(root)));
      next.m.push(newM);
      next.v.push(newV);
    });
    rate.dispose();
    return [value, next];
  };
}

function batchArrays(jax: JaxJs, task: Task): { images: JaxArray; labels: JaxArray } {
  const { images, labels, shape } = randomBatch(task);
  const [count, height, width, channels] = shape;
  const pixels = jax.numpy.array(Float32Array.from(images, (value) => value / 255));
  const classNumbers = jax.numpy.array(Int32Array.from(labels));
  return {
    // Noise has no order of channels: what jax-js takes first is as good as any.
    images: pixels.reshape([count, channels, height, width]),
    labels: jax.nn.oneHot(classNumbers, 10),
  };
}
