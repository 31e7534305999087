// "Visualize data": random training images with the names of their classes.
import { gather } from '@nn101/datasets';
import { galleryFigure } from '@nn101/figures';
import { chooseImages } from '../choose-images.ts';
import { escapeHtml, figure, grouped, section } from '../html.ts';
import type { ReportContent } from '../report-content.ts';

/** A gallery of 3 x 5 training images. */
export function galleryOfData({ dataset, record }: ReportContent): string {
  const [count, height, width, channels] = dataset.train.shape;
  const indices = chooseImages({ seed: record.seed, count: 15, total: count });
  const shown = gather(dataset.train, indices);
  return section({
    id: 'data',
    heading: 'The data',
    lead:
      `${escapeHtml(dataset.title)}: ${grouped(count)} training and ${grouped(dataset.test.shape[0])} test images ` +
      `of ${height} × ${width} pixels, ${channels === 1 ? 'grey' : 'in colour'}, in ${dataset.train.classNames.length} classes. ` +
      'Fifteen training images at random:',
    body: figure(galleryFigure({ ...shown, title: 'Training images' })),
  });
}
