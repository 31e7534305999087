// `nn101 report`: rewrites the report of a run from its model and its data set.
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import type { ReportOptions } from '../report/report-run.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Adds the command. */
export function addReport(program: Command, terminal: Terminal): void {
  const command = program
    .command('report <directory>')
    .description('Write the HTML report of a run again.')
    .option('--out <file>', "output file; the run's own report.html by default")
    .option('--offline', 'work without network access')
    .option('--json', 'print one JSON line')
    .action(async (name: string, options: ReportOptions) => {
      const { reportRun } = await import('../report/report-run.ts');
      await reportRun(name, options, terminal);
    });
  examples(command, [
    ['nn101 report runs/a', 'rewrite runs/a/report.html'],
    ['nn101 report runs/a --out a.html', 'into another file'],
  ]);
}
