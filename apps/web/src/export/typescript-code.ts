// An experiment as a program with the packages of this project: the same seed gives the same weights, bit for bit.
import { texts as packages } from '../texts/packages.ts';
import { syntheticSize } from '../training/data/data-name.ts';
import { classesOf, dataCaveats, type Experiment, experimentLanes } from './experiment.ts';

interface Loader {
  /** What it imports from `@nn101/datasets`. */
  readonly names: readonly string[];
  /** Further imports. */
  readonly head?: string;
  readonly lines: string;
}

const { train: drawnTrain, test: drawnTest, seed: drawnSeed } = syntheticSize;
/** The very images of the page. */
const drawn = `syntheticDataset({ train: ${drawnTrain}, test: ${drawnTest}, seed: ${drawnSeed} })`;

function loaderOf({ data, inputShape }: Experiment): Loader {
  switch (data) {
    case 'mnist':
      return { names: ['mnist'], lines: 'const { train, test } = await mnist();' };
    case 'fashion-mnist':
      return { names: ['fashionMnist'], lines: 'const { train, test } = await fashionMnist();' };
    case 'cifar-10':
      return { names: ['cifar10'], lines: 'const { train, test } = await cifar10();' };
    case 'synthetic':
      return { names: ['syntheticDataset'], lines: `const { train, test } = ${drawn};` };
    case 'synthetic-colour':
      return {
        names: ['cifar10'],
        lines: `${dataCaveats[data]?.replace('#', '//') ?? ''}const { train, test } = await cifar10();`,
      };
    case 'own':
      return { names: ['shuffle', 'stratifiedSplit'], head: ownHead, lines: ownLines(inputShape) };
    default:
      return data satisfies never;
  }
}

const ownHead = `import { decodeImage } from '@nn101/datasets/decoder';
import { imageFolder } from '@nn101/datasets/files';
`;

function ownLines([height, width, channels]: Experiment['inputShape']): string {
  return `// The folder that you gave to the page: it has one folder of PNG or JPEG images for each class. A fifth is for the test.
const images = await imageFolder('images', {
  channels: ${channels},
  decode: decodeImage,
  resize: { width: ${width}, height: ${height}, mode: 'cover' },
});
const { train, validation: test } = stratifiedSplit(shuffle(images, { seed: 0 }), { fraction: 0.2, seed: 0 });`;
}

/** Data as source text: keys without quotes, strings in single ones. */
function literal(value: object): string {
  return JSON.stringify(value)
    .replace(/"(\w+)":/g, ' $1: ')
    .replaceAll('"', "'")
    .replace(/,(?=\S)/g, ', ')
    .replace(/, {2}/g, ', ')
    .replaceAll('}', ' }');
}

/** The program. It needs Node and, for real data, a network the first time. */
export function typescriptCode(experiment: Experiment): string {
  const { inputShape, layers, epochs, batchSize, seed } = experiment;
  const { learningRate = 0.001, limit = 0, augmentation = [], arithmetic = 'deterministic' } = experiment;
  const loader = loaderOf(experiment);
  const imported = [...loader.names, ...(limit > 0 ? ['gather', 'permutation'] : [])].sort().join(', ');
  const chosen =
    limit > 0
      ? `gather(train, permutation(train.shape[0], { seed: ${seed} }).subarray(0, ${limit}))`
      : 'train';
  const settings = [
    limit > 0 ? `train: ${chosen}` : 'train',
    `epochs: ${epochs}`,
    `batchSize: ${batchSize}`,
    `seed: ${seed}`,
    `lanes: ${experimentLanes}`,
    ...(learningRate === 0.001 ? [] : [`learningRate: ${learningRate}`]),
    ...(arithmetic === 'deterministic' ? [] : [`arithmetic: '${arithmetic}'`]),
    ...(augmentation.length === 0 ? [] : [`augmentation: [${augmentation.map(literal).join(', ')}]`]),
  ];
  return `${packages.programHead('train.ts')}import { ${imported} } from '@nn101/datasets';
${loader.head ?? ''}import { buildModel } from '@nn101/models';
import { evaluate, fit, prepareBackend, weightsSha256 } from '@nn101/train';

await prepareBackend();
${loader.lines}

// ${classesOf(experiment)} classes
const model = buildModel({
  inputShape: [${inputShape.join(', ')}],
  seed: ${seed},
  layers: [
${layers.map((layer) => `    ${literal(layer).replace(/^\{ +/, '{ ')},`).join('\n')}
  ],
});

for await (const event of fit(model, { ${settings.join(', ')} })) {
  if (event.type === 'epoch') console.log(event.epoch, event.loss, event.accuracy);
}
console.log(await evaluate(model, test));
console.log(await weightsSha256(model));
`;
}
