// What the page and the training worker say to each other. The page asks (each question has an answer with the same
// id), the worker answers, and tells by itself what a run does. Who speaks for the page: client.ts; for the worker:
// request-handlers.ts.
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

/** Every question by name, with its answer. `run` names a network that was trained, or is being trained. */
export interface Exchanges {
  /** The first message: where the page's own copies of the data sets are. */
  open: { question: { mirrors: readonly string[] }; answer: { isolated: boolean; threads: number } };
  describe: { question: { data: DataName }; answer: DataDescription };
  gallery: { question: { data: DataName; split: SplitName; rows: readonly number[] }; answer: Gallery };
  /** The rows of one class, the first `most` of them from `start` on. */
  classRows: {
    question: { data: DataName; split: SplitName; label: number; start: number; most: number };
    answer: { rows: readonly number[] };
  };
  means: { question: { data: DataName }; answer: ClassMeans };
  /** The reader's own images take the place of the set `own`. */
  bringData: {
    question: { pictures: LabelledPictures; classNames: readonly string[] };
    answer: DataDescription;
  };
  augment: {
    question: { pictures: Pictures; configuration: TrainingConfiguration; count: number };
    answer: Pictures;
  };
  /** Begins a run; how it goes is told by `RunNews`. `resume` goes on from what was kept of it, if anything was. */
  start: {
    question: {
      run: string;
      configuration: TrainingConfiguration;
      /** A name under which checkpoints are kept, of which `resume` goes on. */
      place: string;
      resume?: boolean;
      /** Waits before the first step, as when a paused run is found again. */
      paused?: boolean;
      /** A network to begin with instead of a new one. */
      from?: string;
      /** Further images to train on, besides those of the set. */
      extra?: LabelledPictures;
    };
    answer: { resumed: boolean };
  };
  pause: { question: { run: string }; answer: Nothing };
  proceed: { question: { run: string }; answer: Nothing };
  stop: { question: { run: string }; answer: Nothing };
  /** Keeps a checkpoint now, as when the page is about to be hidden. */
  keep: { question: { run: string }; answer: Nothing };
  /** Forgets the checkpoint. */
  forget: { question: { place: string }; answer: Nothing };
  report: { question: { run: string; data: DataName }; answer: TestReport };
  predictions: { question: { run: string; data: DataName; rows: readonly number[] }; answer: Predictions };
  /** Test images of class `truth` that were taken for `predicted`, the surest first. */
  confused: {
    question: { run: string; data: DataName; truth: number; predicted: number; most: number };
    answer: Predictions;
  };
  mistakes: { question: { run: string; data: DataName; most: number }; answer: Predictions };
  probe: { question: { run: string; pictures: Pictures }; answer: Probabilities };
  activations: { question: { run: string; picture: Pictures }; answer: readonly ActivationMap[] };
  weights: { question: { run: string; layer: number }; answer: WeightValues };
  occlusion: { question: { run: string; picture: Pictures; side: number; label: number }; answer: HeatMap };
  network: { question: { run: string }; answer: NetworkDescription };
  exportModel: { question: { run: string }; answer: ModelFiles };
  importModel: { question: { run: string; files: ModelFiles }; answer: NetworkDescription };
  /** Frees a network. */
  drop: { question: { run: string }; answer: Nothing };
  /** Forgets the kept networks of some runs, and old ones of no run that is still known. */
  forgetNetworks: { question: { runs: readonly string[]; known: readonly string[] }; answer: Nothing };
}

export type Nothing = Record<string, never>;

/** The name of a question. */
export type Topic = keyof Exchanges;
export type Question<T extends Topic> = Exchanges[T]['question'];
export type Answer<T extends Topic> = Exchanges[T]['answer'];

/** What the page sends. */
export type Request<T extends Topic = Topic> = {
  [K in T]: { readonly topic: K; readonly id: number; readonly question: Question<K> };
}[T];

/** Answers to every question. */
export type Handlers = { [T in Topic]: (question: Question<T>) => Answer<T> | Promise<Answer<T>> };

/** What the worker sends. */
export type WorkerMessage = Reply | Refusal | RunNews | DownloadNews;

export interface Reply {
  readonly type: 'reply';
  readonly id: number;
  readonly answer: Answer<Topic>;
}

/** A question that has no answer. `fatal`: this worker is of no use any more. */
export interface Refusal {
  readonly type: 'refusal';
  readonly id: number;
  readonly code: string;
  readonly message: string;
  readonly fatal: boolean;
}

/** How far a file of a data set has come. */
export interface DownloadNews {
  readonly type: 'download';
  readonly data: DataName;
  readonly bytes: number;
  readonly total: number | undefined;
}

/** What a run does, in the order in which it happens. */
export type RunNews = { readonly run: string } & (
  | { readonly type: 'stage'; readonly stage: RunStage }
  | StartNews
  | ProgressNews
  | { readonly type: 'epoch'; readonly record: EpochRecord }
  | { readonly type: 'paused' }
  | { readonly type: 'proceeded' }
  | { readonly type: 'kept'; readonly epoch: number; readonly step: number }
  | { readonly type: 'finished'; readonly result: RunResult }
  | { readonly type: 'failed'; readonly code: string; readonly message: string; readonly fatal: boolean }
);

export type RunStage = 'loading' | 'building' | 'training' | 'testing';

export interface StartNews {
  readonly type: 'start';
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly samples: number;
  /** Test images that each epoch is validated on, and all there are. */
  readonly validationImages: number;
  readonly testImages: number;
  readonly parameters: number;
  /** Multiply-adds of the forward pass of one image. */
  readonly multiplyAdds: number;
  /** Threads that share the work. */
  readonly workers: number;
  /** Whether they work on one memory; else the images are copied to each. */
  readonly sharedMemory: boolean;
  /** Epochs that were finished before, where the run goes on from a checkpoint. */
  readonly history: readonly EpochRecord[];
}

export interface ProgressNews {
  readonly type: 'progress';
  /** From 1. */
  readonly epoch: number;
  readonly step: number;
  readonly steps: number;
  /** Means over the epoch so far. */
  readonly loss: number;
  readonly accuracy: number;
  /** Of training steps alone, as measured lately. */
  readonly samplesPerSecond: number;
  readonly secondsLeft: number;
}

/** What a run leaves. */
export interface RunResult {
  /** Whether all epochs were done. */
  readonly complete: boolean;
  /** Over the set's whole test split. */
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Absent where the page is no secure context. */
  readonly weightsSha256: string | undefined;
  /** Of the training steps. */
  readonly seconds: number;
  readonly microsecondsPerSample: number;
  /** One image's share of the tests, after each epoch and at the end; absent where it was not measured. */
  readonly microsecondsPerTestedImage?: number;
  /** Seconds from the run's start to its first step's end; absent where it waited meanwhile. */
  readonly startSeconds?: number;
  /** Size of the network as it is kept in the browser; 0 where it is not. */
  readonly networkBytes: number;
}
