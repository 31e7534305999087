// What the keyboard alone reaches on a page: Tab is pressed until all is visited. For tests.
import type { Page } from 'playwright-core';

/** More stops than any page of the course has. */
const mostStops = 600;

/**
 * Goes through the page with Tab, and names every control that was not met on the way, and whatever looks as if it
 * could be pressed or dragged and is no control. What a grid, a list of tabs or a toolbar moves to with arrow keys
 * counts as met with any of its parts.
 */
export async function unreachableControls(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const met = new Set<EventTarget | null>();
    Reflect.set(window, 'metByTab', met);
    document.addEventListener('focusin', ({ target }) => met.add(target), true);
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement) activeElement.blur();
    getSelection()?.collapse(document.body, 0);
  });
  for (let stops = 0, before = -1; stops < mostStops; stops += 25) {
    for (let i = 0; i < 25; i++) await page.keyboard.press('Tab');
    const met = await page.evaluate(() => Reflect.get(window, 'metByTab').size);
    if (met === before) break;
    before = met;
  }
  return page.evaluate(lookForUnmet);
}

/** In the page. */
function lookForUnmet(): string[] {
  const met: Set<Element> = Reflect.get(window, 'metByTab');
  const composite = '[role=tablist], [role=grid], [role=radiogroup], [role=toolbar], [role=listbox], table';
  const control =
    'a[href], button, input, select, textarea, summary, [role=button], [role=slider], [role=tab], [role=switch]';
  const seen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isMetWithOthers = (element: Element): boolean => {
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      return [...met].some((other) => other instanceof HTMLInputElement && other.name === element.name);
    }
    const group = element.matches('[tabindex="-1"]') ? element.closest(composite) : null;
    return group !== null && [...met].some((other) => group.contains(other));
  };
  // A button beside it opens the same dialogue.
  const isFileField = (element: Element) => element.matches('input[type=file][tabindex="-1"]');
  const unmet = [...document.querySelectorAll(control)].filter(
    (element) =>
      !met.has(element) &&
      !element.matches(':disabled') &&
      seen(element) &&
      !isFileField(element) &&
      !isMetWithOthers(element),
  );
  const touchable = new Set(['pointer', 'grab', 'move', 'crosshair', 'ns-resize', 'ew-resize']);
  const isOfControl = (element: Element) => {
    const owner = element.closest(`${control}, label, [tabindex]`);
    return owner !== null || [...met].some((other) => element.contains(other)) || isMetWithOthers(element);
  };
  const mouseOnly = [...document.querySelectorAll('body *')].filter(
    (element) =>
      touchable.has(getComputedStyle(element).cursor) &&
      seen(element) &&
      !element.matches(':disabled, :disabled *') &&
      !isOfControl(element),
  );
  return [...unmet, ...mouseOnly].map((element) => element.outerHTML.slice(0, 160));
}
