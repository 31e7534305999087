// The origin of a run: data and licence, machine, versions, hash, and the command that reproduces it.

import type { RunComputation, RunRecord } from '../../run-directory/run-record.ts';
import { byteSize } from '../../text/quantities.ts';
import { reproducingCommand } from '../../training/configuration.ts';
import { escapeHtml, grouped, section } from '../html.ts';
import type { ReportContent } from '../report-content.ts';

const verification: Readonly<Record<RunRecord['dataset']['verified'], string>> = {
  official: 'Every file has the SHA-256 checksum of the published data set.',
  mirror:
    "At least one file differs from the published one; it matches the checksum in a trusted mirror's SHA256SUMS.",
  synthetic:
    'Drawn by the program itself from a seed: nothing was downloaded, and there is nothing to verify.',
};

/** Facts about the run. */
export function provenanceSection({ record }: ReportContent): string {
  const { dataset, machine, result } = record;
  const gibibytes = (machine.memoryBytes / 2 ** 30).toFixed(1);
  const facts: [string, string][] = [
    ['Data set', escapeHtml(dataset.title)],
    ['Verified', verification[dataset.verified]],
    ['Images', imagesOf(dataset)],
    ['Licence', escapeHtml(dataset.licence)],
    ['Citation', escapeHtml(dataset.citation)],
    ...dataset.notes.map((note): [string, string] => ['Note', escapeHtml(note)]),
    [
      'Reproduce with',
      `<code>${escapeHtml(reproducingCommand(record.configuration))}</code>, in a clone of https://github.com/nn101/nn101 after npm run setup`,
    ],
    ['Weights', `<code>sha256 ${escapeHtml(result.weightsSha256)}</code>`],
    ...(record.computation ? [['Threads', threadsOf(record.computation)] as [string, string]] : []),
    ['Versions', escapeHtml(versionsOf(record))],
    ['Backend', escapeHtml(backendOf(record))],
    [
      'Machine',
      escapeHtml(
        `${machine.processor}, ${machine.cores} cores, ${gibibytes} GiB, ${machine.platform} ${machine.architecture}`,
      ),
    ],
    ['Date', escapeHtml(record.date)],
  ];
  const list = facts.map(([name, fact]) => `<dt>${name}</dt><dd>${fact}</dd>`);
  return section({
    id: 'provenance',
    heading: 'Provenance',
    lead: 'Equal seeds give equal weights, bit for bit, on any engine and with any number of threads, with the same versions.',
    body: `<dl class="facts">${list.join('')}</dl>`,
  });
}

function threadsOf({ workers, sharedMemory, peakBytes }: RunComputation): string {
  const shared = workers > 1 && !sharedMemory ? ' without shared memory' : '';
  return `${workers}${shared}; at most ${byteSize(peakBytes)} of memory`;
}

function imagesOf({ trainingImages, heldOutImages, testImages }: RunRecord['dataset']): string {
  const held = heldOutImages === undefined ? '' : `${grouped(heldOutImages)} held out for validation, `;
  return `${grouped(trainingImages)} for training, ${held}${grouped(testImages)} for testing`;
}

function versionsOf({ versions }: RunRecord): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

function backendOf({ backend }: RunRecord): string {
  const { kernels, simd } = backend;
  const ours = [...kernels.added, ...kernels.replaced];
  // For runs trained with TensorFlow.js: the kernels that were added to it.
  const served = ours.length > 0 ? ` serves ${ours.join(', ')}` : '';
  return `${backend.backend} ${simd ? 'with' : 'without'} SIMD; @nn101/kernels${served}`;
}
