// Finds a sheet of paper on a darker desk in a photo, so that the drawing on it can be cut out. Its shape
// distinguishes it from a light drawing on black.
import { resizeImage } from '@nn101/datasets/files';
import type { Raster } from './raster.ts';

/** Longer side of the reduced copy that is analysed. */
const LOOKED_AT = 400;
/** Minimum share of the picture that a sheet covers. */
const MIN_AREA = 0.1;
/**
 * Minimum share of its convex hull, and of the hull's bounding rectangle: a sheet seen at an angle is still a
 * quadrilateral.
 */
const MIN_CONVEXITY = 0.95;
const MIN_RECTANGULARITY = 0.9;
/** Share of the sheet covered by the drawing. The hole of a 0 or 8 in light ink is larger. */
const INK = { min: 0.0008, max: 0.3 };
/** Margin, relative to the sheet's size, in which its edge casts shadows. */
const MARGIN = 0.03;

/**
 * The drawing on a light sheet that lies on a darker surface, as dark ink on white, in a new picture. Undefined if
 * the picture shows no such sheet, or an empty one.
 */
export function drawingOnSheet(grey: Raster): Raster | undefined {
  const copy = reduced(grey);
  const { width, height, data } = copy;
  const middle = otsu(data);
  const light = Uint8Array.from(data, (value) => (value > middle ? 1 : 0));
  const sheet = largestPart(light, width);
  const filled = withoutHoles(sheet, width);
  const area = count(filled);
  if (area < MIN_AREA * width * height || area > 0.97 * width * height) return undefined;
  const hull = convexHull(filled, width);
  const hullArea = areaOf(hull);
  if (area < MIN_CONVEXITY * hullArea || hullArea < MIN_RECTANGULARITY * smallestRectangle(hull))
    return undefined;
  const inner = shrunk(filled, { width, by: Math.ceil(MARGIN * Math.sqrt(area)) });
  const paper = meanWhere(data, (i) => inner[i] === 1 && light[i] === 1);
  let ink = 0;
  // Make the paper white, including shaded parts and everything outside the sheet.
  const drawing = data.map((value, i) => {
    if (inner[i] === 0) return 255;
    if (light[i] === 0) ink++;
    return Math.min(255, (value / paper) * 255);
  });
  if (ink < INK.min * area || ink > INK.max * area) return undefined;
  return { width, height, channels: 1, data: drawing };
}

function reduced(grey: Raster): Raster {
  const scale = Math.min(1, LOOKED_AT / Math.max(grey.width, grey.height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const small = resizeImage(grey, { width: side(grey.width), height: side(grey.height), mode: 'stretch' });
  return { ...small, channels: 1 };
}

/** The threshold that separates dark and light best, by maximum between-class variance (Otsu, 1979). */
function otsu(data: Float32Array): number {
  const histogram = new Float64Array(256);
  for (const value of data) histogram[Math.min(255, Math.floor(value))]++;
  const total = histogram.reduce((sum, many, value) => sum + many * value, 0);
  let [best, at, below, sumBelow] = [0, 0, 0, 0];
  for (let value = 0; value < 255; value++) {
    below += histogram[value];
    sumBelow += histogram[value] * value;
    const above = data.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (total - sumBelow) / above) ** 2;
    if (between > best) [best, at] = [between, value + 1];
  }
  return at;
}

/** Flood fill: the indices of the pixels that can be reached from `start` through pixels for which `isOpen` holds. */
function reached(
  start: readonly number[],
  area: { width: number; isOpen: (pixel: number) => boolean; seen: Uint8Array },
) {
  const { width, isOpen, seen } = area;
  const pixels = start.filter((pixel) => isOpen(pixel) && seen[pixel] === 0);
  for (const pixel of pixels) seen[pixel] = 1;
  for (let next = 0; next < pixels.length; next++) {
    const pixel = pixels[next];
    const x = pixel % width;
    const around = [pixel - width, pixel + width, x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1];
    for (const other of around) {
      if (other < 0 || other >= seen.length || seen[other] === 1 || !isOpen(other)) continue;
      seen[other] = 1;
      pixels.push(other);
    }
  }
  return pixels;
}

function largestPart(mask: Uint8Array, width: number): Uint8Array {
  const seen = new Uint8Array(mask.length);
  let largest: number[] = [];
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0 || seen[pixel] === 1) continue;
    const part = reached([pixel], { width, isOpen: (at) => mask[at] === 1, seen });
    if (part.length > largest.length) largest = part;
  }
  const out = new Uint8Array(mask.length);
  for (const pixel of largest) out[pixel] = 1;
  return out;
}

/** Fills holes: whatever can't be reached from the picture's border. */
function withoutHoles(mask: Uint8Array, width: number): Uint8Array {
  const outside = new Uint8Array(mask.length);
  reached(borderPixels(width, mask.length / width), { width, isOpen: (at) => mask[at] === 0, seen: outside });
  return outside.map((value) => 1 - value);
}

function borderPixels(width: number, height: number): number[] {
  const across = Array.from({ length: width }, (_, x) => [x, (height - 1) * width + x]);
  const down = Array.from({ length: height }, (_, y) => [y * width, y * width + width - 1]);
  return [...across, ...down].flat();
}

/** Erodes the mask: removes pixels closer than `by` to one outside. */
function shrunk(mask: Uint8Array, { width, by }: { width: number; by: number }): Uint8Array {
  let kept = mask;
  for (let round = 0; round < by; round++) {
    const before = kept;
    kept = before.map((value, i) => {
      const x = i % width;
      const isInner = x > 0 && x < width - 1 && i >= width && i < before.length - width;
      return isInner ? value & before[i - 1] & before[i + 1] & before[i - width] & before[i + width] : 0;
    });
  }
  return kept;
}

type Point = readonly [x: number, y: number];

/** Corners of the convex hull of a mask, by Andrew's monotone chain algorithm. */
function convexHull(mask: Uint8Array, width: number): Point[] {
  const ends: Point[] = [];
  for (let y = 0; y < mask.length / width; y++) {
    const row = mask.subarray(y * width, (y + 1) * width);
    const [first, last] = [row.indexOf(1), row.lastIndexOf(1)];
    if (first >= 0) ends.push([first, y], [last + 1, y], [first, y + 1], [last + 1, y + 1]);
  }
  const sorted = ends.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (points: readonly Point[]) => {
    const hull: Point[] = [];
    for (const point of points) {
      while (hull.length > 1 && turn(hull[hull.length - 2], hull[hull.length - 1], point) <= 0) hull.pop();
      hull.push(point);
    }
    return hull.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function areaOf(polygon: readonly Point[]): number {
  const twice = polygon.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Area of the smallest rectangle around a convex polygon. One of its sides lies on a side of the polygon. */
function smallestRectangle(hull: readonly Point[]): number {
  const areas = hull.map(([x, y], i) => {
    const [nextX, nextY] = hull[(i + 1) % hull.length];
    const length = Math.hypot(nextX - x, nextY - y);
    const [alongX, alongY] = [(nextX - x) / length, (nextY - y) / length];
    const along = hull.map((point) => point[0] * alongX + point[1] * alongY);
    const across = hull.map((point) => point[1] * alongX - point[0] * alongY);
    const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
    return extent(along) * extent(across);
  });
  return Math.min(...areas);
}

function count(mask: Uint8Array): number {
  return mask.reduce((sum, value) => sum + value, 0);
}

function meanWhere(data: Float32Array, isMeant: (index: number) => boolean): number {
  let [sum, many] = [0, 0];
  data.forEach((value, i) => {
    if (!isMeant(i)) return;
    sum += value;
    many++;
  });
  return many === 0 ? 255 : sum / many;
}
