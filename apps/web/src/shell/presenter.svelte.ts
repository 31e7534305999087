// Presenter mode: large type, and keys that turn pages, for teaching in front of a room. Where a page's stops are:
// `stops.ts`; its bar: `PresenterBar.svelte`.

let isOn = $state(false);

export const presenter = {
  get isOn(): boolean {
    return isOn;
  },
  turn(on: boolean): void {
    isOn = on;
    document.documentElement.toggleAttribute('data-presenter', on);
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
