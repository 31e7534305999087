// `nn101 report`: tests the run's model again and writes the page.
import { join } from 'node:path';
import { models, summarizeNetwork } from '@nn101/models/graph';
import { oneOf } from '../command-line/option-values.ts';
import { readHistory } from '../run-directory/read-run.ts';
import { writeFileAtomic } from '../run-directory/write-file-atomic.ts';
import { type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { assessRun } from '../training/assess-run.ts';
import { reportPage } from './report-page.ts';

/** The options of `nn101 report`. */
export interface ReportOptions {
  readonly out?: string;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** Writes the report of the run `name`. Throws `FILE_UNWRITABLE`. */
export async function reportRun(name: string, options: ReportOptions, terminal: Terminal): Promise<void> {
  const { run, dataset, probabilities } = await assessRun(name, { terminal, offline: options.offline });
  const model =
    models[
      oneOf(
        run.record.configuration.model,
        'model',
        Object.values(models).map((known) => known.name),
      )
    ];
  const page = reportPage({
    record: run.record,
    model,
    summary: summarizeNetwork(run.spec),
    epochs: await readHistory(run),
    dataset,
    probabilities,
  });
  const out = options.out ?? join(name, 'report.html');
  await writeFileAtomic({ name: out, directory: terminal.directory, text: page });
  if (options.json) writeEvent(terminal.stdout, 'result', { out });
  else writeLine(terminal.stdout, out);
}
