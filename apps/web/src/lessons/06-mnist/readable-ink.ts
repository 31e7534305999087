// Black or white, whichever can be read on a pixel: by the contrast that WCAG 2.2 defines.

/** Relative luminance of sRGB bytes, 0..1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green = red, blue = red]: readonly number[]): number {
  const [r, g, b] = [red, green, blue].map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two luminances, 1..21. */
function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The colour of text on a pixel of one grey or three colours, in bytes. Its contrast is 4.58 at least. */
export function readableInk(pixel: readonly number[]): '#000' | '#fff' {
  const ground = luminance(pixel);
  return contrast(ground, 0) > contrast(ground, 1) ? '#000' : '#fff';
}
