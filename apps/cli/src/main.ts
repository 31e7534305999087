// The entry point: connects the process to run.ts and exits with its code. program.ts lists the commands.
import { run } from './run.ts';
import { processTerminal } from './terminal/process-terminal.ts';

const { terminal, flush } = processTerminal();
// Exit explicitly, as open sockets of a mirror would keep the process alive.
process.exit(await run(process.argv.slice(2), terminal, flush));
