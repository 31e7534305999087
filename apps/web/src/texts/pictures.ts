// Words for the reader's own images as data.
import { count, plural } from './quantities.ts';

export const texts = {
  choose: 'Add images',
  folder: 'Choose a folder',
  drop: 'Drop a folder of images here: one folder inside it for each class.',
  explain: 'Nothing is uploaded. Each image becomes as small as those of the data set.',
  reading: (done: number, all: number) => `${count(done)} of ${count(all)} read`,
  taken: (images: number, classes: number) =>
    `${plural(images, 'image')} in ${count(classes)} ${classes === 1 ? 'class' : 'classes'}.`,
  refused: (files: number) => `${count(files)} ${files === 1 ? 'file was' : 'files were'} left out`,
  andMore: (files: number) => `and ${count(files)} more`,
  asLargeAs: (size: string) => `Made into images of ${size}`,
  shape: 'Size',
  grey: '28 x 28, grey',
  colour: '32 x 32, colour',
  nothing:
    'There is no image in what was chosen. Choose a folder that holds one folder of images for each class.',
  tooMany: (most: number) => `More than ${count(most)} images: the others were left out.`,
  failed: 'These images cannot be used',
} as const;
