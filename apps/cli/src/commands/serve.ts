// `nn101 serve`: serves the course to the browser from this machine. The server is in `serve/`.
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import { wholeNumber } from '../command-line/option-values.ts';
import type { ServeOptions } from '../serve/serve-course.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Adds the command. */
export function addServe(program: Command, terminal: Terminal): void {
  const command = program
    .command('serve')
    .description('Serve the course, and the data sets on this machine, to the browser on 127.0.0.1.')
    .option('--port <number>', 'port; 0 selects any free port', port, 4101)
    .option('--open', 'open it in the browser')
    .option('--json', 'print JSON lines: events listening and result')
    .action(async (options: ServeOptions) => {
      const { serveCourse } = await import('../serve/serve-course.ts');
      await serveCourse(options, terminal);
    });
  examples(command, [
    ['nn101 serve --open', 'the course, in your browser'],
    ['nn101 serve --port 8080', 'on another port'],
  ]);
}

const port = wholeNumber('--port', { minimum: 0, maximum: 65_535 });
