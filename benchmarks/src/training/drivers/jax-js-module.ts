// What the driver uses of @jax-js/jax, which is not installed with the workspace.

export interface JaxArray {
  readonly shape: number[];
  readonly ref: JaxArray;
  add(other: JaxArray | number): JaxArray;
  sub(other: JaxArray | number): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  div(other: JaxArray | number): JaxArray;
  sum(): JaxArray;
  reshape(shape: readonly number[]): JaxArray;
  astype(type: string): JaxArray;
  dispose(): void;
  jsAsync(): Promise<unknown>;
}

/** Weights and biases in the order of the layers. */
export type Parameters = readonly JaxArray[];

export interface JaxJs {
  init(device: 'wasm'): Promise<unknown>;
  defaultDevice(device: 'wasm'): unknown;
  jit<F>(work: F): F;
  valueAndGrad<Rest extends readonly JaxArray[]>(
    loss: (parameters: Parameters, ...rest: Rest) => JaxArray,
  ): (parameters: Parameters, ...rest: Rest) => [JaxArray, Parameters];
  blockUntilReady(arrays: Parameters): Promise<unknown>;
  readonly numpy: {
    array(values: Float32Array | Int32Array | number[]): JaxArray;
    zeros(shape: readonly number[]): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    max(a: JaxArray): JaxArray;
    sqrt(a: JaxArray): JaxArray;
    square(a: JaxArray): JaxArray;
  };
  readonly lax: {
    conv(images: JaxArray, filters: JaxArray, strides: number[], padding: 'VALID' | 'SAME'): JaxArray;
    reduceWindow(
      a: JaxArray,
      reduce: (a: JaxArray) => JaxArray,
      window: number[],
      strides: number[],
    ): JaxArray;
  };
  readonly nn: {
    relu(a: JaxArray): JaxArray;
    oneHot(a: JaxArray, classes: number): JaxArray;
    logSoftmax(a: JaxArray, axis: number): JaxArray;
  };
  readonly random: {
    key(seed: number): JaxArray;
    bernoulli(key: JaxArray, probability: number, shape: readonly number[]): JaxArray;
  };
}
