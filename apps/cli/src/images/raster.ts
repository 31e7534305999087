// A decoded picture: grey or colour, 0 to 255, rows from the top. What the other files here take and give.

/** A picture as floats. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 1: grey; 3: red, green, blue. */
  readonly channels: 1 | 3;
  /** `height * width * channels` values from 0 to 255, channels innermost. */
  readonly data: Float32Array;
}

/** Grey by Rec. 601's weights, as Pillow's `convert("L")` has them. Grey pictures are given back as they are. */
export function toGrey(raster: Raster): Raster {
  if (raster.channels === 1) return raster;
  const data = new Float32Array(raster.width * raster.height);
  for (let i = 0; i < data.length; i++) {
    const [red, green, blue] = raster.data.subarray(3 * i, 3 * i + 3);
    data[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return { ...raster, channels: 1, data };
}

/** Three equal channels of a grey picture. Colour pictures are given back as they are. */
export function toColour(raster: Raster): Raster {
  if (raster.channels === 3) return raster;
  const data = new Float32Array(raster.data.length * 3);
  raster.data.forEach((value, i) => {
    data.fill(value, 3 * i, 3 * i + 3);
  });
  return { ...raster, channels: 3, data };
}

/** The part of a picture that lies in a box; the box must lie within the picture. */
export function crop(
  raster: Raster,
  box: { left: number; top: number; width: number; height: number },
): Raster {
  const { channels } = raster;
  const data = new Float32Array(box.width * box.height * channels);
  for (let y = 0; y < box.height; y++) {
    const start = ((box.top + y) * raster.width + box.left) * channels;
    data.set(raster.data.subarray(start, start + box.width * channels), y * box.width * channels);
  }
  return { width: box.width, height: box.height, channels, data };
}

/** Rounds to bytes, clamped to 0 to 255. */
export function toBytes(raster: Raster): Uint8Array {
  return Uint8Array.from(new Uint8ClampedArray(raster.data));
}
