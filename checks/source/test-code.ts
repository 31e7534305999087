// Which files are there for tests alone: they may use what a package declares for development, and are not published.

const testCode = /\.test\.[cm]?[jt]s$|\/(testing|fixtures)\//;

/** Whether `path` is a test, or lies in a `testing` or `fixtures` folder. */
export function isTestCode(path: string): boolean {
  return testCode.test(path);
}
