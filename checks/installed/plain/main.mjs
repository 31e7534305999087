// A plain script: every package, and no tool but Node. Prints what came out as JSON.
import { historyFigure } from '@nn101/figures';
import { trainXor } from '@nn101/scratch';
import { trainDigits } from './train-digits.js';

const costs = [...trainXor({ iterations: 1000 })].map(({ cost }) => cost);
const result = await trainDigits();
const figure = historyFigure({ epochs: [{ epoch: 1, ...result }], metric: 'accuracy' });
console.log(JSON.stringify({ result, costs, figure: figure.slice(0, 4) }));
