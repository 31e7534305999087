// Some networks of the zoo on threads: the bits of one worker. All of them with replicas in one thread: zoo.test.ts.
import { beforeAll, expect, test } from 'vitest';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { networks } from './networks.ts';
import { trainNetwork } from './train-network.ts';

beforeAll(prepareBackend);

test.each(['regularized', 'twoInputsTwoOutputs'])(
  '%s gives one hash on one, three and eight threads',
  async (name) => {
    const hashes: string[] = [];
    for (const workers of [1, 3, 8]) {
      const { start, sha256 } = await trainNetwork(networks[name], { workers, epochs: 1 });
      expect(start).toMatchObject({ workers, sharedMemory: true });
      hashes.push(sha256);
    }
    expect(hashes).toEqual(hashes.map(() => hashes[0]));
  },
);
