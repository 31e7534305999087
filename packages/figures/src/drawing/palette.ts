// The colours of all figures, and the contrast of text on them. Figures have a white background of their own, so that they look
// the same on light and dark pages.

/** Background and neutral colours. `muted` has a contrast of 4.5:1 on the background. */
export const paper = {
  background: '#ffffff',
  ink: '#1f2328',
  muted: '#5f6872',
  line: '#8c959f',
  faint: '#eef1f4',
} as const;

/** Right and wrong: blue and red as in the notebooks, in shades that are distinguishable with every kind of colour vision. */
export const verdictColors = { right: '#0072b2', wrong: '#c1121f' } as const;

/** Colours of series and classes, from the colour-blind safe palette of Okabe and Ito. */
export const seriesColors = ['#d55e00', '#0072b2', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] as const;

const [black, white] = ['#000000', '#ffffff'];

/** Returns red, green and blue (0..255) of `#rrggbb`. */
export function rgb(color: string): [red: number, green: number, blue: number] {
  const bits = Number.parseInt(color.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
}

/** Interpolates linearly between two colours; `share` is from 0 to 1. */
export function mix(from: string, to: string, share: number): string {
  const end = rgb(to);
  const parts = rgb(from).map((part, i) => Math.round(part + (end[i] - part) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Returns the contrast ratio (1..21) of two colours as defined by WCAG 2. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Returns black or white, whichever has more contrast on this colour; it is at least 4.5:1 on any colour. */
export function inkOn(color: string): string {
  return contrast(black, color) >= contrast(white, color) ? black : white;
}

function luminance(color: string): number {
  const [red, green, blue] = rgb(color).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
