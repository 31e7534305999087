// The protocol between the page and the training worker: remote calls, each answered by a response or an error with the
// same id, and notifications by which the worker reports on runs and downloads. The caller is page/client.ts, the callee
// worker/request-handlers.ts; the data that messages carry are declared in payloads.ts.
import type { EpochRecord } from '@nn101/train/graph';
import type { TrainingConfiguration } from './configuration.ts';
import type { DataName } from './data/data-name.ts';
import type {
  ActivationMap,
  ClassMeans,
  DataDescription,
  Gallery,
  HeatMap,
  LabelledPictures,
  ModelFiles,
  NetworkDescription,
  Pictures,
  Predictions,
  Probabilities,
  TestReport,
  WeightValues,
} from './payloads.ts';

/** Which images of a set. */
export type SplitName = 'train' | 'test';

/** Every method with its parameters and its result. `run` names a network that was trained or is being trained. */
export interface Methods {
  /** The first call to a worker: it gives the URLs under which the page serves copies of the data sets. */
  open: { params: { mirrors: readonly string[] }; result: { isolated: boolean; threads: number } };
  describe: { params: { data: DataName }; result: DataDescription };
  gallery: { params: { data: DataName; split: SplitName; rows: readonly number[] }; result: Gallery };
  /** Returns at most `max` row numbers of one class, beginning with its `start`-th image. */
  classRows: {
    params: { data: DataName; split: SplitName; label: number; start: number; max: number };
    result: { rows: readonly number[] };
  };
  means: { params: { data: DataName }; result: ClassMeans };
  /** Replaces the data set `own` by the reader's images. */
  uploadImages: {
    params: { pictures: LabelledPictures; classNames: readonly string[] };
    result: DataDescription;
  };
  augment: {
    params: { pictures: Pictures; configuration: TrainingConfiguration; count: number };
    result: Pictures;
  };
  /** Starts a run, which then reports by `RunNotification`. With `resume` it continues from its last checkpoint, if there is one. */
  start: {
    params: {
      run: string;
      configuration: TrainingConfiguration;
      /** The name under which the run's checkpoints are stored. */
      checkpointKey: string;
      resume?: boolean;
      /** Starts in the paused state, as when the page was left during a pause. */
      paused?: boolean;
      /** The run whose network is trained further; without it, training starts with a new network. */
      from?: string;
      /** Training images in addition to those of the data set. */
      extra?: LabelledPictures;
    };
    result: { resumed: boolean };
  };
  pause: { params: { run: string }; result: Empty };
  proceed: { params: { run: string }; result: Empty };
  stop: { params: { run: string }; result: Empty };
  /** Saves a checkpoint before the next step, as when the page is about to be hidden. */
  saveCheckpoint: { params: { run: string }; result: Empty };
  clearCheckpoint: { params: { checkpointKey: string }; result: Empty };
  report: { params: { run: string; data: DataName }; result: TestReport };
  predictions: { params: { run: string; data: DataName; rows: readonly number[] }; result: Predictions };
  /** Returns test images of class `truth` that were classified as `predicted`, in descending order of probability. */
  confused: {
    params: { run: string; data: DataName; truth: number; predicted: number; max: number };
    result: Predictions;
  };
  /** Returns misclassified test images in descending order of probability. */
  mistakes: { params: { run: string; data: DataName; max: number }; result: Predictions };
  predict: { params: { run: string; pictures: Pictures }; result: Probabilities };
  activations: { params: { run: string; picture: Pictures }; result: readonly ActivationMap[] };
  weights: { params: { run: string; layer: number }; result: WeightValues };
  occlusion: { params: { run: string; picture: Pictures; side: number; label: number }; result: HeatMap };
  network: { params: { run: string }; result: NetworkDescription };
  exportModel: { params: { run: string }; result: ModelFiles };
  importModel: { params: { run: string; files: ModelFiles }; result: NetworkDescription };
  /** Removes a network from the worker's memory. */
  dispose: { params: { run: string }; result: Empty };
  /** Deletes the stored networks of `runs`, and old ones that belong to none of the `known` runs. */
  deleteNetworks: { params: { runs: readonly string[]; known: readonly string[] }; result: Empty };
}

/** The result of methods that return nothing. */
export type Empty = Record<string, never>;

export type Method = keyof Methods;
export type Params<M extends Method> = Methods[M]['params'];
export type Result<M extends Method> = Methods[M]['result'];

/** A call, as the page sends it. */
export type Request<M extends Method = Method> = {
  [K in M]: { readonly method: K; readonly id: number; readonly params: Params<K> };
}[M];

/** The implementation of every method. */
export type Handlers = { [M in Method]: (params: Params<M>) => Result<M> | Promise<Result<M>> };

/** Everything that the worker sends. */
export type WorkerMessage = RpcResponse | RpcError | Notification;

/** Messages that answer no request. */
export type Notification = RunNotification | DownloadNotification;

export interface RpcResponse {
  readonly type: 'response';
  readonly id: number;
  readonly result: Result<Method>;
}

/** The error of a request that failed. `fatal` says that the worker cannot be used any further. */
export interface RpcError {
  readonly type: 'error';
  readonly id: number;
  readonly code: string;
  readonly message: string;
  readonly fatal: boolean;
}

/** The progress of a data set's download. */
export interface DownloadNotification {
  readonly type: 'download';
  readonly data: DataName;
  readonly bytes: number;
  readonly total: number | undefined;
}

/** What happens in a run, in this order. */
export type RunNotification = { readonly run: string } & (
  | { readonly type: 'stage'; readonly stage: RunStage }
  | StartNotification
  | ProgressNotification
  | { readonly type: 'epoch'; readonly record: EpochRecord }
  | { readonly type: 'paused' }
  | { readonly type: 'proceeded' }
  | { readonly type: 'checkpointSaved'; readonly epoch: number; readonly step: number }
  | { readonly type: 'finished'; readonly result: RunResult }
  | { readonly type: 'failed'; readonly code: string; readonly message: string; readonly fatal: boolean }
);

export type RunStage = 'loading' | 'building' | 'training' | 'testing';

export interface StartNotification {
  readonly type: 'start';
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly samples: number;
  /** Test images that each epoch is validated on, and all test images. */
  readonly validationImages: number;
  readonly testImages: number;
  readonly parameters: number;
  /** Multiply-adds of the forward pass of one image. */
  readonly multiplyAdds: number;
  /** Number of threads that train. */
  readonly workers: number;
  /** Whether the threads share memory; otherwise each has its own copy of the images. */
  readonly sharedMemory: boolean;
  /** The epochs before the checkpoint from which the run was resumed. */
  readonly history: readonly EpochRecord[];
}

export interface ProgressNotification {
  readonly type: 'progress';
  /** From 1. */
  readonly epoch: number;
  readonly step: number;
  readonly steps: number;
  /** Means over the epoch so far. */
  readonly loss: number;
  readonly accuracy: number;
  /** The smoothed throughput of the training steps, without validation. */
  readonly samplesPerSecond: number;
  readonly secondsLeft: number;
}

/** The outcome of a run. */
export interface RunResult {
  /** Whether all epochs were trained; false if the run was stopped. */
  readonly complete: boolean;
  /** On the whole test split. */
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** `undefined` outside secure contexts, which have no Web Crypto. */
  readonly weightsSha256: string | undefined;
  /** Of the training steps. */
  readonly seconds: number;
  readonly microsecondsPerSample: number;
  /** Time per image in the validation after each epoch and in the final test; absent in runs of earlier versions. */
  readonly microsecondsPerTestedImage?: number;
  /** Seconds from the start of the run to the end of its first step; absent if it was paused in between. */
  readonly startSeconds?: number;
  /** Size of the network that is stored in the browser; 0 if it is not stored. */
  readonly networkBytes: number;
}
