// Gradients of what resizes, turns, flips and crops images. An output pixel that lies between others gives each its share.
import {
  add,
  backend_util,
  cast,
  fill,
  floor,
  type GradConfig,
  gather,
  logicalAnd,
  mul,
  range,
  reshape,
  reverse,
  scalar,
  slice,
  stack,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  unsortedSegmentSum,
  zeros,
} from '@tensorflow/tfjs-core';
import { gradientOf, runKernel } from './gradient.ts';
import {
  type Places,
  placesOf,
  projectedPlaces,
  projectionSlopes,
  sharesOf,
  type TransformAttributes,
  within,
} from './sampled-images.ts';

interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: [number, number];
}

function resizeGradients(forward: string): GradConfig[] {
  return [
    gradientOf<ResizeAttributes>(forward, {
      inputs: ['images'],
      of: (dy, [images], attributes) => ({
        images: () => runKernel(`${forward}Grad`, { dy, images }, attributes),
      }),
    }),
    gradientOf<ResizeAttributes>(`${forward}Grad`, {
      inputs: ['images', 'dy'],
      of: (ddx, [images, dy], attributes) => ({
        dy: () => runKernel(forward, { images: ddx }, { ...attributes, size: dy.shape.slice(1, 3) }),
        images: () => fill(images.shape, 0),
      }),
    }),
  ];
}

const ofFlip = gradientOf('FlipLeftRight', {
  of: (dy) => ({ image: () => reverse(dy, 2) }),
});

/** The gradient of images [n,h,w,c] from that of an output whose pixels lie at `places`. */
export function imageGradient(dy: Tensor, places: Places, shape: number[]): Tensor {
  const [batch, height, width, depth] = shape;
  const rows = reshape(dy, [-1, depth]);
  const parts = sharesOf(places, shape).map(({ ids, share }) =>
    unsortedSegmentSum(
      mul(rows, reshape(share, [-1, 1])),
      reshape(ids, [-1]) as Tensor1D,
      batch * height * width,
    ),
  );
  return reshape(
    parts.reduce((total, part) => add(total, part)),
    shape,
  );
}

interface CropAttributes {
  readonly cropSize: [number, number];
  readonly method: 'bilinear' | 'nearest';
  readonly extrapolationValue: number;
}

/** What cropAndResize sees: boxes [n, 4] of y1, x1, y2, x2 as parts of the image, each under a grid of cropSize. */
function cropped(
  boxes: Tensor,
  boxInd: Tensor,
  { cropSize, method }: CropAttributes,
  shape: readonly number[],
) {
  const [count] = boxes.shape;
  const edge = (which: number) => reshape(slice(boxes, [0, which], [count, 1]), [count, 1]);
  // At each of the places along an axis, how far it is from the first edge to the second.
  const fractions = (places: number) =>
    reshape(places > 1 ? mul(range(0, places), scalar(1 / (places - 1))) : scalar(0.5), [1, places]);
  const along = (first: number, places: number, length: number) => {
    const [low, high] = [edge(first), edge(first + 2)];
    return mul(add(low, mul(sub(high, low), fractions(places))), scalar(length - 1));
  };
  const [rows, columns] = cropSize;
  const [y, x] = [along(0, rows, shape[1]), along(1, columns, shape[2])];
  const over = zeros([count, rows, columns]);
  return {
    places: {
      item: add(cast(over, 'int32'), reshape(cast(boxInd, 'int32'), [count, 1, 1])),
      y: add(over, reshape(y, [count, rows, 1])),
      x: add(over, reshape(x, [count, 1, columns])),
      isNearest: method === 'nearest',
    },
    fractions,
  };
}

// Outside the image the kernel gives one value for the whole pixel, so that nothing is left for those on its edge.
function keptInside(dy: Tensor, { y, x }: Places, [, height, width]: readonly number[]): Tensor {
  const isInside = cast(logicalAnd(within(y, height), within(x, width)), 'float32');
  return mul(dy, reshape(isInside, [...isInside.shape, 1]));
}

const ofCropAndResize = gradientOf<CropAttributes>('CropAndResize', {
  inputs: ['image', 'boxes', 'boxInd'],
  of: (dy, [image, boxes, boxInd], attributes) => ({
    image: () => {
      const { places } = cropped(boxes, boxInd, attributes, image.shape);
      return imageGradient(keptInside(dy, places, image.shape), places, image.shape);
    },
    boxes: () =>
      attributes.method === 'nearest'
        ? zeros(boxes.shape)
        : boxesGradient(dy, { image, boxes, boxInd, attributes }),
    boxInd: () => fill(boxInd.shape, 0),
  }),
});

interface Crop {
  readonly image: Tensor;
  readonly boxes: Tensor;
  readonly boxInd: Tensor;
  readonly attributes: CropAttributes;
}

// How fast each output pixel changes as its place moves down or across, times how its place moves with each edge.
function boxesGradient(dy: Tensor, { image, boxes, boxInd, attributes }: Crop): Tensor {
  const { places, fractions } = cropped(boxes, boxInd, attributes, image.shape);
  const [, height, width] = image.shape;
  const [, rows, columns] = dy.shape;
  const inside = keptInside(dy, places, image.shape);
  const { slopeY, slopeX } = slopesAt(image, places);
  const perRow = mul(sum(mul(inside, slopeY), [2, 3]), scalar(height - 1));
  const perColumn = mul(sum(mul(inside, slopeX), [1, 3]), scalar(width - 1));
  const [ofRows, ofColumns] = [fractions(rows), fractions(columns)];
  const edges = [
    sum(mul(perRow, sub(scalar(1), ofRows)), 1),
    sum(mul(perColumn, sub(scalar(1), ofColumns)), 1),
    sum(mul(perRow, ofRows), 1),
    sum(mul(perColumn, ofColumns), 1),
  ];
  return stack(edges, 1);
}

// How fast each channel of the output changes as its place moves down and across. Outside is `fillValue`, or what the edge has.
function slopesAt(image: Tensor, places: Places, fillValue?: number): { slopeY: Tensor; slopeX: Tensor } {
  const [batch, height, width, depth] = image.shape;
  const pixels = reshape(image, [batch * height * width, depth]);
  const wide = (t: Tensor) => reshape(t, [...t.shape, 1]);
  const corners = sharesOf(places, image.shape).map(({ ids, inside }) => {
    if (fillValue === undefined) return gather(pixels, ids);
    const isInside = wide(inside);
    return add(mul(gather(pixels, ids), isInside), mul(sub(scalar(1), isInside), scalar(fillValue)));
  });
  const [topLeft, topRight, bottomLeft, bottomRight] = corners;
  const [down, across] = [places.y, places.x].map((place) => wide(sub(place, floor(place))));
  const blend = (low: Tensor, high: Tensor, share: Tensor) => add(low, mul(sub(high, low), share));
  return {
    slopeY: sub(blend(bottomLeft, bottomRight, across), blend(topLeft, topRight, across)),
    slopeX: sub(blend(topRight, bottomRight, down), blend(topLeft, bottomLeft, down)),
  };
}

const ofTransform = gradientOf<TransformAttributes>('Transform', {
  inputs: ['image', 'transforms'],
  of: (dy, [image, transforms], attributes) => ({
    image: () => {
      const places = projectedPlaces({ shape: dy.shape, image: image.shape, transforms }, attributes);
      return imageGradient(dy, places, image.shape);
    },
    transforms: () => {
      if (attributes.interpolation === 'nearest') return zeros(transforms.shape);
      const projection = { shape: dy.shape, image: image.shape, transforms };
      const places = projectedPlaces(projection, attributes);
      const { slopeY, slopeX } = slopesAt(image, places, attributes.fillValue ?? 0);
      const [down, across] = [slopeY, slopeX].map((slope) => sum(mul(dy, slope), -1).dataSync());
      return projectionSlopes(projection, attributes, { down, across });
    },
  }),
});

interface RotateAttributes {
  readonly radians: number;
  readonly center: number | [number, number];
}

const ofRotate = gradientOf<RotateAttributes>('RotateWithOffset', {
  inputs: ['image'],
  of: (dy, [image], { radians, center }) => ({
    image: () => {
      const [, height, width] = image.shape;
      const [centerX, centerY] = backend_util.getImageCenter(center, height, width);
      const [sine, cosine] = [Math.sin(radians), Math.cos(radians)];
      const places = placesOf(dy.shape, true, (_, row, column) => ({
        y: Math.round((column - centerX) * sine + (row - centerY) * cosine + centerY),
        x: Math.round((column - centerX) * cosine - (row - centerY) * sine + centerX),
      }));
      return imageGradient(dy, places, image.shape);
    },
  }),
});

export const imageGradients: readonly GradConfig[] = [
  ...resizeGradients('ResizeBilinear'),
  ...resizeGradients('ResizeNearestNeighbor'),
  ofFlip,
  ofCropAndResize,
  ofTransform,
  ofRotate,
];
