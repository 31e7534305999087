// @nn101/arguments: checks for the arguments of public functions, which plain JavaScript calls without types. A package
// creates its own set with its own error class; the build copies this package into each that uses it. Start with
// argument-checks.ts.
export { type ArgumentChecks, createArgumentChecks, type NumberRange } from './argument-checks.ts';
export { describeValue } from './describe-value.ts';
export { nearestName } from './nearest-name.ts';
