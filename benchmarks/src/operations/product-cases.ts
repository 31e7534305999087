// Matrix products as dense layers need them: forward, and both gradients, which are products with one factor transposed.
import { type OperationCase, shapeText } from './operation-case.ts';

interface Product {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

const products: readonly Product[] = [
  { a: [1, 1], b: [1, 1] },
  { a: [4, 4], b: [4, 4] },
  { a: [1, 784], b: [784, 128] },
  { a: [32, 128], b: [128, 10] },
  { a: [128, 784], b: [784, 128] },
  { a: [1000, 784], b: [784, 128] },
  { a: [128, 9216], b: [9216, 128] },
  { a: [512, 512], b: [512, 512] },
  { a: [4, 3], b: [4, 5], transposeA: true },
  { a: [32, 128], b: [32, 10], transposeA: true },
  { a: [1000, 784], b: [1000, 128], transposeA: true },
  { a: [128, 9216], b: [128, 128], transposeA: true },
  { a: [4, 3], b: [5, 3], transposeB: true },
  { a: [32, 10], b: [128, 10], transposeB: true },
  { a: [1000, 128], b: [784, 128], transposeB: true },
  { a: [128, 128], b: [9216, 128], transposeB: true },
  { a: [16, 64, 32], b: [16, 32, 64] },
];

export function productCases(): OperationCase[] {
  return [...products.map((product) => productCase('BatchMatMul', product)), ...fusedCases()];
}

function fusedCases(): OperationCase[] {
  return products
    .filter(({ transposeA, transposeB }) => !transposeA && !transposeB)
    .map((product) => {
      const plain = productCase('_FusedMatMul', product);
      const columns = product.b[product.b.length - 1];
      return {
        ...plain,
        inputs: { ...plain.inputs, bias: { shape: [columns] } },
        attrs: { ...plain.attrs, activation: 'relu' },
      };
    });
}

function productCase(kernel: string, product: Product): OperationCase {
  const { a, b, transposeA = false, transposeB = false } = product;
  const rank3 = (shape: readonly number[]) => (shape.length === 2 ? [1, ...shape] : shape);
  const mark = transposeA ? ', a transposed' : transposeB ? ', b transposed' : '';
  return {
    kernel,
    shape: `${shapeText(a, b)}${mark}`,
    inputs: { a: { shape: rank3(a) }, b: { shape: rank3(b) } },
    attrs: { transposeA, transposeB },
  };
}
