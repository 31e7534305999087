// Blocks as items of a batch and as channels, as on cpu.

import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { it } from 'vitest';
import { expectSameOnCpu } from '../../testing/same-on-cpu.ts';
import { type Kind, sampleTensor } from '../../testing/sample-tensor.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const EXACT = { atol: 0, rtol: 0 };
const kinds: readonly Kind[] = ['special', 'int'];

it('SpaceToBatchND, BatchToSpaceND and DepthToSpace are as on cpu', () =>
  expectSameOnCpu(
    Object.fromEntries(
      kinds.flatMap((kind) => [
        [
          `space to batch of ${kind}`,
          () =>
            tf.spaceToBatchND(
              sampleTensor([2, 5, 4, 3], kind, 1),
              [2, 3],
              [
                [1, 0],
                [0, 2],
              ],
            ),
        ],
        [
          `space to batch along one axis of ${kind}`,
          () => tf.spaceToBatchND(sampleTensor([2, 6], kind, 1), [3], [[0, 0]]),
        ],
        [
          `batch to space of ${kind}`,
          () =>
            tf.batchToSpaceND(
              sampleTensor([12, 3, 2, 3], kind, 2),
              [2, 3],
              [
                [1, 0],
                [0, 2],
              ],
            ),
        ],
        [
          `batch to space in one item of ${kind}`,
          () =>
            tf.batchToSpaceND(
              sampleTensor([4, 1, 1], kind, 2),
              [2, 2],
              [
                [0, 0],
                [0, 0],
              ],
            ),
        ],
        [
          `depth to space of ${kind}`,
          () => tf.depthToSpace(sampleTensor([2, 3, 2, 12], kind, 3) as Tensor4D, 2),
        ],
        [
          `depth to space of ${kind}, NCHW`,
          () => tf.depthToSpace(sampleTensor([2, 12, 3, 2], kind, 3) as Tensor4D, 2, 'NCHW'),
        ],
      ]),
    ),
    EXACT,
  ));
