// Parses an augmentation from text, as on a command line: "flip,crop:4,rotate:10,zoom:0.1,cutout:8,mixup:0.2".
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';
import type { Augmentation, AugmentationStep } from './augmentation.ts';
import { augmentationKinds, checkAugmentation, kindOf, valueFault } from './augmentation-kinds.ts';

const names = Object.keys(augmentationKinds) as AugmentationStep['kind'][];

/**
 * Parses steps in order, separated by commas: a word and, for most, a colon and a number. `flip[:probability]`,
 * `crop:pixels`, `shift:share`, `rotate:degrees`, `zoom:share`, `shear:degrees`, `cutout:pixels`, `erase[:probability]`,
 * `mixup:alpha`. Spaces around words and numbers are ignored.
 *
 * @throws TrainError `INVALID_AUGMENTATION`, with the position in the text and what was expected there
 */
export function parseAugmentation(text: string): Augmentation {
  check.that(typeof text === 'string', 'text', { expected: "a string such as 'flip,crop:4'", value: text });
  let position = 1;
  const steps = text.split(',').map((part) => {
    const start = position + part.length - part.trimStart().length;
    position += part.length + 1;
    return parseStep({ text, part: part.trim(), start });
  });
  checkAugmentation(steps);
  return steps;
}

function parseStep({ text, part, start }: { text: string; part: string; start: number }): AugmentationStep {
  const [word, number, ...more] = part.split(':').map((piece) => piece.trim());
  const errorAt = (what: string) =>
    new TrainError('INVALID_AUGMENTATION', `Augmentation "${text}", character ${start}: ${what}.`);
  const name = names.find((known) => kindOf(known).word === word);
  if (name === undefined) {
    const known = names.map((candidate) => kindOf(candidate).example).join(', ');
    throw errorAt(
      `${word === '' ? 'a word is missing' : `"${word}" is not known`}. Known are, with examples: ${known}`,
    );
  }
  const kind = kindOf(name);
  if (more.length > 0)
    throw errorAt(`"${part}" has more than one number; expected one, as in ${kind.example}`);
  if (number === undefined && kind.byDefault === undefined) {
    throw errorAt(`"${word}" needs a number (${kind.parameter}), as in ${kind.example}`);
  }
  const value = number === undefined ? kind.byDefault : readNumber(number);
  const fault = valueFault(kind, value);
  if (fault !== undefined || value === undefined) {
    throw errorAt(
      `${word}'s ${number === undefined ? fault : fault?.replace(/received .*/, `received "${number}"`)}`,
    );
  }
  return kind.step(value);
}

/** Returns NaN for text that is not a decimal number, including "". */
function readNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}
