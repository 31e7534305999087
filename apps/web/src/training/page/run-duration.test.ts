import { expect, test } from 'vitest';
import { assumedImageSeconds, measuredImageSeconds, runSeconds } from './run-duration.ts';
import { savedRun } from './saved-run-example.ts';

const basic = { network: 'mnist-basic', multiplyAdds: 101_632, parameters: 101_770, batch: 1000 };
const cnn = { network: 'mnist-cnn', multiplyAdds: 11_992_448, parameters: 1_199_882, batch: 100 };

const run = (
  { network, multiplyAdds, parameters, batch }: typeof basic,
  microseconds: number,
  tested?: number,
) =>
  savedRun(network, {
    configuration: { network, batch },
    multiplyAdds,
    parameters,
    result: {
      microsecondsPerSample: microseconds,
      ...(tested !== undefined && { microsecondsPerTestedImage: tested }),
    },
  });

test('without a run of a similar network there is no estimate', () => {
  expect(measuredImageSeconds([], basic)).toBeUndefined();
  expect(measuredImageSeconds([run(basic, 20)], cnn)).toBeUndefined();
  expect(measuredImageSeconds([run(cnn, 900)], basic)).toBeUndefined();
});

test('the newest run of the same network counts, whatever the text of its architecture', () => {
  const runs = [run(basic, 20, 5), run(basic, 12, 4), run(cnn, 2002, 900)];
  const measured = measuredImageSeconds(runs, { ...basic, network: 'dense128-relu' });
  expect(measured?.trained).toBeCloseTo(12e-6, 12);
  expect(measured?.tested).toBeCloseTo(4e-6, 12);
});

test('otherwise the most similar network counts, scaled by the multiply-adds of both', () => {
  const half = { ...basic, network: 'dense64-relu', multiplyAdds: 50_816, parameters: 50_890 };
  const measured = measuredImageSeconds([run(basic, 12, 4)], half);
  const [of, to] = [assumedImageSeconds(basic, 1000), assumedImageSeconds(half, 1000)];
  expect(measured?.trained).toBeCloseTo((12e-6 * to.trained) / of.trained, 12);
  expect(measured?.tested).toBeCloseTo((4e-6 * to.tested) / of.tested, 12);
});

test('a run without a measured test time scales the assumed one', () => {
  const measured = measuredImageSeconds([run(cnn, 2000)], cnn);
  const assumed = assumedImageSeconds(cnn, 100);
  expect(measured?.trained).toBeCloseTo(2000e-6, 9);
  expect(measured?.tested).toBeCloseTo((2000e-6 * assumed.tested) / assumed.trained, 9);
});

test('the time of a run consists of its start, its steps, a validation after each epoch, and the final test', () => {
  const each = { trained: 300e-6, tested: 100e-6 };
  const rounding = 1e-9;
  // 2 epochs of 1,000 images; validated on 2,000 of 10,000 test images each time.
  const large = runSeconds(each, { images: 1000, testImages: 10_000, epochs: 2, start: 3 });
  expect(Math.abs(large - (3 + 2 * 0.3 + 2 * 0.2 + 1))).toBeLessThan(rounding);
  const small = runSeconds(each, { images: 20, testImages: 4, epochs: 2, start: 0 });
  expect(Math.abs(small - (2 * 20 * 300e-6 + 3 * 4 * 100e-6))).toBeLessThan(rounding);
});
