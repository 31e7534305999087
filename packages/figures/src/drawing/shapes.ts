// The shapes that distinguish series, classes, right and wrong without colour. The dot mark of Observable Plot draws them by name
// or with the symbols below; legends draw their paths.

/** A custom symbol; `size` is an area in square pixels, as in d3. */
export interface Shape {
  draw(context: PathContext, size: number): void;
}

interface PathContext {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** Shapes of series and classes in the order of assignment, with the names of Observable Plot. */
export const shapeNames = ['circle', 'diamond', 'triangle', 'square', 'star', 'wye'] as const;

export type ShapeName = (typeof shapeNames)[number];

/** Paths of the shapes for legends, centred on 0, 0, about ten pixels wide. */
export const shapePaths: Readonly<Record<ShapeName, string>> = {
  circle: 'M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0Z',
  diamond: 'M0,-5.6L3.4,0L0,5.6L-3.4,0Z',
  triangle: 'M0,-4.9L4.4,3.1L-4.4,3.1Z',
  square: 'M-3.7,-3.7H3.7V3.7H-3.7Z',
  star: 'M0,-5.6L1.3,-1.7L5.3,-1.7L2,0.7L3.3,4.5L0,2.1L-3.3,4.5L-2,0.7L-5.3,-1.7L-1.3,-1.7Z',
  wye: 'M1.6,1V4.2H-1.6V1L-4.4,-0.6L-2.8,-3.4L0,-1.8L2.8,-3.4L4.4,-0.6Z',
};

/** A stroked tick for the true class, about as wide as the square root of its area. */
export const tick: Shape = {
  draw(context, size) {
    const half = Math.sqrt(size) / 2;
    context.moveTo(-half, half * 0.1);
    context.lineTo(-half * 0.3, half * 0.8);
    context.lineTo(half, -half * 0.8);
  },
};

/** A stroked cross for a wrong prediction. */
export const cross: Shape = {
  draw(context, size) {
    const half = Math.sqrt(size) * 0.4;
    context.moveTo(-half, -half);
    context.lineTo(half, half);
    context.moveTo(half, -half);
    context.lineTo(-half, half);
  },
};

/** Paths of tick, cross and ring for legends; they are stroked, not filled. */
export const strokedPaths = {
  tick: 'M-5,0.5L-1.5,4L5,-4',
  cross: 'M-4,-4L4,4M4,-4L-4,4',
  ring: 'M6,0A6,6,0,1,1,-6,0A6,6,0,1,1,6,0Z',
} as const;
