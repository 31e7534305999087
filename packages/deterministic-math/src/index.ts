// @nn101/deterministic-math: elementary functions whose results have the same bits on every engine, where the language
// leaves those of Math to each engine. They take nothing but +, -, *, / and Math.floor, which it defines to the bit. The
// build copies this package into each that uses it.
export {
  exponential,
  exponentialError,
  exponentialMinusOne,
  hyperbolicTangent,
  logarithm,
  logarithmOfOnePlus,
  power,
} from './exponential.ts';
export { cosine, sine, trigonometricError } from './trigonometry.ts';
