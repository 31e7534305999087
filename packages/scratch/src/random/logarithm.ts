// The natural logarithm, more precise than Math.log, whose last bit differs between engines. RandomState needs it so that normal
// numbers have the same bits in every engine, and those of NumPy. Losses use it too. A pair [high, low] represents the exact sum
// high + low.

type Pair = readonly [high: number, low: number];

// ln 2 and 1/3 in pairs.
const LN2: Pair = [Math.LN2, 2.3190468138462996e-17];
const THIRD: Pair = [1 / 3, 1.850371707708594e-17];
const HALF_BITS = 2 ** 27 + 1;
const LAST_POWER = 25;

/**
 * Computes ln x for 0 < x <= 1, with an error of at most 0.501 units in the last place.
 *
 * x = m 2^k with m near 1, s = (m - 1) / (m + 1), ln x = k ln 2 + 2 (s + s^3/3 + s^5/5 + ...).
 */
export function ln(x: number): number {
  let m = x;
  let k = 0;
  for (; m < Math.SQRT1_2; k--) m *= 2;
  const [s, sLow] = divide(m - 1, add(m, 1));
  const [square, squareError] = multiply(s, s);
  let tail = 0;
  for (let n = LAST_POWER; n >= 5; n -= 2) tail = tail * square + 1 / n;
  const [c, cLow] = add(THIRD[0], square * tail);
  // q = s^2/3 + s^4/5 + ..., so that ln m = 2 (s + s q).
  const [q, qError] = multiply(square, c);
  const qLow = qError + square * (cLow + THIRD[1]) + (squareError + 2 * s * sLow) * c;
  const [sq, sqError] = multiply(s, q);
  const [sum, sumLow] = add(2 * s, 2 * sq);
  const [whole, wholeLow] = multiply(k, LN2[0]);
  const [high, low] = add(whole, sum);
  return high + (low + sumLow + 2 * (sLow + sqError + s * qLow + sLow * q) + wholeLow + k * LN2[1]);
}

/** a + b exactly (Knuth 1969). */
function add(a: number, b: number): Pair {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** a * b exactly (Dekker 1971). */
function multiply(a: number, b: number): Pair {
  const product = a * b;
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  return [product, aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow];
}

function split(a: number): Pair {
  const scaled = HALF_BITS * a;
  const high = scaled - (scaled - a);
  return [high, a - high];
}

function divide(a: number, [b, bLow]: Pair): Pair {
  const quotient = a / b;
  const [product, error] = multiply(quotient, b);
  return [quotient, (a - product - error - quotient * bLow) / b];
}
