// The operations of tfjs that bring a gradient of their own along in place of a kernel's, by engine().customGrad(): softmax
// cross-entropy, whose gradient by its labels is wrong; logSoftmax, which cannot be differentiated again; fused convolutions,
// which refuse dilations. customGrad() is replaced for these; what others bring stays theirs. And batch normalization without a
// scale or an offset, at whose place tfjs puts undefined, which its tape cannot follow: runKernel() gives ones and zeros.
import {
  add,
  cast,
  engine,
  exp,
  fill,
  type GradSaveFunc,
  logSumExp,
  mul,
  type NamedAttrMap,
  type NamedTensorMap,
  neg,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { runKernel } from './gradient.ts';

type Engine = ReturnType<typeof engine>;
type CustomGrad = Engine['customGrad'];
type Composition = (...inputs: (Tensor | GradSaveFunc)[]) => {
  value: Tensor;
  gradFunc: (dy: Tensor, saved: Tensor[]) => Tensor | Tensor[];
};

/** Replaces engine().customGrad() and runKernel(); gives the way back. */
export function replaceCompositions(): () => void {
  const ways = [replaceCustomGrad(), completeBatchNorm()];
  return () => {
    for (const undo of ways) undo();
  };
}

function completeBatchNorm(): () => void {
  const owner = engine();
  const stock = owner.runKernel;
  const ours = (name: string, inputs: NamedTensorMap, attrs?: NamedAttrMap) => {
    const isTaped = name === 'FusedBatchNorm' && owner.state.gradientDepth > 0;
    return stock.call(owner, name, isTaped ? withScaleAndOffset(inputs) : inputs, attrs);
  };
  owner.runKernel = ours as Engine['runKernel'];
  return () => {
    if (owner.runKernel === ours) owner.runKernel = stock;
  };
}

function withScaleAndOffset({ scale, offset, ...others }: NamedTensorMap): NamedTensorMap {
  const { shape } = others.mean;
  return { ...others, scale: scale ?? fill(shape, 1), offset: offset ?? fill(shape, 0) };
}

function replaceCustomGrad(): () => void {
  const owner = engine();
  const stock = owner.customGrad;
  const ours = (f: Composition) => replacementOf(owner, f, (g) => stock.call(owner, g) as Differentiable);
  owner.customGrad = ours as CustomGrad;
  return () => {
    if (owner.customGrad === ours) owner.customGrad = stock;
  };
}

type Differentiable = (...inputs: (Tensor | GradSaveFunc)[]) => Tensor;

function replacementOf(
  owner: Engine,
  f: Composition,
  customGrad: (f: Composition) => Differentiable,
): Differentiable {
  const { activeScope, gradientDepth } = owner.state;
  // Outside a gradient nothing is differentiated.
  if (gradientDepth === 0) return customGrad(f);
  switch (activeScope?.name) {
    case 'softmaxCrossEntropy__op':
      return customGrad(crossEntropy(gradientDepth > 1));
    case 'logSoftmax__op':
      // What tfjs keeps is the output, of which its tape does not know: enough for a first derivative.
      return customGrad(gradientDepth > 1 ? logSoftmaxOfInput(f) : f);
    case 'fusedConv2d__op':
      return unfused(f, 'Conv2D', customGrad(f));
    case 'fusedDepthwiseConv2d__op':
      return unfused(f, 'DepthwiseConv2dNative', customGrad(f));
    default:
      return customGrad(f);
  }
}

const keepNothing: GradSaveFunc = () => {};

// The loss is -Σ l log p, with log p = z - log Σ exp z: by l it is -log p, by z it is p Σ l - l. Of what is kept, tfjs' tape
// knows the inputs alone: log p is kept where nothing is differentiated again.
function crossEntropy(isTwice: boolean): Composition {
  const logarithmOf = (z: Tensor) => sub(cast(z, 'float32'), logSumExp(z, [z.rank - 1], true));
  return (labels, logits, save) => {
    const [given, z] = [labels as Tensor, logits as Tensor];
    const logarithm = logarithmOf(z);
    (save as GradSaveFunc)(isTwice ? [given, z] : [given, logarithm]);
    return {
      value: neg(sum(mul(logarithm, given), [z.rank - 1])),
      gradFunc: (dy, [l, kept]) => {
        const known = isTwice ? logarithmOf(kept) : kept;
        const shares = cast(l, 'float32');
        const loss = reshape(dy, [...dy.shape, 1]);
        const total = sum(shares, [kept.rank - 1], true);
        return [mul(neg(loss), known), mul(loss, sub(mul(exp(known), total), shares))];
      },
    };
  };
}

function logSoftmaxOfInput(f: Composition): Composition {
  return (logits, save) => {
    const { value } = f(logits, keepNothing);
    (save as GradSaveFunc)([logits as Tensor]);
    return { value, gradFunc: (dy, [z]) => sub(dy, mul(sum(dy, -1, true), softmax(z))) };
  };
}

interface FusedAttributes {
  readonly dilations: number | [number, number];
  readonly dataFormat: 'NHWC' | 'NCHW';
}

const isPlain = ({ dilations, dataFormat }: FusedAttributes) =>
  dataFormat === 'NHWC' && [dilations].flat().every((dilation) => dilation === 1);
const PLAIN = Symbol('a convolution that tfjs differentiates itself');

// Runs the operation with a convolution and a sum in the place of the fused kernel, which has no gradient. Only the call of that
// kernel says whether it is dilated.
function unfused(f: Composition, kernel: string, stock: Differentiable): Differentiable {
  return (...inputs) => {
    const owner = engine();
    const run = owner.runKernel;
    const separate = (name: string, given: NamedTensorMap, attrs?: NamedAttrMap): Tensor | Tensor[] => {
      if (!name.startsWith('Fused')) return run.call(owner, name, given, attrs);
      owner.runKernel = run;
      const attributes = attrs as NamedAttrMap & FusedAttributes;
      if (isPlain(attributes)) throw PLAIN;
      const { x, filter, bias } = given;
      const y = runKernel(kernel, { x, filter }, attributes);
      if (!bias) return y;
      const isAlongPlanes = attributes.dataFormat === 'NCHW' && bias.rank === 1;
      return add(y, isAlongPlanes ? reshape(bias, [bias.shape[0], 1, 1]) : bias);
    };
    try {
      owner.runKernel = separate as Engine['runKernel'];
      return f(...inputs, keepNothing).value;
    } catch (thrown) {
      if (thrown === PLAIN) return stock(...inputs);
      throw thrown;
    } finally {
      owner.runKernel = run;
    }
  };
}
