// The data that training, evaluation and prediction accept: columns of any shape, with images and labels as a shorthand.
// read-table.ts checks it against a model; data that arrives batch by batch is in batch-source.ts.

/** Values of one kind, such as measurements, tokens or pixels, with a fixed number per sample. */
export interface Column {
  /**
   * The first sample's values, then the second's. Uint8Array, Int32Array and Float32Array are read in place; other typed
   * arrays and arrays of numbers are copied into one of these.
   */
  readonly values: ArrayLike<number>;
  /** [count, …lengths]. Optional if the model determines the number of values per sample. */
  readonly shape?: readonly number[];
  /**
   * Factor applied to each value before it enters the model. By default 1 / 255 for bytes of shape [count, height, width,
   * channels], which are images, and 1 otherwise.
   */
  readonly scale?: number;
}

/** A column, its values alone, or one column for each of several inputs or outputs by name. */
export type Columns = Column | ArrayLike<number> | Readonly<Record<string, Column | ArrayLike<number>>>;

/** The inputs of a model. */
export interface InputColumns {
  /** The model's input, or its inputs by name. */
  readonly inputs: Columns;
}

/** The inputs of a model, and the expected outputs. */
export interface TrainingColumns extends InputColumns {
  /** The expected output, or outputs by name: values of the output's shape, or class numbers. */
  readonly targets?: Columns;
  /** Instead of `targets`: the class of each sample, an integer from 0. */
  readonly labels?: ArrayLike<number>;
}

/** Images with expected outputs other than a class: numbers, masks, other images. */
export interface ImageTargets extends Images {
  /** The expected output, or outputs by name. */
  readonly targets: Columns;
}

/** Samples to train on or to evaluate on. */
export type TrainingData = LabelledImages | ImageTargets | TrainingColumns;

/** Samples to predict from. */
export type InputData = Images | InputColumns;

/** A column that has been checked. */
export interface TableColumn {
  readonly values: Uint8Array | Int32Array | Float32Array;
  /** Shape of one sample. */
  readonly shape: readonly number[];
  /** Number of values of one sample. */
  readonly size: number;
  readonly scale: number;
}

/** The expected values of an output. */
export interface TargetColumn extends TableColumn {
  /** Whether the values are class numbers, one for each position of the output without its last axis. */
  readonly isLabels: boolean;
}

/** The inputs of a model in the model's order. */
export interface InputTable {
  readonly samples: number;
  readonly inputs: readonly TableColumn[];
}

/** Inputs and targets of a model in the model's order. */
export interface Table extends InputTable {
  readonly targets: readonly TargetColumn[];
}

/** Images without labels. */
export interface Images {
  /** One byte per value, 0 to 255, as `[count, height, width, channels]`; 255 becomes 1 in the model's input. */
  readonly images: Uint8Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
}

/** Images, each with its class. */
export interface LabelledImages extends Images {
  /** The class of each image, an integer from 0: a Uint8Array, another typed array, or an array of numbers. */
  readonly labels: ArrayLike<number>;
}

/** Labelled images as read-images.ts returns them. */
export interface LabelledBytes extends Images {
  readonly labels: Uint8Array;
}
