// @nn101/arguments: checks for the arguments of public functions, for callers in plain JavaScript. Each package creates a set of
// checks with its own error class. The build copies this package into each package that uses it. Start with argument-checks.ts.
export { type ArgumentChecks, createArgumentChecks, type NumberRange } from './argument-checks.ts';
export { describeValue } from './describe-value.ts';
export { nearestName } from './nearest-name.ts';
