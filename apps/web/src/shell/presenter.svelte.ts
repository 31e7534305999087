// Presenter mode: large type, and keys that turn pages, for teaching in front of a room. Where a page's stops are:
// `stops.ts`; its bar: `PresenterBar.svelte`.

let isOn = $state(false);

/** How much larger the type of drawings is then; in style sheets it is `--drawing-type`. */
const largeType = 1.35;

export const presenter = {
  get isOn(): boolean {
    return isOn;
  },
  /** What the sizes of drawings are multiplied by. */
  get drawingType(): number {
    return isOn ? largeType : 1;
  },
  turn(on: boolean): void {
    isOn = on;
    document.documentElement.toggleAttribute('data-presenter', on);
    document.documentElement.style.setProperty('--drawing-type', String(on ? largeType : 1));
    if (!on && document.fullscreenElement) void document.exitFullscreen();
  },
  /** Full screen on or off; where the browser refuses, nothing happens. */
  toggleFullScreen(): void {
    const change = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
    change.catch(() => undefined);
  },
} as const;
