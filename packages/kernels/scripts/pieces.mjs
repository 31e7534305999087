// One text as pieces of another: what both have is named by its place there, the rest is written out. The fused module
// differs from the deterministic one in its products alone; both as text would be two thirds of the package.

/** Characters that two texts must share for a piece to be worth its two numbers. */
const LEAST = 16;

/** `text` as its own words and as [start, end] of `other`, in order. */
export function piecesOf(text, other) {
  const places = new Map();
  for (let at = other.length - LEAST; at >= 0; at--) {
    const words = other.slice(at, at + LEAST);
    places.set(words, [at, ...(places.get(words) ?? [])].slice(0, 50));
  }
  const pieces = [];
  let own = '';
  let next = 0;
  for (let at = 0; at < text.length; ) {
    const found = longest(text, at, { other, starts: places.get(text.slice(at, at + LEAST)) ?? [], next });
    if (found === undefined) {
      own += text[at++];
      continue;
    }
    if (own) pieces.push(own);
    own = '';
    pieces.push(found);
    next = found[1];
    at += found[1] - found[0];
  }
  return own ? [...pieces, own] : pieces;
}

/** The text that the pieces make up. */
export function joinPieces(pieces, other) {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : other.slice(...piece))).join('');
}

// Where the last piece ended is tried as well: code mostly goes on as it did.
function longest(text, at, { other, starts, next }) {
  let best;
  for (const start of [next, ...starts]) {
    let end = start;
    while (end < other.length && other[end] === text[at + end - start]) end++;
    const length = end - start;
    if (length >= LEAST && length > (best ? best[1] - best[0] : 0)) best = [start, end];
  }
  return best;
}
