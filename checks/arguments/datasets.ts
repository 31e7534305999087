// What @nn101/datasets exports, and valid arguments for all of it. Nothing is fetched: a set that would have to be loaded
// ends with OFFLINE.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import * as datasets from '@nn101/datasets';
import * as decoder from '@nn101/datasets/decoder';
import * as files from '@nn101/datasets/files';
import * as formats from '@nn101/datasets/formats';
import * as splits from '@nn101/datasets/splits';
import * as statistics from '@nn101/datasets/statistics';
import * as tfjs from '@nn101/datasets/tfjs';
import { env, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import {
  type Argument,
  accepting,
  anything,
  callback,
  flag,
  instance,
  list,
  name,
  number,
  numbers,
  optional,
  options,
  record,
  text,
  typedArray,
  whole,
} from './argument-kinds.ts';
import type { FunctionRow, PackageTable, Row } from './export-table.ts';

env().set('IS_TEST', true);
await setBackend('cpu');

const seed = whole(3, { outside: [2 ** 53] });
const pixels = typedArray(Uint8Array.of(9, 200));
const labels = typedArray(Uint8Array.of(0, 1));
const shape = numbers([2, 1, 1, 1]);
const classNames = list(text('cat'), text('dog'));
const split = record({ images: pixels, labels, shape, classNames });
const limit = optional(number(1e6, { outside: [-1] }));
const signal = optional(instance(() => new AbortController().signal));
const setName = name('mnist');
const emptyCache = join(tmpdir(), 'nn101-no-such-cache');

const loadOptions = {
  cache: optional(text(emptyCache)),
  mirrors: optional(list(text(join(tmpdir(), 'nn101-no-such-mirror')))),
  trustMirrors: optional(flag(false)),
  offline: optional(flag(true)),
  onProgress: optional(callback(() => undefined)),
  signal,
  timeouts: optional(options({ headers: optional(number(1, { outside: [-1] })) })),
  minimumRate: optional(number(0, { outside: [-1] })),
  retries: optional(whole(0, { outside: [-1] })),
  fetch: optional(callback(async () => new Response(null, { status: 404 }))),
};
const load = optional(options(loadOptions));
const namedSet: FunctionRow = { arguments: { options: load }, fails: 'OFFLINE' };
const cacheOptions = optional(options({ cache: optional(text(emptyCache)) }));
const codes = ['UNKNOWN_DATASET'];

const main: Readonly<Record<string, Row>> = {
  batches: { arguments: { split, options: options({ batchSize: whole(2, { outside: [0, -1] }) }) } },
  cacheDirectory: { arguments: {} },
  cifar10: namedSet,
  cifar100: namedSet,
  clearDataset: { arguments: { name: setName, options: cacheOptions }, codes },
  DatasetError: { constant: 'an error class, thrown by this package alone' },
  datasetPath: { arguments: { name: setName, options: cacheOptions }, codes },
  datasets: { constant: 'the descriptors of the data sets' },
  emnist: { arguments: { variant: name('balanced'), options: load }, fails: 'OFFLINE' },
  fashionMnist: namedSet,
  gather: { arguments: { split, indices: instance(() => Uint32Array.of(1)) } },
  isDatasetName: { arguments: { value: anything('mnist', 'it tells names from everything else') } },
  kmnist: namedSet,
  loadDataset: { arguments: { name: setName, options: load }, codes, fails: 'OFFLINE' },
  loadSyntheticDataset: {
    arguments: {
      options: optional(
        options({
          train: optional(whole(2, { outside: [0] })),
          test: optional(whole(1, { outside: [-1] })),
          seed: optional(seed),
          onProgress: optional(callback(() => undefined)),
          signal,
        }),
      ),
    },
  },
  loadSplit: {
    arguments: { name: setName, selection: text('test[:5]'), options: load },
    codes,
    fails: 'OFFLINE',
  },
  mnist: namedSet,
  permutation: { arguments: { count: whole(3, { outside: [-1, 2 ** 32] }), options: options({ seed }) } },
  qmnist: namedSet,
  select: { arguments: { set: record({ train: split, test: split }), selection: text('train[:1]') } },
  shuffle: { arguments: { split, options: options({ seed }) } },
  slice: {
    arguments: { split, start: whole(0, { outside: [-1] }), end: optional(whole(1, { outside: [-1] })) },
  },
  stratifiedSplit: {
    arguments: { split, options: options({ fraction: number(0.5, { outside: [0, 1, -1] }), seed }) },
  },
  syntheticDataset: {
    arguments: {
      options: optional(
        options({
          train: optional(whole(2, { outside: [0] })),
          test: optional(whole(1, { outside: [-1] })),
          seed: optional(seed),
        }),
      ),
    },
  },
  syntheticDigits: {
    arguments: { options: options({ count: whole(2, { outside: [-1] }), seed: optional(seed) }) },
  },
  verifyDataset: {
    arguments: {
      name: setName,
      options: optional(options({ ...loadOptions, repair: optional(flag(false)) })),
    },
    codes,
  },
};

const idx = formats.writeIdx({ type: 'uint8', shape: [2, 1, 1], data: Uint8Array.of(9, 200) });
const idxLabels = formats.writeIdx({ type: 'uint8', shape: [2], data: Uint8Array.of(0, 1) });
const npy = arrayFile('(2,)', 9, 200);
/** As Python's zipfile writes it: x_train, two images of one pixel, and y_train, their labels. */
const npz = Buffer.from(
  'UEsDBBQAAAAAAAAAIQCUKBqoSwAAAEsAAAALAAAAeF90cmFpbi5ucHmTTlVNUFkBAD8AeydkZXNjcic6ICd8dTEnLCAnZm9ydHJh' +
    'bl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMSwgMSksIH0KCchQSwMEFAAAAAAAAAAhAE6rvfZGAAAARgAAAAsAAAB5X3Ry' +
    'YWluLm5weZNOVU1QWQEAOgB7J2Rlc2NyJzogJ3x1MScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0K' +
    'AAFQSwECFAMUAAAAAAAAACEAlCgaqEsAAABLAAAACwAAAAAAAAAAAAAAgAEAAAAAeF90cmFpbi5ucHlQSwECFAMUAAAAAAAAACEA' +
    'Tqu99kYAAABGAAAACwAAAAAAAAAAAAAAgAF0AAAAeV90cmFpbi5ucHlQSwUGAAAAAAIAAgByAAAA4wAAAAAA',
  'base64',
);

const formatRows: Readonly<Record<string, Row>> = {
  csvRows: {
    arguments: { text: text('1;2'), options: optional(options({ separator: optional(text(';')) })) },
  },
  gunzipBytes: {
    arguments: { bytes: bytesOf(gzipSync('some text')), limit: number(100, { outside: [-1] }) },
  },
  inflateRaw: {
    arguments: { bytes: bytesOf(deflateRawSync('some text')), limit: number(100, { outside: [-1] }) },
  },
  parseCifar: {
    arguments: {
      bytes: typedArray(new Uint8Array(3073)),
      options: optional(
        options({
          classes: optional(whole(10, { outside: [0, 257] })),
          labelBytes: optional(whole(1, { outside: [0, 3] })),
          into: optional(
            record({ images: typedArray(new Uint8Array(3072)), labels: typedArray(new Uint8Array(1)) }),
          ),
        }),
      ),
    },
  },
  parseIdx: { arguments: { bytes: bytesOf(idx) } },
  parseNpy: { arguments: { bytes: bytesOf(npy) } },
  parseNpz: {
    arguments: {
      bytes: bytesOf(npz),
      options: optional(options({ names: optional(list(text('x_train'))), limit })),
    },
  },
  parseTar: { arguments: { bytes: typedArray(new Uint8Array(1024)) } },
  parseZip: { arguments: { bytes: bytesOf(npz) } },
  writeIdx: { arguments: { array: options({ type: name('uint8'), shape: numbers([2]), data: pixels }) } },
};

/** A file by its bytes; a string would be the path of one. */
function file(bytes: Uint8Array): Argument {
  return accepting(typedArray(bytes), {
    'a string': 'the path of a file',
    'a number as a string': 'the path of a file',
  });
}

const arrayOptions = {
  classNames: optional(classNames),
  imageShape: optional(numbers([1, 1, 1])),
  range: optional(numbers([0, 255])),
};
const column = (value: string) => accepting(text(value), { 'a number': "a column's number" });
const fetchOptions = (answer: Uint8Array<ArrayBuffer> | null) => ({
  limit: whole(1, { outside: [0] }),
  signal,
  fetch: optional(callback(async () => new Response(answer, { status: answer === null ? 404 : 200 }))),
});

const decoded = { width: 1, height: 1, channels: 1, data: Uint8Array.of(9) };
const ink = record({
  width: whole(1, { outside: [0] }),
  height: whole(1, { outside: [0] }),
  channels: whole(1, { outside: [0, 5] }),
  data: numbers([9]),
});
const size = { width: whole(2, { outside: [0] }), height: whole(2, { outside: [0] }) };
const background = number(255, { outside: [-1, 256] });
const folderOfPictures = accepting(text(join(tmpdir(), 'nn101-no-such-folder')), {});

const decoderRows: Readonly<Record<string, Row>> = {
  decodeImage: {
    arguments: { bytes: typedArray(Uint8Array.of(9)), path: optional(text('a.png')) },
    fails: 'PARSE_IMAGE',
  },
};

const fileRows: Readonly<Record<string, Row>> = {
  centreDigit: { arguments: { ink } },
  decodeImage: { constant: 'decodes in browsers alone, and is called by imageFolder' },
  digitBoxSide: { constant: 'a number' },
  digitSide: { constant: 'a number' },
  fetchIdx: {
    arguments: {
      url: text('https://data.example/images'),
      options: options(fetchOptions(new Uint8Array(idx))),
    },
  },
  flattenImage: {
    arguments: {
      image: ink,
      options: options({ channels: whole(1, { outside: [2, 4] }), background: optional(background) }),
    },
  },
  firstImages: {
    arguments: { name: setName, options: options({ ...fetchOptions(null), split: optional(name('test')) }) },
    codes,
    fails: 'DATA_MISSING',
  },
  isImagePath: { arguments: { path: text('cat/1.png') } },
  imageFolder: {
    arguments: {
      folder: folderOfPictures,
      options: optional(
        options({
          decode: optional(callback(() => decoded)),
          channels: optional(whole(3, { outside: [2, 4] })),
          subfolder: optional(accepting(text('a'), { 'an empty string': 'the folder itself' })),
          classNames: optional(classNames),
          resize: optional(options({ ...size, mode: optional(name('fit')) })),
          background: optional(background),
          onProgress: optional(callback(() => undefined)),
        }),
      ),
    },
    codes,
    fails: 'FILE_UNREADABLE',
  },
  inkBounds: { arguments: { ink } },
  openFiles: { arguments: { folder: folderOfPictures }, codes, fails: 'FILE_UNREADABLE' },
  resizeImage: {
    arguments: {
      image: ink,
      size: options({ ...size, mode: optional(name('fit')), background: optional(background) }),
    },
  },
  splitFromCifar: {
    arguments: {
      files: list(file(new Uint8Array(3073))),
      options: options({ classNames, labelBytes: optional(whole(1, { outside: [0, 3] })), limit }),
    },
  },
  splitFromCsv: {
    arguments: {
      file: accepting(text('id,kind,p0\n7,cat,9\n8,dog,200'), { 'a typed array': 'the bytes of a table' }),
      options: options({
        imageShape: numbers([1, 1, 1]),
        label: optional(column('kind')),
        skipColumns: optional(list(column('id'))),
        header: optional(flag(true)),
        classNames: optional(classNames),
        range: optional(numbers([0, 255])),
        separator: optional(text(',')),
        encoding: optional(text('utf-8')),
        limit,
      }),
    },
  },
  splitFromIdx: {
    arguments: { files: options({ images: file(idx), labels: file(idxLabels), limit, ...arrayOptions }) },
  },
  splitFromNpz: {
    arguments: {
      file: file(new Uint8Array(npz)),
      options: optional(
        options({
          images: optional(text('x_train')),
          labels: optional(text('y_train')),
          limit,
          ...arrayOptions,
        }),
      ),
    },
  },
  splitFromArrays: {
    arguments: {
      arrays: options({
        images: record({ shape: numbers([2, 1, 1]), data: numbers([9, 200]) }),
        labels: record({ shape: numbers([2]), data: numbers([0, 1]) }),
        ...arrayOptions,
      }),
    },
  },
};

const splitRows: Readonly<Record<string, Row>> = {
  batchIterator: {
    arguments: {
      split,
      options: options({
        batchSize: whole(1, { outside: [0] }),
        epochs: optional(whole(2, { outside: [0] })),
        seed: optional(seed),
        dropLast: optional(flag(false)),
        position: optional(
          options({ epoch: whole(0, { outside: [-1] }), index: whole(1, { outside: [-1] }) }),
        ),
      }),
    },
  },
  classSubset: { arguments: { split, classes: list(text('dog')) } },
  concatenate: { arguments: { splits: list(split, split) } },
  parseSelection: { arguments: { text: text('train[:80%]') } },
  resolveSelection: {
    arguments: {
      text: text('train[:80%]'),
      counts: record({ train: whole(5, { outside: [-1] }), test: whole(2, { outside: [-1] }) }),
    },
  },
};

const errors = list(
  record({
    index: whole(1, { outside: [-1] }),
    given: whole(1, { outside: [-1] }),
    proposed: optional(whole(0)),
  }),
);

const statisticsRows: Readonly<Record<string, Row>> = {
  channelStatistics: { arguments: { split: record({ images: pixels, shape }) } },
  classBalance: { arguments: { split: record({ labels, classNames }) } },
  findDuplicates: { arguments: { split, other: optional(split) } },
  knownLabelErrors: { constant: 'lists of label errors' },
  meanImage: {
    arguments: { split, options: optional(options({ label: optional(whole(1, { outside: [-1, 2] })) })) },
  },
  withoutLabelErrors: { arguments: { split, errors } },
  withProposedLabels: { arguments: { split, errors } },
};

const tensorOptions = optional(
  options({
    scale: optional(record({ mean: numbers([0]), standardDeviation: numbers([1]) })),
    labels: optional(name('oneHot')),
  }),
);
const dispose = (result: unknown) => (result as tfjs.SplitTensors).dispose();

const tfjsRows: Readonly<Record<string, Row>> = {
  batchTensors: { arguments: { batches: instance(() => [split.valid()]), options: tensorOptions } },
  splitTensors: {
    arguments: { split, options: tensorOptions },
    methods: { dispose: { arguments: {} } },
    dispose,
  },
};

export const datasetsTable: PackageTable = {
  name: '@nn101/datasets',
  error: datasets.DatasetError,
  entries: {
    '.': { module: datasets, rows: main },
    './decoder': { module: decoder, rows: decoderRows },
    './files': { module: files, rows: fileRows },
    './formats': { module: formats, rows: formatRows },
    './splits': { module: splits, rows: splitRows },
    './statistics': { module: statistics, rows: statisticsRows },
    './tfjs': { module: tfjs, rows: tfjsRows },
  },
};

/** Bytes in memory of their own. */
function bytesOf(buffer: Uint8Array): Argument {
  return typedArray(new Uint8Array(buffer));
}

/** A NumPy array file of bytes. */
function arrayFile(axes: string, ...values: number[]): Uint8Array {
  const header = Buffer.from(`{'descr': '|u1', 'fortran_order': False, 'shape': ${axes}, }\n`);
  const start = Buffer.from('\x93NUMPY\x01\x00', 'latin1');
  return Buffer.concat([start, Uint8Array.of(header.length, 0), header, Uint8Array.from(values)]);
}
