// A set out of the cache, in a program that another starts: without it, one sentence and an exit code.
import { type Dataset, DatasetError, loadDataset } from '@nn101/datasets';

export async function cachedSet(name: string | undefined): Promise<Dataset> {
  return loadDataset(name === 'cifar-10' ? 'cifar-10' : 'mnist', { offline: true }).catch(
    (error: unknown) => {
      if (!(error instanceof DatasetError)) throw error;
      console.error(error.message.split('\n').join(' '));
      process.exit(1);
    },
  );
}
