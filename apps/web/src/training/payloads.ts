// The plain data that requests and results carry between page and worker: images, descriptions, reports. The messages
// themselves are declared in messages.ts.
import type { ClassificationReport } from '@nn101/train/graph';

/** Images as bytes, `[count, height, width, channels]`. */
export interface Pictures {
  readonly images: Uint8Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
}

export interface LabelledPictures extends Pictures {
  /** The class of each image, from 0. */
  readonly labels: Uint8Array;
}

/** Some images of a split, with their row numbers. */
export interface Gallery extends LabelledPictures {
  readonly rows: readonly number[];
}

export interface DataDescription {
  readonly title: string;
  readonly classNames: readonly string[];
  /** The shape of one image. */
  readonly imageShape: readonly [height: number, width: number, channels: number];
  /** The number of images of each class. */
  readonly classCounts: { readonly train: readonly number[]; readonly test: readonly number[] };
  readonly verified: 'official' | 'mirror' | 'synthetic' | 'own';
  readonly notes: readonly string[];
  readonly licence: string;
}

/** Returns the number of training images of all classes. */
export function imageCount({ classCounts }: Pick<DataDescription, 'classCounts'>): number {
  return classCounts.train.reduce((sum, count) => sum + count, 0);
}

/** The mean training image of each class. */
export interface ClassMeans extends Pictures {
  readonly classNames: readonly string[];
}

/** Probabilities as a matrix `[count, classes]`, row by row. */
export interface Probabilities {
  readonly classes: number;
  readonly values: Float32Array;
}

/** Images of the test split with the network's predictions. */
export interface Predictions extends Gallery {
  readonly probabilities: Probabilities;
}

/** The evaluation of a network on the test split. */
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

/** The output of one layer for one image. */
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

/** How much the probability of a class drops when the patch around a pixel is covered. */
export interface HeatMap {
  readonly height: number;
  readonly width: number;
  /** The probability for the uncovered image. */
  readonly whole: number;
  /** `height * width` drops; negative where covering raises the probability. */
  readonly drops: Float32Array;
}

export interface NetworkDescription {
  /** The table that `model.summary()` prints in Keras. */
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

/** A model in the LayersModel format of TensorFlow.js, which consists of two files. */
export interface ModelFiles {
  /** The text of model.json. */
  readonly json: string;
  /** The bytes of weights.bin. */
  readonly weights: Uint8Array;
}
