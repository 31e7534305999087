import { expect, test } from 'vitest';
import { parseAugmentation } from './parse-augmentation.ts';

test('every word', () => {
  expect(
    parseAugmentation('flip, crop:4,shift:0.1,rotate:10,zoom:.5,shear:8,cutout:8,erase,mixup:2e-1'),
  ).toEqual([
    { kind: 'horizontalFlip', probability: 0.5 },
    { kind: 'crop', padding: 4 },
    { kind: 'shift', amount: 0.1 },
    { kind: 'rotation', degrees: 10 },
    { kind: 'zoom', amount: 0.5 },
    { kind: 'shear', degrees: 8 },
    { kind: 'cutout', size: 8 },
    { kind: 'erasing', probability: 0.5 },
    { kind: 'mixup', alpha: 0.2 },
  ]);
  expect(parseAugmentation(' flip : 0.3 ')).toEqual([{ kind: 'horizontalFlip', probability: 0.3 }]);
});

test.each([
  ['flip, crp:4', 'character 7: "crp" is not known. Known are, with examples: flip, crop:4, shift:0.1'],
  ['', 'character 1: a word is missing'],
  ['flip,', 'character 6: a word is missing'],
  ['crop', 'character 1: "crop" needs a number (padding), as in crop:4.'],
  ['crop:', 'crop\'s padding expects a whole number from 0 to 4096; received "".'],
  ['flip,crop:2.5', 'character 6: crop\'s padding expects a whole number from 0 to 4096; received "2.5".'],
  ['rotate:0x10', 'rotate\'s degrees expects a number from 0 to 180; received "0x10".'],
  ['rotate:200', 'received "200".'],
  ['mixup:0', 'mixup\'s alpha expects a number above 0 and up to 1000; received "0".'],
  ['crop:4:5', '"crop:4:5" has more than one number; expected one, as in crop:4.'],
  ['mixup:1,mixup:1', 'mix images only once'],
])('reports what is wrong with "%s"', (text, message) => {
  expect(() => parseAugmentation(text)).toThrow(message);
  expect(() => parseAugmentation(text)).toThrow(expect.objectContaining({ code: 'INVALID_AUGMENTATION' }));
});
