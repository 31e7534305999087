// What the worker answers with: plain data that can be posted. Which question has which answer: messages.ts.
import type { ClassificationReport } from '@nn101/train/graph';

/** Images as bytes, `[count, height, width, channels]`. */
export interface Pictures {
  readonly images: Uint8Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
}

export interface LabelledPictures extends Pictures {
  /** The class of each, from 0. */
  readonly labels: Uint8Array;
}

/** Some images of a set, and where they stand in it. */
export interface Gallery extends LabelledPictures {
  readonly rows: readonly number[];
}

export interface DataDescription {
  readonly title: string;
  readonly classNames: readonly string[];
  /** Of one image. */
  readonly imageShape: readonly [height: number, width: number, channels: number];
  /** Images of each class, by its number. */
  readonly classCounts: { readonly train: readonly number[]; readonly test: readonly number[] };
  readonly verified: 'official' | 'mirror' | 'synthetic' | 'own';
  readonly notes: readonly string[];
  readonly licence: string;
}

/** Training images of all classes. */
export function imageCount({ classCounts }: Pick<DataDescription, 'classCounts'>): number {
  return classCounts.train.reduce((sum, count) => sum + count, 0);
}

/** The mean training image of each class, as bytes. */
export interface ClassMeans extends Pictures {
  readonly classNames: readonly string[];
}

/** Row by row, `[count, classes]`. */
export interface Probabilities {
  readonly classes: number;
  readonly values: Float32Array;
}

/** Images of the test split, and what the network makes of them. */
export interface Predictions extends Gallery {
  readonly probabilities: Probabilities;
}

/** What the test split says about a network. */
export interface TestReport {
  readonly loss: number;
  readonly accuracy: number;
  readonly images: number;
  readonly wrong: number;
  readonly report: ClassificationReport;
  /** As scikit-learn prints it. */
  readonly reportText: string;
  /** Rows are the truth, columns the prediction. */
  readonly confusion: readonly (readonly number[])[];
  readonly classNames: readonly string[];
}

/** What one layer makes of one image. */
export interface ActivationMap {
  readonly layer: string;
  readonly type: string;
  /** `[height, width, channels]` or `[units]`. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A layer's kernel, without its bias. */
export interface WeightValues {
  readonly layer: string;
  /** `[inputs, outputs]` or `[height, width, inputs, outputs]`. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
  readonly bias: Float32Array;
}

/** How much of the class's probability is lost when the patch around a point is covered. */
export interface HeatMap {
  readonly height: number;
  readonly width: number;
  /** Probability with nothing covered. */
  readonly whole: number;
  /** `height * width` drops, negative where covering helps. */
  readonly drops: Float32Array;
}

export interface NetworkDescription {
  /** Keras' table. */
  readonly summary: string;
  /** Of one image. */
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly parameters: number;
  readonly layers: readonly {
    readonly name: string;
    readonly type: string;
    readonly shape: readonly number[];
  }[];
}

/** A model in tfjs' LayersModel format: the two files that it is kept in. */
export interface ModelFiles {
  /** model.json. */
  readonly json: string;
  /** weights.bin. */
  readonly weights: Uint8Array;
}
