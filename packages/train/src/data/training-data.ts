// The data that training, evaluation and prediction accept: columns of any shape, with images and labels as a shorthand.
// read-table.ts checks them against a model; data that arrive batch by batch are in batch-source.ts.

/** Values of one kind, such as measurements, tokens or pixels: some for each sample. */
export interface Column {
  /**
   * The first sample's values, then the second's. Bytes, Int32Array and Float32Array are read as they are; other typed
   * arrays and arrays of numbers are copied into one of these.
   */
  readonly values: ArrayLike<number>;
  /** [count, …lengths]. May be left out where the model says how many values a sample has. */
  readonly shape?: readonly number[];
  /**
   * Factor on each value on its way into the model. By default 1 / 255 for bytes of shape [count, height, width, channels],
   * which are images, and 1 for everything else.
   */
  readonly scale?: number;
}

/** A column, its values alone, or a column for each of several inputs or outputs by name. */
export type Columns = Column | ArrayLike<number> | Readonly<Record<string, Column | ArrayLike<number>>>;

/** What goes into a model. */
export interface InputColumns {
  /** The model's input, or its inputs by their names. */
  readonly inputs: Columns;
}

/** What goes into a model, and what should come out. */
export interface TrainingColumns extends InputColumns {
  /** What the output should be, or the outputs by their names: values of the output's shape, or class numbers. */
  readonly targets?: Columns;
  /** In place of `targets`: the class of each sample, a whole number from 0. */
  readonly labels?: ArrayLike<number>;
}

/** Images, and what the model should say of them where that is no class: numbers, masks, other images. */
export interface ImageTargets extends Images {
  /** What the output should be, or the outputs by their names. */
  readonly targets: Columns;
}

/** Samples to learn from or to measure on. */
export type TrainingData = LabelledImages | ImageTargets | TrainingColumns;

/** Samples to predict from. */
export type InputData = Images | InputColumns;

/** A column that is known to fit. */
export interface TableColumn {
  readonly values: Uint8Array | Int32Array | Float32Array;
  /** Of one sample. */
  readonly shape: readonly number[];
  /** Values of one sample. */
  readonly size: number;
  readonly scale: number;
}

/** What an output should be. */
export interface TargetColumn extends TableColumn {
  /** Whether the values are class numbers, one for each position of the output but its last axis. */
  readonly isLabels: boolean;
}

/** The inputs of a model in its order. */
export interface InputTable {
  readonly samples: number;
  readonly inputs: readonly TableColumn[];
}

/** Inputs and targets of a model in its order. */
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
  /** The class of each image, a whole number from 0: a Uint8Array, another typed array, or an array of numbers. */
  readonly labels: ArrayLike<number>;
}

/** Labelled images as read-images.ts returns them. */
export interface LabelledBytes extends Images {
  readonly labels: Uint8Array;
}
