// A page that the server makes: it trains while the site is built, and sends the browser nothing but the outcome.
import { historyFigure } from '@nn101/figures';
import { trainXor } from '@nn101/scratch';
import { trainDigits } from '../train-digits.js';

export default async function Page() {
  const costs = [...trainXor({ iterations: 1000 })].map(({ cost }) => cost);
  const result = await trainDigits();
  const figure = historyFigure({ epochs: [{ epoch: 1, ...result }], metric: 'accuracy' });
  const outcome = { result, costs, figure: figure.slice(0, 4), window: typeof window };
  return <pre>{JSON.stringify(outcome)}</pre>;
}
