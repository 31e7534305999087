// Penalties against their formulas, and against finite differences of the whole loss.
import { describe, expect, test } from 'vitest';
import { fill, floats, step, uniform } from '../../testing/graph-case.ts';
import { createTrainingMemory } from '../memory/program-memory.ts';
import { createGraphBuilder } from '../network/build-graph.ts';
import { createInferenceProgram, createTrainingProgram } from '../program.ts';

const atol = 1e-6;
const rules = [{ l1: 0.03, l2: 0.02 }, { l1: 0.05 }];

function networkWith(trainable = true) {
  const builder = createGraphBuilder();
  const input = builder.add({ name: 'x', operation: { kind: 'input', shape: [5], type: 'float32' } });
  const dense = builder.add({
    name: 'dense',
    operation: { kind: 'dense', units: 7, useBias: true },
    inputs: [input],
    rules,
    trainable,
  });
  const output = builder.add({
    name: 'output',
    operation: { kind: 'dense', units: 3, useBias: true },
    inputs: [dense],
    rules: [{ l2: 0.07 }],
  });
  return builder.graph([output]);
}

const losses = [{ loss: { kind: 'meanSquaredError' } }] as const;
const data = {
  columns: [floats(20)],
  targets: [{ values: floats(12, 100) }],
  indices: [0, 1, 2, 3],
};

function twoLanes() {
  const options = { graph: networkWith(), losses, rows: 4, lanes: 2 };
  return createTrainingProgram({ ...options, memory: createTrainingMemory(options) });
}

/** Factors of each parameter: 35 and 7 of the first layer, 21 and 3 of the second. */
const factors = [
  ...Array(35).fill(rules[0]),
  ...Array(7).fill(rules[1]),
  ...Array(21).fill({ l2: 0.07 }),
  ...Array(3).fill({}),
] as readonly { l1?: number; l2?: number }[];

describe('a penalized network', () => {
  const program = twoLanes();
  fill(program);
  program.parameters[2] = 0;

  test('costs what the formula says', () => {
    const expected = factors.reduce((sum, { l1 = 0, l2 = 0 }, i) => {
      const weight = program.parameters[i];
      return sum + l1 * Math.abs(weight) + l2 * weight ** 2;
    }, 0);
    expect(Math.abs(program.penalty() - expected)).toBeLessThan(atol);
  });

  test('adds the gradient once for the batch, however many lanes there are and wherever they are cut', () => {
    const summed = (cuts: readonly number[], lanes: readonly number[]) => {
      program.gradient(data, {
        ...step,
        lanes: lanes.map((lane) => ({ lane, rows: 4 / lanes.length, accumulate: false })),
      });
      const ofData = lanes.map((lane) => program.laneGradients[lane].slice());
      cuts.slice(1).forEach((to, i) => {
        program.sumLanes({ from: cuts[i], to, lanes: [lanes] });
      });
      return { ofData, sum: program.laneGradients[0].slice() };
    };
    const { ofData, sum } = summed([0, 66], [0, 1]);
    factors.forEach(({ l1 = 0, l2 = 0 }, i) => {
      const weight = program.parameters[i];
      const expected = ofData[0][i] + ofData[1][i] + l1 * Math.sign(weight) + 2 * l2 * weight;
      expect(Math.abs(sum[i] - expected)).toBeLessThan(atol);
    });
    expect(summed([0, 13, 66], [0, 1]).sum).toEqual(sum);
    expect(Math.max(...summed([0, 66], [0]).sum.map((value, i) => Math.abs(value - sum[i])))).toBeLessThan(
      atol,
    );
  });

  test('has the gradient of loss and penalty by finite differences', () => {
    const loss = () => program.gradient(data, step)[0][0] * step.scale + program.penalty();
    loss();
    program.sumLanes({ from: 0, to: 66, lanes: [[0]] });
    const gradient = program.laneGradients[0].slice();
    const largest = Math.max(...gradient.map(Math.abs));
    const epsilon = 1e-2;
    for (let trial = 0; trial < 40; trial++) {
      const at = Math.floor(uniform(trial + 1e6) * 66);
      const value = program.parameters[at];
      // Within reach of 0 the absolute value has a corner.
      if (Math.abs(value) < 2 * epsilon) continue;
      const lossAt = (x: number) => {
        program.parameters[at] = x;
        return loss();
      };
      const numeric = (lossAt(value + epsilon) - lossAt(value - epsilon)) / (2 * epsilon);
      program.parameters[at] = value;
      expect(Math.abs(numeric - gradient[at]) / largest).toBeLessThan(2e-3);
    }
  });
});

test('a frozen parameter costs nothing', () => {
  const program = createInferenceProgram({ graph: networkWith(false), rows: 1 });
  program.parameters.fill(1);
  // The kernel of the second layer alone.
  expect(Math.abs(program.penalty() - 0.07 * 21)).toBeLessThan(atol);
});
