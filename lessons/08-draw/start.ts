// From a drawing of any size to an image like MNIST's. The lesson's text is in lesson.md.

/** Ink on a sheet: `ink[y * width + x]`, 0 nothing, 1 full. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly ink: Float32Array;
}

/** A rectangle of pixels; `right` and `bottom` lie just outside. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box that holds all ink. Your turn: this one is the whole sheet. */
export function boundingBox({ width, height }: Drawing): Box {
  return { left: 0, top: 0, right: width, bottom: height };
}

/** The mean place of the ink, each pixel counting as much as it is dark. Your turn: this is the sheet's middle. */
export function centreOfMass({ width, height }: Drawing): { x: number; y: number } {
  return { x: (width - 1) / 2, y: (height - 1) / 2 };
}

/** 28 x 28: the ink scaled to fit 20 x 20, its centre of mass in the middle. Your turn. */
export function asMnist(_drawing: Drawing): Drawing {
  return { width: 28, height: 28, ink: new Float32Array(28 * 28) };
}

/** The piece of a drawing within a box, in another size: each new pixel is the mean of what it covers. */
export function resize(
  { width, ink }: Drawing,
  { box, size }: { box: Box; size: { width: number; height: number } },
): Drawing {
  const across = overlaps({ from: box.left, to: box.right, count: size.width });
  const down = overlaps({ from: box.top, to: box.bottom, count: size.height });
  const resized = new Float32Array(size.width * size.height);
  down.forEach((rows, y) => {
    across.forEach((columns, x) => {
      for (const row of rows) {
        for (const column of columns) {
          resized[y * size.width + x] += ink[row.at * width + column.at] * row.share * column.share;
        }
      }
    });
  });
  return { ...size, ink: resized };
}

// For each new pixel, which old ones it covers, and by how much; the shares add up to 1.
function overlaps({ from, to, count }: { from: number; to: number; count: number }) {
  const length = (to - from) / count;
  return Array.from({ length: count }, (_, i) => {
    const [start, end] = [from + i * length, from + (i + 1) * length];
    const covered: { at: number; share: number }[] = [];
    for (let at = Math.floor(start); at < Math.min(to, Math.ceil(end)); at++) {
      const share = (Math.min(end, at + 1) - Math.max(start, at)) / length;
      if (share > 0) covered.push({ at, share });
    }
    return covered;
  });
}
