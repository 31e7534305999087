// Two rules for a step, filled in, and the mark of a run that is stuck.
import type { Rule } from './start.ts';

/** p - η g, for each parameter p and its slope g. */
export function gradientDescent(learningRate: number): Rule {
  return ({ parameters, gradients, memory }) => ({
    parameters: parameters.map((p, i) => p - learningRate * gradients[i]),
    memory,
  });
}

/** v ← μ v - η g, p ← p + v; the speed v is what the rule remembers. */
export function momentum({ learningRate, friction }: { learningRate: number; friction: number }): Rule {
  return ({ parameters, gradients, memory }) => {
    const speed = gradients.map((g, i) => friction * (memory[i] ?? 0) - learningRate * g);
    return { parameters: parameters.map((p, i) => p + speed[i]), memory: speed };
  };
}

/** Two right answers cost nothing, two at one half cost ln 2 each: the mean over four is ln(2) / 2. */
export function isStuck(cost: number): boolean {
  return cost > Math.LN2 / 2;
}
