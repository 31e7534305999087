// Imports the module that is named, and prints as JSON what its training came to.
import { pathToFileURL } from 'node:url';

await import(pathToFileURL(process.argv[2]).href);
while (!globalThis.outcome) await new Promise((next) => setTimeout(next, 20));
console.log(JSON.stringify(globalThis.outcome));
