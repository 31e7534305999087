// The report of a run: one self-contained HTML page with everything the notebook shows, in its order. The sections
// are in `sections/`.
import { escapeHtml } from './html.ts';
import type { ReportContent } from './report-content.ts';
import { overview } from './sections/overview.ts';
import { provenanceSection } from './sections/provenance.ts';
import {
  confusionSection,
  evaluationSection,
  mistakesSection,
  predictionsSection,
} from './sections/results.ts';
import { dataSection, modelSection } from './sections/setup.ts';
import { historySection } from './sections/training.ts';
import { style } from './style.ts';

/** The HTML of the page. It loads nothing and runs no scripts. */
export function reportPage(content: ReportContent): string {
  const { model, record } = content;
  const title = `${model.name} on ${record.dataset.title}`;
  const sections = [
    dataSection(content),
    modelSection(content),
    historySection(content),
    evaluationSection(content),
    confusionSection(content),
    predictionsSection(content),
    mistakesSection(content),
    provenanceSection(content),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${overview(content)}
<main>
${sections.join('\n')}
</main>
<footer><p>Made by nn101 ${escapeHtml(record.versions.nn101 ?? '')} on ${escapeHtml(record.date.slice(0, 10))}. This page is one file: it loads nothing and runs no script.</p></footer>
</body>
</html>
`;
}
