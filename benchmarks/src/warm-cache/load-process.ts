// A process that loads one set out of the cache and prints how long that took and how much memory it used at most:
// the program of ../warm-cache.ts, which starts it anew for each measurement. No file is read before the clock starts.
import { cachedSet } from './cached-set.ts';
import type { WarmLoad } from './warm-load.ts';

const name = process.argv[2] === 'cifar-10' ? 'cifar-10' : 'mnist';
const before = process.resourceUsage().maxRSS;
const processorBefore = process.cpuUsage();
const start = performance.now();
const { train, test } = await cachedSet(name);
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(processorBefore);
// maxRSS is in kibibytes on every platform.
const peak = process.resourceUsage().maxRSS;
const load: WarmLoad = {
  name,
  images: train.shape[0] + test.shape[0],
  milliseconds,
  processorMilliseconds: (user + system) / 1000,
  dataBytes: [train, test].reduce((sum, { images, labels }) => sum + images.length + labels.length, 0),
  peakBytes: peak * 1024,
  addedBytes: (peak - before) * 1024,
};
process.stdout.write(JSON.stringify(load));
