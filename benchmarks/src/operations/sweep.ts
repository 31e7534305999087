// Every case of every sweep.
import { convolutionCases } from './convolution-cases.ts';
import { elementwiseCases } from './elementwise-cases.ts';
import { gatheringCases } from './gathering-cases.ts';
import type { OperationCase } from './operation-case.ts';
import { poolingCases } from './pooling-cases.ts';
import { productCases } from './product-cases.ts';
import { volumeCases } from './volume-cases.ts';

/** The cases of the kernels that are named. */
export function sweep(kernels: readonly string[]): OperationCase[] {
  const all = [
    ...productCases(),
    ...convolutionCases(),
    ...volumeCases(),
    ...poolingCases(),
    ...gatheringCases(),
    ...elementwiseCases(),
  ];
  return all.filter(({ kernel }) => kernels.includes(kernel));
}
