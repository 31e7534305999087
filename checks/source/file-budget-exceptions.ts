// What may be longer than the budget, each with its reason. Keys are paths or `path#function`, as `findExcess` names
// them; an entry that is no longer needed fails the check.

/** Reasons by what they excuse. */
export const fileBudgetExceptions: Readonly<Record<string, string>> = {
  'checks/arguments/datasets.ts':
    'One table: a row for each export of a package with six entries, read as a list.',
  'apps/web/e2e/testing/gestures.ts#draggablesInPage':
    'It runs in the page, where it can call nothing outside of itself.',
  'packages/arguments/src/argument-checks.ts#createArgumentChecks':
    'One record with one short method for each kind of argument; it is read as a list.',
  'checks/arguments/train.ts':
    'One row for each export of the package, in alphabetical order; it is read as a table.',
};
