// What a key means in presenter mode. What happens then: `PresenterBar.svelte`.

/** What presenter mode does. */
export type PageCommand = 'forward' | 'back' | 'full-screen' | 'leave';

const commands = new Map<string, PageCommand>([
  ['ArrowRight', 'forward'],
  ['PageDown', 'forward'],
  ['ArrowLeft', 'back'],
  ['PageUp', 'back'],
  ['f', 'full-screen'],
  ['Escape', 'leave'],
]);

// Here arrow keys have a meaning of their own.
const takesKeys =
  'input, select, textarea, [contenteditable], [role=slider], [role=tab], [role=listbox], [role=grid], [role=application], dialog[open]';

/** The command of a key; none where a control or a shortcut of the browser has it. */
export function pageCommand(event: KeyboardEvent): PageCommand | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
    return undefined;
  const { target } = event;
  if (target instanceof Element && target.closest(takesKeys)) return undefined;
  return commands.get(event.key);
}
