// Finds the name that a mistyped one was meant to be, by edit distance.

/**
 * The candidate nearest to `word`, or undefined when none is near: at most one edit in three characters.
 * A neighbouring pair typed in the wrong order counts as one edit.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best === undefined) return undefined;
  return best.distance <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

/**
 * " Did you mean x?", also where the word begins or is a part of several names, or, where nothing is near,
 * " Choose one of x, y, z."
 */
export function suggestion(word: string, candidates: readonly string[]): string {
  const lower = word.toLowerCase().replaceAll('_', '-');
  const family = candidates.filter((candidate) => candidate.startsWith(`${lower}-`));
  if (family.length > 0) return ` Did you mean ${either(family)}?`;
  const guess = nearest(lower, candidates);
  if (guess !== undefined) return ` Did you mean ${guess}?`;
  const having = lower.length < 3 ? [] : candidates.filter((candidate) => candidate.includes(lower));
  return having.length > 0 ? ` Did you mean ${either(having)}?` : ` Choose one of ${candidates.join(', ')}.`;
}

function either(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replaced);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}
