// Where the program starts and ends: edges in, exit code out. What it can do: `program.ts`.
import { run } from './run.ts';
import { processTerminal } from './terminal/process-terminal.ts';

const { terminal, flush } = processTerminal();
// Open sockets of a mirror must not keep a finished program alive, hence the explicit end.
process.exit(await run(process.argv.slice(2), terminal, flush));
