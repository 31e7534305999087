// Loaded before each test file of packages/: a library never prints, so a test during which anything is printed
// fails. A test that expects another package's words to be printed spies on the console itself.
import { afterAll, afterEach, expect } from 'vitest';
import { recordConsole } from './record-console.ts';

if (/\/packages\/[^/]+\/src\//.test(expect.getState().testPath ?? '')) {
  const { takePrinted } = recordConsole(console);
  const failOnPrinted = () => {
    expect(takePrinted(), 'A library never prints, but during this test it did').toEqual([]);
  };
  afterEach(failOnPrinted);
  // What is printed after the last test, or by a file without tests that ran.
  afterAll(failOnPrinted);
}
