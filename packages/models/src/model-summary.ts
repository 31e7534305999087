// What a model is made of and what it costs, as data. Of a model of tfjs-layers: summarize.ts; of a network without tfjs:
// network/summarize-network.ts; as Keras' table: format-summary.ts.

/** One layer. Counts of operations and bytes are for one sample. */
export interface SummaryRow {
  readonly name: string;
  /** Keras' class name, such as Conv2D. */
  readonly type: string;
  /** With null for the batch. */
  readonly outputShape: readonly (number | null)[];
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly activationBytes: number;
}

/**
 * What a model is made of and what it costs, layer by layer and in all. Multiply-adds and bytes are those of one
 * image, forwards.
 */
export interface ModelSummary {
  readonly name: string;
  readonly rows: readonly SummaryRow[];
  readonly parameters: number;
  readonly trainableParameters: number;
  readonly nonTrainableParameters: number;
  /** Of one forward pass of one sample: the kernel products of dense and convolutional layers. */
  readonly multiplyAdds: number;
  /** float32 bytes of all layer outputs for one sample; layers that only reshape cost nothing. */
  readonly activationBytes: number;
}
