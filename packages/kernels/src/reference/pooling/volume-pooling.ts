// Naive pooling of volumes [n,d,h,w,c] and its gradients. Twin of assembly/pooling/volume-pooling.ts.
import type { backend_util } from '@tensorflow/tfjs-core';

type VolumeInfo = backend_util.Conv3DInfo;

/** The numbers of a window that lie in the volume, by their places in all of x, for each number of the output. */
export function windowsOf(info: VolumeInfo): number[][] {
  const { batchSize, inChannels, padInfo } = info;
  const windows: number[][] = [];
  const along = (first: number, size: number, length: number) =>
    Array.from({ length: size }, (_, i) => first + i).filter((place) => place >= 0 && place < length);
  for (let n = 0; n < batchSize; n++)
    for (let z = 0; z < info.outDepth; z++)
      for (let y = 0; y < info.outHeight; y++)
        for (let x = 0; x < info.outWidth; x++)
          for (let c = 0; c < inChannels; c++) {
            const depths = along(z * info.strideDepth - padInfo.front, info.filterDepth, info.inDepth);
            const rows = along(y * info.strideHeight - padInfo.top, info.filterHeight, info.inHeight);
            const columns = along(x * info.strideWidth - padInfo.left, info.filterWidth, info.inWidth);
            windows.push(
              depths.flatMap((depth) =>
                rows.flatMap((row) =>
                  columns.map(
                    (column) =>
                      (((n * info.inDepth + depth) * info.inHeight + row) * info.inWidth + column) *
                        inChannels +
                      c,
                  ),
                ),
              ),
            );
          }
  return windows;
}

/** The place of the largest number of a window, the last of several; -1 where all are NaN. */
export function placeOfLargest(window: readonly number[], x: ArrayLike<number>): number {
  let [largest, found] = [Number.NEGATIVE_INFINITY, -1];
  for (const place of window)
    if (x[place] >= largest) {
      largest = x[place];
      found = place;
    }
  return found;
}
