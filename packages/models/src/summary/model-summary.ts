// The summary of a model as data: its layers and their cost. summarize.ts computes it for a model of tfjs-layers,
// summarize-network.ts for a network without tfjs; format-summary.ts prints it as Keras' table.

/** One layer of a summary. Multiply-adds and bytes are for one sample. */
export interface SummaryRow {
  readonly name: string;
  /** Keras' class name, such as Conv2D. */
  readonly type: string;
  /** Includes the batch axis, which is null. */
  readonly outputShape: readonly (number | null)[];
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly activationBytes: number;
}

/** A model's layers with their parameters and cost, and the totals. */
export interface ModelSummary {
  readonly name: string;
  readonly rows: readonly SummaryRow[];
  readonly parameters: number;
  readonly trainableParameters: number;
  readonly nonTrainableParameters: number;
  /** Multiply-adds of the forward pass of one sample: the kernel products of dense and convolutional layers. */
  readonly multiplyAdds: number;
  /** Bytes of all float32 layer outputs for one sample; layers that only reshape need none. */
  readonly activationBytes: number;
}
