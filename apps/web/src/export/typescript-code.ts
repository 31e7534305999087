// An experiment as a program with the packages of this project: the same seed gives the same weights, bit for bit.
import { classesOf, type Experiment, type ExportedData } from './experiment.ts';

const loaders: Record<ExportedData, { name: string; line: string }> = {
  mnist: { name: 'mnist', line: 'const { train, test } = await mnist();' },
  'fashion-mnist': { name: 'fashionMnist', line: 'const { train, test } = await fashionMnist();' },
  'cifar-10': { name: 'cifar10', line: 'const { train, test } = await cifar10();' },
  synthetic: {
    name: 'syntheticDataset',
    line: 'const { train, test } = syntheticDataset({ train: 30_000, test: 5_000, seed: 0 });',
  },
  own: {
    name: 'syntheticDataset',
    line: [
      '// Your own images go here: { images, labels, shape: [count, height, width, channels] }, one byte a pixel.',
      'const { train, test } = syntheticDataset({ train: 30_000, test: 5_000, seed: 0 });',
    ].join('\n'),
  },
};

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
  const { data, inputShape, layers, epochs, batchSize, seed } = experiment;
  const { learningRate = 0.001, limit = 0, augmentation = [] } = experiment;
  const loader = loaders[data];
  const imported = [loader.name, ...(limit > 0 ? ['gather', 'permutation'] : [])].sort().join(', ');
  const chosen =
    limit > 0 ? `gather(train, permutation(train.shape[0], ${seed}).subarray(0, ${limit}))` : 'train';
  const settings = [
    limit > 0 ? `train: ${chosen}` : 'train',
    `epochs: ${epochs}`,
    `batchSize: ${batchSize}`,
    `seed: ${seed}`,
    ...(learningRate === 0.001 ? [] : [`learningRate: ${learningRate}`]),
    ...(augmentation.length === 0 ? [] : [`augmentation: [${augmentation.map(literal).join(', ')}]`]),
  ];
  return `// npm install @nn101/datasets @nn101/models @nn101/train \\
//   @tensorflow/tfjs-core @tensorflow/tfjs-layers @tensorflow/tfjs-backend-wasm
import { ${imported} } from '@nn101/datasets';
import { buildModel } from '@nn101/models';
import { evaluate, fit, prepareBackend, weightsSha256 } from '@nn101/train';

await prepareBackend();
${loader.line}

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
