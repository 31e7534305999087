import { describe, expect, test } from 'vitest';
import { centreDigit, inkBounds } from './centre-digit.ts';
import type { OpaqueImage } from './resize.ts';

/** A light ring on black, drawn with a pen of this width around the middle of `side` pixels. */
function ring({
  pen,
  radius,
  side = 400,
  ink = 255,
}: {
  pen: number;
  radius: number;
  side?: number;
  ink?: number;
}): OpaqueImage {
  const data = Float32Array.from({ length: side * side }, (_, i) => {
    const away = Math.abs(Math.hypot((i % side) - side / 2, Math.floor(i / side) - side / 2) - radius);
    return ink * Math.min(1, Math.max(0, pen / 2 + 0.5 - away));
  });
  return { width: side, height: side, channels: 1, data };
}

describe('centreDigit', () => {
  test.each([1, 2, 3, 5, 8, 12, 20, 36])(
    'makes a ring as bright that is drawn with a pen of %i pixels',
    (pen) => {
      const { image } = centreDigit(ring({ pen, radius: 140 })) ?? { image: new Uint8Array(784) };
      const bright = image.filter((value) => value > 200).length;
      // Twenty pixels across, the ring is at least one wide, and a wider pen's is filled up to its edges.
      expect(bright).toBeGreaterThan(8);
      expect(Math.max(...image)).toBe(255);
    },
  );

  test('puts the ink into twenty pixels and its centre of mass into the middle', () => {
    const centred = centreDigit(ring({ pen: 10, radius: 50, side: 300 }));
    expect(centred).toMatchObject({ box: { left: 4, top: 4, width: 20, height: 20 } });
    expect(Math.abs((centred?.mass.x ?? 0) - 14)).toBeLessThan(0.6);
    expect(centred?.bounds.left).toBeGreaterThanOrEqual(94);
  });

  test('does not depend on how dark the ink is', () => {
    const [dark, pale] = [255, 40].map((ink) => centreDigit(ring({ pen: 3, radius: 90, ink }))?.image ?? []);
    expect(pale).toHaveLength(784);
    expect(Math.max(...Array.from(dark, (value, i) => Math.abs(value - pale[i])))).toBeLessThanOrEqual(1);
  });

  test('nothing drawn is nothing', () => {
    const blank = { width: 9, height: 9, channels: 1, data: new Uint8Array(81) } as const;
    expect(centreDigit(blank)).toBeUndefined();
    expect(inkBounds(blank)).toBeUndefined();
  });

  test('colour is refused', () => {
    const colour = { width: 1, height: 1, channels: 3, data: [1, 2, 3] } as const;
    expect(() => centreDigit(colour)).toThrow('ink.channels expects 1; received 3.');
    expect(() => inkBounds(undefined as never)).toThrow('ink expects an object');
  });
});
