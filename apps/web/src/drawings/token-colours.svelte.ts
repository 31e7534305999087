// The colours of the design tokens as numbers, for canvases, which know no CSS variables. They change with the theme.

/** Red, green and blue, 0..255. */
export type Colour = readonly [number, number, number];

/** The tokens that canvases paint with. */
export interface TokenColours {
  readonly positive: Colour;
  readonly negative: Colour;
  readonly card: Colour;
}

const fallback: TokenColours = { positive: [180, 73, 10], negative: [31, 95, 158], card: [255, 253, 248] };

function parse(text: string): Colour | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  return match
    ? [Number.parseInt(match[1], 16), Number.parseInt(match[2], 16), Number.parseInt(match[3], 16)]
    : undefined;
}

function read(): TokenColours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: keyof TokenColours) => parse(style.getPropertyValue(`--${name}`)) ?? fallback[name];
  return { positive: colour('positive'), negative: colour('negative'), card: colour('card') };
}

/** The present colours, reactive. Call it while a component initialises. */
export function tokenColours(): { readonly current: TokenColours } {
  let current = $state.raw(read());
  $effect(() => {
    const renew = () => {
      current = read();
    };
    const observer = new MutationObserver(renew);
    observer.observe(document.documentElement, { attributes: true });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', renew);
    renew();
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', renew);
    };
  });
  return {
    get current() {
      return current;
    },
  };
}
