// What may be wider than its box: made smaller, as far as it can still be read; what is too wide even then scrolls in
// its box, and only then the keyboard stops there.

/**
 * An attachment's work for a box with `overflow-x: auto`: keeps its content fitting while sizes and content change.
 * `smallest` is the least share of the font's size; 1 never makes it smaller. Returns what ends it.
 */
export function fitOrScroll(box: HTMLElement, { smallest }: { smallest: number }): () => void {
  const fit = (): void => {
    box.style.fontSize = '';
    const share = box.clientWidth / box.scrollWidth;
    if (share < 1) box.style.fontSize = `${100 * Math.max(smallest, share - 0.01)}%`;
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  };
  fit();
  // A frame later: a box must not change its size while sizes are being told.
  const sizes = new ResizeObserver(() => requestAnimationFrame(fit));
  sizes.observe(box);
  const contents = new MutationObserver(fit);
  contents.observe(box, { childList: true, subtree: true });
  // The formulas' own fonts are wider or narrower than what stood in for them.
  document.fonts.addEventListener('loadingdone', fit);
  return () => {
    sizes.disconnect();
    contents.disconnect();
    document.fonts.removeEventListener('loadingdone', fit);
  };
}
