// What a kernel that computes in floats does with tensors of integers and truth values.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../backend/heap.ts';

/**
 * Calls `run` with `tensors` as float32, those of another type as casts that are released afterwards. Integers beyond
 * 2^24 are rounded on the way. @throws KernelError UNSUPPORTED for strings and complex numbers
 */
export function withFloats(
  heap: Heap,
  tensors: readonly TensorInfo[],
  run: (...floats: TensorInfo[]) => TensorInfo,
): TensorInfo {
  if (tensors.every(({ dtype }) => dtype === 'float32')) return run(...tensors);
  const floats = tensors.map((tensor) =>
    tensor.dtype === 'float32' ? tensor : heap.cast(tensor, 'float32'),
  );
  const result = run(...floats);
  for (const [which, tensor] of tensors.entries()) if (floats[which] !== tensor) heap.release(floats[which]);
  return result;
}

/** A float32 result as the type that is asked for: itself, or a cast in its place. */
export function floatsAs(heap: Heap, floats: TensorInfo, dtype: TensorInfo['dtype']): TensorInfo {
  if (floats.dtype === dtype) return floats;
  const result = heap.cast(floats, dtype);
  heap.release(floats);
  return result;
}
