// @nn101/deterministic-math: elementary functions with the same bits in every JavaScript engine. The results of Math.exp and the
// like may differ between engines; the functions here use only +, -, *, / and Math.floor, whose results the language specifies
// exactly. The build copies this package into each package that uses it.
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
