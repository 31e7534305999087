// Light, dark, or as the system has it. The colours themselves: `../styles/tokens.css`.
import { onRememberedElsewhere, recall, remember } from '../state/local-memory.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

function read(): Theme {
  const remembered = recall('theme');
  return isTheme(remembered) ? remembered : 'system';
}

let chosen = $state<Theme>(read());

/** Puts the choice where the style sheets look for it, and colours the browser's own bar to match. */
function apply(): void {
  const root = document.documentElement;
  if (chosen === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', chosen);
  const page = getComputedStyle(root).getPropertyValue('--page').trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', page);
}

apply();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
onRememberedElsewhere('theme', () => {
  chosen = read();
  apply();
});

export const theme = {
  get chosen(): Theme {
    return chosen;
  },
  /** Goes on to the next of `themes`. */
  turn(): void {
    chosen = themes[(themes.indexOf(chosen) + 1) % themes.length];
    remember('theme', chosen);
    apply();
  },
} as const;
