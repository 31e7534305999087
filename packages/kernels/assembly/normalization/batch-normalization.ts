// Batch normalization, channels last: y = activation((x - mean) · scale / √(variance + epsilon) + offset) and its gradient,
// for statistics of the same rows (moments.ts) or given ones. The naive loops that these must equal are in
// src/reference/normalization/batch-normalization.ts. Rows of few channels are taken several at a time as one wide row.
import { LINEAR, RELU, biasActivation, biasActivationGradient, relu } from '../activation/activation';
import { zeroFloats } from '../memory/floats';
import { loadLanes, storeLanes } from '../memory/lanes';
import { addToTotals, sumOfCopies, sumOfFour } from '../reduce/moments';
import { pixelGroup, repeatRows } from '../memory/repeat';

/** A layer as the host lays it out in memory: 32-bit numbers in this order (src/records/batch-normalization-record.ts). */
@unmanaged
export class BatchNormalization {
  channels: i32;
  /** Address of `channels` numbers, or 0 for ones. */
  scale: usize;
  /** Address of `channels` numbers, or 0 for zeros. */
  offset: usize;
  epsilon: f32;
  /** Number of an elementwise activation (activation.ts). */
  activation: i32;
}

/** Wide rows of a run: short enough for the first-level cache, and for sums in single precision. */
const RUN_ROWS: i32 = 64;

/** Scratch bytes of batchNormalization and of its gradients. */
export function batchNormalizationScratchBytes(channels: i32): usize {
  return 11 * lineBytes(channels);
}

// @ts-ignore: decorator
@inline
function lineBytes(channels: i32): usize {
  return <usize>(pixelGroup(channels) * channels) << 2;
}

/** y[count] of x[count], whose channels are those of `layer` over and over. `y` may be `x`. */
export function batchNormalization(
  layer: BatchNormalization, x: usize, count: i32, mean: usize, variance: usize, y: usize, scratch: usize,
): void {
  const line = lineBytes(layer.channels), activation = layer.activation;
  writeTables(layer, mean, variance, scratch);
  if (activation == LINEAR) return normalize(false, x, <usize>count << 2, line, scratch, y);
  if (activation == RELU) return normalize(true, x, <usize>count << 2, line, scratch, y);
  const run = RUN_ROWS * <i32>(line >> 2);
  for (let done = 0; done < count; done += run) {
    const floats = min(run, count - done), bytes = <usize>floats << 2;
    normalize(false, x, bytes, line, scratch, y);
    biasActivation(y, 1, floats, 0, activation);
    x += bytes;
    y += bytes;
  }
}

// What x is normalized with, for a wide row each: the means, the factors scale / √(variance + epsilon), the offsets.
function writeTables(layer: BatchNormalization, mean: usize, variance: usize, tables: usize): void {
  const channels = layer.channels, group = pixelGroup(channels), line = lineBytes(channels);
  const factors = tables + line, offsets = factors + line;
  for (let channel = 0; channel < channels; channel++) {
    const at = <usize>channel << 2;
    const scale: f32 = layer.scale ? load<f32>(layer.scale + at) : 1;
    store<f32>(factors + at, scale / deviation(layer, variance, at));
  }
  repeatRows(factors, 1, channels, group, factors);
  repeatRows(mean, 1, channels, group, tables);
  if (layer.offset) repeatRows(layer.offset, 1, channels, group, offsets);
  else memory.fill(offsets, 0, line);
}

// @ts-ignore: decorator
@inline
function deviation(layer: BatchNormalization, variance: usize, at: usize): f32 {
  return sqrt<f32>(load<f32>(variance + at) + layer.epsilon);
}

// Four wide rows at a time, which share what is read from the tables.
// @ts-ignore: decorator
@inline
function normalize(isRelu: bool, x: usize, bytes: usize, line: usize, tables: usize, y: usize): void {
  const factors = tables + line, offsets = factors + line, block = line << 2;
  for (; bytes >= block; bytes -= block) {
    for (let at: usize = 0; at < line; at += 16) {
      const mean = v128.load(tables + at), factor = v128.load(factors + at), offset = v128.load(offsets + at);
      let row = x + at, to = y + at;
      const r0 = v128.load(row), r1 = v128.load(row += line), r2 = v128.load(row += line), r3 = v128.load(row += line);
      v128.store(to, normalized(isRelu, r0, mean, factor, offset));
      v128.store(to += line, normalized(isRelu, r1, mean, factor, offset));
      v128.store(to += line, normalized(isRelu, r2, mean, factor, offset));
      v128.store(to += line, normalized(isRelu, r3, mean, factor, offset));
    }
    x += block;
    y += block;
  }
  normalizeRest(isRelu, x, bytes, line, tables, y);
}

// The last rows, fewer than four, where speed matters less than the size of the module.
function normalizeRest(isRelu: bool, x: usize, bytes: usize, line: usize, tables: usize, y: usize): void {
  for (let at = tables; bytes > 0; ) {
    const lanes = <i32>(min<usize>(bytes, 16) >> 2);
    const z = normalized(isRelu, loadLanes(x, lanes), v128.load(at), v128.load(at + line), v128.load(at + 2 * line));
    storeLanes(y, z, lanes);
    at = at + 16 < tables + line ? at + 16 : tables;
    bytes -= <usize>lanes << 2;
    x += 16;
    y += 16;
  }
}

// @ts-ignore: decorator
@inline
function normalized(isRelu: bool, x: v128, mean: v128, factor: v128, offset: v128): v128 {
  const z = f32x4.add(f32x4.mul(f32x4.sub(x, mean), factor), offset);
  return isRelu ? relu(z) : z;
}

/**
 * From dy[rows, channels], the gradient by y = batchNormalization of x[rows, channels] with the mean and the variance of
 * these rows: dx of the same shape, dscale[channels], doffset[channels], each unless its address is 0. The latter two are
 * finished, then added to what is there if `accumulate`. dy is overwritten; dx may be dy. `y` is only read for
 * activations other than linear and relu.
 */
export function batchNormalizationGradient(
  layer: BatchNormalization, dy: usize, y: usize, x: usize, rows: i32, mean: usize, variance: usize,
  dx: usize, dscale: usize, doffset: usize, accumulate: bool, scratch: usize,
): void {
  const bytes = <usize>(rows * layer.channels) << 2;
  writeTables(layer, mean, variance, scratch);
  sumGradients(layer, dy, y, x, bytes, scratch);
  finishSums(layer, rows, variance, dscale, doffset, accumulate, scratch);
  if (!dx) return;
  const line = lineBytes(layer.channels);
  if (layer.activation == RELU) inputGradient(true, false, dy, x, bytes, line, scratch, dx);
  else inputGradient(false, false, dy, x, bytes, line, scratch, dx);
}

/** The same where mean and variance are constants: those of a layer that is frozen, which normalizes as in inference. */
export function fixedBatchNormalizationGradient(
  layer: BatchNormalization, dy: usize, y: usize, x: usize, rows: i32, mean: usize, variance: usize,
  dx: usize, dscale: usize, doffset: usize, accumulate: bool, scratch: usize,
): void {
  const count = rows * layer.channels, bytes = <usize>count << 2, activation = layer.activation;
  writeTables(layer, mean, variance, scratch);
  if (dscale || doffset) {
    sumGradients(layer, dy, y, x, bytes, scratch);
    finishSums(layer, rows, variance, dscale, doffset, accumulate, scratch);
  } else if (activation != LINEAR && activation != RELU) biasActivationGradient(dy, y, 1, count, activation, 0, false);
  if (!dx) return;
  const line = lineBytes(layer.channels);
  if (activation == RELU) inputGradient(true, true, dy, x, bytes, line, scratch, dx);
  else inputGradient(false, true, dy, x, bytes, line, scratch, dx);
}

// Scratch memory holds, each for a wide row: the three tables of the forward pass; the means of dz = dy · activation' and of
// dz (x - mean), the latter over the variance; the sums of a run, of the one and the other; the same of all rows, in doubles.
const MEANS: usize = 3;
const SUMS: usize = 5;
const TOTALS: usize = 7;

function sumGradients(layer: BatchNormalization, dy: usize, y: usize, x: usize, bytes: usize, tables: usize): void {
  const line = lineBytes(layer.channels), activation = layer.activation;
  const sums = tables + SUMS * line, totals = tables + TOTALS * line;
  zeroFloats(totals, <i32>line);
  while (bytes > 0) {
    const run = min<usize>(RUN_ROWS * line, bytes);
    if (activation != LINEAR && activation != RELU) biasActivationGradient(dy, y, 1, <i32>(run >> 2), activation, 0, false);
    zeroFloats(sums, <i32>(line >> 1));
    if (activation == RELU) addGradients(true, dy, x, run, line, tables, sums);
    else addGradients(false, dy, x, run, line, tables, sums);
    addToTotals(sums, 2 * line, totals);
    bytes -= run;
    dy += run;
    y += run;
    x += run;
  }
}

// sums += the column sums of dz, and behind them of dz (x - mean).
// @ts-ignore: decorator
@inline
function addGradients(isRelu: bool, dy: usize, x: usize, bytes: usize, line: usize, tables: usize, sums: usize): void {
  const factors = tables + line, offsets = factors + line, products = sums + line, block = line << 2;
  for (; bytes >= block; bytes -= block) {
    for (let at: usize = 0; at < line; at += 16) {
      const mean = v128.load(tables + at), factor = v128.load(factors + at), offset = v128.load(offsets + at);
      let row = x + at, from = dy + at;
      const d0 = f32x4.sub(v128.load(row), mean), d1 = f32x4.sub(v128.load(row += line), mean);
      const d2 = f32x4.sub(v128.load(row += line), mean), d3 = f32x4.sub(v128.load(row += line), mean);
      const g0 = passed(isRelu, v128.load(from), d0, factor, offset);
      const g1 = passed(isRelu, v128.load(from += line), d1, factor, offset);
      const g2 = passed(isRelu, v128.load(from += line), d2, factor, offset);
      const g3 = passed(isRelu, v128.load(from += line), d3, factor, offset);
      const product = sumOfFour(f32x4.mul(g0, d0), f32x4.mul(g1, d1), f32x4.mul(g2, d2), f32x4.mul(g3, d3));
      v128.store(sums + at, f32x4.add(v128.load(sums + at), sumOfFour(g0, g1, g2, g3)));
      v128.store(products + at, f32x4.add(v128.load(products + at), product));
    }
    x += block;
    dy += block;
  }
  addRest(isRelu, dy, x, bytes, line, tables, sums);
}

function addRest(isRelu: bool, dy: usize, x: usize, bytes: usize, line: usize, tables: usize, sums: usize): void {
  for (let at: usize = 0; bytes > 0; ) {
    const lanes = <i32>(min<usize>(bytes, 16) >> 2), table = tables + at, sum = sums + at;
    const d = f32x4.sub(loadLanes(x, lanes), v128.load(table));
    // Lanes behind the last number count nothing: their dy is 0.
    const g = passed(isRelu, loadLanes(dy, lanes), d, v128.load(table + line), v128.load(table + 2 * line));
    v128.store(sum, f32x4.add(v128.load(sum), g));
    v128.store(sum + line, f32x4.add(v128.load(sum + line), f32x4.mul(g, d)));
    at = at + 16 < line ? at + 16 : 0;
    bytes -= <usize>lanes << 2;
    x += 16;
    dy += 16;
  }
}

// dz: of relu, what the forward pass let through, worked out from x as there, so that y need not be read.
// @ts-ignore: decorator
@inline
function passed(isRelu: bool, dy: v128, distance: v128, factor: v128, offset: v128): v128 {
  if (!isRelu) return dy;
  return v128.and(dy, f32x4.gt(f32x4.add(f32x4.mul(distance, factor), offset), f32x4.splat(0)));
}

// From the sums over all rows: dscale, doffset and the two means that dx needs.
function finishSums(
  layer: BatchNormalization, rows: i32, variance: usize, dscale: usize, doffset: usize, accumulate: bool, tables: usize,
): void {
  const channels = layer.channels, group = pixelGroup(channels), line = lineBytes(channels);
  const totals = tables + TOTALS * line, means = tables + MEANS * line, slopes = means + line;
  for (let channel = 0; channel < channels; channel++) {
    const at = <usize>channel << 2, inverse = 1 / <f64>deviation(layer, variance, at);
    const sum = sumOfCopies(totals, channel, channels, group);
    const product = sumOfCopies(totals + 2 * line, channel, channels, group) * inverse;
    if (dscale) put(dscale + at, <f32>product, accumulate);
    if (doffset) put(doffset + at, <f32>sum, accumulate);
    store<f32>(means + at, <f32>(sum / <f64>rows));
    store<f32>(slopes + at, <f32>(product * inverse / <f64>rows));
  }
  repeatRows(means, 1, channels, group, means);
  repeatRows(slopes, 1, channels, group, slopes);
}

// @ts-ignore: decorator
@inline
function put(at: usize, value: f32, accumulate: bool): void {
  store<f32>(at, accumulate ? load<f32>(at) + value : value);
}

// dx = (dz - mean of dz - (x - mean) · mean of dz (x - mean) / variance) · scale / √(variance + epsilon); dz alone in the
// brackets if the statistics are fixed.
// @ts-ignore: decorator
@inline
function inputGradient(
  isRelu: bool, isFixed: bool, dy: usize, x: usize, bytes: usize, line: usize, tables: usize, dx: usize,
): void {
  const readsX = isRelu || !isFixed;
  const factors = tables + line, offsets = factors + line, block = line << 2;
  const means = tables + MEANS * line, slopes = means + line;
  for (; bytes >= block; bytes -= block) {
    for (let at: usize = 0; at < line; at += 16) {
      const mean = v128.load(tables + at), factor = v128.load(factors + at), offset = v128.load(offsets + at);
      const gradient = v128.load(means + at), slope = v128.load(slopes + at);
      for (let row = at; row < at + block; row += line) {
        const d = readsX ? f32x4.sub(v128.load(x + row), mean) : mean;
        const g = passed(isRelu, v128.load(dy + row), d, factor, offset);
        v128.store(dx + row, f32x4.mul(factor, isFixed ? g : f32x4.sub(f32x4.sub(g, gradient), f32x4.mul(d, slope))));
      }
    }
    x += block;
    dy += block;
    dx += block;
  }
  restOfGradient(isRelu, isFixed, dy, x, bytes, line, tables, dx);
}

function restOfGradient(
  isRelu: bool, isFixed: bool, dy: usize, x: usize, bytes: usize, line: usize, tables: usize, dx: usize,
): void {
  const means = tables + MEANS * line, slopes = means + line;
  for (let at: usize = 0; bytes > 0; ) {
    const lanes = <i32>(min<usize>(bytes, 16) >> 2), table = tables + at, factor = v128.load(table + line);
    const d = f32x4.sub(loadLanes(x, lanes), v128.load(table));
    const g = passed(isRelu, loadLanes(dy, lanes), d, factor, v128.load(table + 2 * line));
    const rest = f32x4.sub(f32x4.sub(g, v128.load(means + at)), f32x4.mul(d, v128.load(slopes + at)));
    storeLanes(dx, f32x4.mul(factor, isFixed ? g : rest), lanes);
    at = at + 16 < line ? at + 16 : 0;
    bytes -= <usize>lanes << 2;
    x += 16;
    dy += 16;
    dx += 16;
  }
}
