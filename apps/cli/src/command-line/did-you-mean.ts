// What a message suggests where a name was mistyped. How near names are: `nearestName`, in packages/arguments.
import { nearestName } from '#arguments';

/**
 * " Did you mean x?", also where the word begins or is a part of several names, or, where nothing is near,
 * " Choose one of x, y, z."
 */
export function suggestion(word: string, candidates: readonly string[]): string {
  const lower = word.toLowerCase().replaceAll('_', '-');
  const family = candidates.filter((candidate) => candidate.startsWith(`${lower}-`));
  if (family.length > 0) return ` Did you mean ${either(family)}?`;
  const guess = nearestName(lower, candidates);
  if (guess !== undefined) return ` Did you mean ${guess}?`;
  const having = lower.length < 3 ? [] : candidates.filter((candidate) => candidate.includes(lower));
  return having.length > 0 ? ` Did you mean ${either(having)}?` : ` Choose one of ${candidates.join(', ')}.`;
}

function either(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}
