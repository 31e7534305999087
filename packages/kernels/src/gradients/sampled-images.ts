// Pixels of an output that lie between those of images: where they lie, and which share each of the four around has in them.
// What the Transform kernel and the gradients of cropping, turning and projecting images have in common.
import {
  add,
  cast,
  floor,
  greaterEqual,
  lessEqual,
  logicalAnd,
  maximum,
  minimum,
  mul,
  scalar,
  sub,
  type Tensor,
  tensor,
  zeros,
} from '@tensorflow/tfjs-core';

/** Where each pixel of an output lies in its image: tensors of as many places as there are output pixels, without channels. */
export interface Places {
  /** The number of the image in its batch, int32. */
  readonly item: Tensor;
  readonly y: Tensor;
  readonly x: Tensor;
  readonly isNearest: boolean;
}

/** The up to four pixels around each place, as rows of [batch * height * width], and the share of each; none outside. */
export function sharesOf({ item, y, x, isNearest }: Places, [, height, width]: readonly number[]) {
  const [top, left] = isNearest ? [rounded(y), rounded(x)] : [floor(y), floor(x)];
  const [down, across] = isNearest ? [zeros(y.shape), zeros(x.shape)] : [sub(y, top), sub(x, left)];
  const one = scalar(1);
  const corners = isNearest
    ? [[0, 0]]
    : [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ];
  return corners.map(([below, right]) => {
    const [row, column] = [add(top, scalar(below)), add(left, scalar(right))];
    const isInside = logicalAnd(within(row, height), within(column, width));
    const share = mul(below ? down : sub(one, down), right ? across : sub(one, across));
    const at = add(mul(clamped(row, height), scalar(width)), clamped(column, width));
    const start = mul(item, scalar(height * width, 'int32'));
    const inside = cast(isInside, 'float32');
    return { ids: add(cast(at, 'int32'), start), inside, share: mul(share, inside) };
  });
}

const rounded = (x: Tensor) => floor(add(x, scalar(0.5)));
/** Whether places along an axis lie inside an image of `length`. */
export const within = (x: Tensor, length: number) => logicalAnd(greaterEqual(x, 0), lessEqual(x, length - 1));
const clamped = (x: Tensor, length: number) => minimum(maximum(x, scalar(0)), scalar(length - 1));

type FillMode = 'constant' | 'reflect' | 'wrap' | 'nearest';

/** What tfjs tells of a projection. */
export interface TransformAttributes {
  readonly interpolation: 'nearest' | 'bilinear';
  readonly fillMode: FillMode;
  /** What lies outside, in fill mode 'constant'. */
  readonly fillValue?: number;
  readonly outputShape?: [number, number];
}

/** Images, their projections [n or 1, 8], and the shape of the output [n,h,w,c]. */
export interface Projection {
  readonly shape: readonly number[];
  readonly image: readonly number[];
  readonly transforms: Tensor;
}

/** Where the pixels of projected images lie, in the words of TensorFlow's image_ops.h. */
export function projectedPlaces(
  { shape, image, transforms }: Projection,
  { interpolation, fillMode }: TransformAttributes,
): Places {
  const [, height, width] = image;
  const projections = transforms.dataSync();
  return placesOf(shape, interpolation === 'nearest', (item, row, column) => {
    const start = transforms.shape[0] === 1 ? 0 : 8 * item;
    const [a, b, c, d, e, f, g, h] = projections.subarray(start, start + 8);
    const scale = g * column + h * row + 1;
    return {
      y: inMode((d * column + e * row + f) / scale, height, fillMode),
      x: inMode((a * column + b * row + c) / scale, width, fillMode),
    };
  });
}

/**
 * How fast the projections' numbers move the places: the sums over an output's pixels, of which each has `down` and `across` to
 * its place, for the eight numbers of each projection.
 */
export function projectionSlopes(
  { shape, image, transforms }: Projection,
  { fillMode }: TransformAttributes,
  { down, across }: { down: ArrayLike<number>; across: ArrayLike<number> },
): Tensor {
  const [batch, rows, columns] = shape;
  const [, height, width] = image;
  const projections = transforms.dataSync();
  const sums = new Float64Array(projections.length);
  for (let at = 0; at < batch * rows * columns; at++) {
    const [column, place] = [at % columns, Math.floor(at / columns)];
    const [row, item] = [place % rows, Math.floor(place / rows)];
    const start = transforms.shape[0] === 1 ? 0 : 8 * item;
    const [a, b, c, d, e, f, g, h] = projections.subarray(start, start + 8);
    const scale = g * column + h * row + 1;
    const [x, y] = [(a * column + b * row + c) / scale, (d * column + e * row + f) / scale];
    const byX = (across[at] * slopeInMode(x, width, fillMode)) / scale;
    const byY = (down[at] * slopeInMode(y, height, fillMode)) / scale;
    const byScale = -(byX * x + byY * y);
    const slopes = [
      byX * column,
      byX * row,
      byX,
      byY * column,
      byY * row,
      byY,
      byScale * column,
      byScale * row,
    ];
    for (const [which, slope] of slopes.entries()) sums[start + which] += slope;
  }
  return tensor(Float32Array.from(sums), transforms.shape);
}

// The fill modes are made of straight pieces that rise, fall or stay.
function slopeInMode(place: number, length: number, mode: FillMode): number {
  const [above, below] = [place + 1 / 1024, place - 1 / 1024].map((near) => inMode(near, length, mode));
  return Math.max(-1, Math.min(Math.round(512 * (above - below)), 1));
}

/** The places that `placeOf` gives for each pixel of an output [n,h,w,c]. */
export function placesOf(
  [batch, rows, columns]: readonly number[],
  isNearest: boolean,
  placeOf: (item: number, row: number, column: number) => { y: number; x: number },
): Places {
  const shape: [number, number, number] = [batch, rows, columns];
  const size = batch * rows * columns;
  const [item, y, x] = [new Int32Array(size), new Float32Array(size), new Float32Array(size)];
  for (let at = 0; at < size; at++) {
    const place = Math.floor(at / columns);
    item[at] = Math.floor(place / rows);
    const there = placeOf(item[at], place % rows, at % columns);
    y[at] = bounded(there.y);
    x[at] = bounded(there.x);
  }
  return {
    item: tensor(item, shape, 'int32'),
    y: tensor<Tensor['rankType']>(y, shape),
    x: tensor<Tensor['rankType']>(x, shape),
    isNearest,
  };
}

// Infinitely far is outside, and so is what no int32 holds.
function bounded(place: number): number {
  return Number.isFinite(place) ? Math.max(-1e6, Math.min(place, 1e6)) : -1e6;
}

// A place beyond the image as the fill mode continues it.
function inMode(place: number, length: number, mode: FillMode): number {
  if (mode === 'constant') return place;
  const last = length - 1;
  let inside = place;
  if (mode === 'reflect') inside = reflected(place, length);
  if (mode === 'wrap' && length > 1) {
    if (place < 0) inside += length * (Math.trunc(-place / last) + 1);
    else if (place > last) inside -= length * Math.trunc(place / last);
  }
  return Math.max(0, Math.min(inside, last));
}

function reflected(place: number, length: number): number {
  if (length <= 1) return 0;
  const both = 2 * length;
  if (place < 0) {
    const near = place < both ? both * Math.trunc(-place / both) + place : place;
    return near < -length ? near + both : -near - 1;
  }
  if (place <= length - 1) return place;
  const near = place - both * Math.trunc(place / both);
  return near >= length ? both - near - 1 : near;
}
