// What people type, with the exit code and the message that follow: names from other tools, typing errors, and help
// in every position.
import { describe, expect, test } from 'vitest';
import { recordedRun } from '../testing/recorded-run.ts';

const wordsOf = (line: string) => (line === '' ? [] : line.split(' '));

describe('help and version are answered with 0, on stdout', () => {
  test.each([
    ['--help', /Commands:/],
    ['-h', /Commands:/],
    ['help', /Commands:/],
    ['--version', /^\d+\.\d+\.\d+\n$/],
    ['-V', /^\d+\.\d+\.\d+\n$/],
    ['-v', /^\d+\.\d+\.\d+\n$/],
    ['version', /^\d+\.\d+\.\d+\n$/],
    ['help train', /Usage: nn101 train/],
    ['train help', /Usage: nn101 train/],
    ['train --help', /Usage: nn101 train/],
    ['train -h', /Usage: nn101 train/],
    ['-h train', /Usage: nn101 train/],
    ['--help train', /Usage: nn101 train/],
    ['train mnist-cnn -h', /Usage: nn101 train/],
    ['train --epochs 3 --help', /Usage: nn101 train/],
    ['help train mnist-cnn', /Usage: nn101 train/],
    ['help eval', /Usage: nn101 evaluate/],
    ['help datasets', /Usage: nn101 datasets/],
    ['help datasets download', /Usage: nn101 datasets download/],
    ['datasets help', /Usage: nn101 datasets/],
    ['datasets help verify', /Usage: nn101 datasets verify/],
    ['datasets download --help', /Usage: nn101 datasets download/],
    ['models summary -h', /Usage: nn101 models summary/],
    ['xor -h', /--lr|--learning-rate/],
  ])('nn101 %s', async (line, expected) => {
    const { exitCode, stdout, stderr } = await recordedRun(wordsOf(line));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(expected);
  });
});

describe('names of other tools that are taken', () => {
  test.each([
    ['xor --lr 1 --iterations 100 --json', /"event":"result"/],
    ['xor --learning_rate 1 --iterations 100 --json', /"event":"result"/],
    ['xor --learning_rate=1 --iterations=100 --json', /"event":"result"/],
  ])('nn101 %s', async (line, expected) => {
    const { exitCode, stdout } = await recordedRun(wordsOf(line));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(expected);
  });
});

describe('what is no command names the one that was meant, and --help', () => {
  test.each([
    ['trian', 'Did you mean train?'],
    ['trian --help', 'Did you mean train?'],
    ['help nothere', 'There is no command "nothere".'],
    ['help tran', 'Did you mean train?'],
    ['Train mnist-cnn', 'Did you mean train?'],
    ['test', 'Try: npx nn101 evaluate <run directory>'],
    ['test runs/a', 'Try: npx nn101 evaluate runs/a.'],
    ['resume runs/a', 'Try: npx nn101 train --resume runs/a.'],
    ['fit mnist-cnn', 'Try: npx nn101 train mnist-cnn.'],
    ['run', 'Try: npx nn101 train <model>'],
    ['get mnist', 'Try: npx nn101 datasets download mnist.'],
    ['download mnist', 'Try: npx nn101 datasets download mnist.'],
    ['convert', 'Try: npx nn101 train --help'],
    ['export runs/a', 'Try: npx nn101 train --help'],
    ['show mnist-cnn', 'Try: npx nn101 models summary mnist-cnn.'],
    ['list', 'Try: npx nn101 datasets list'],
    ['ls', 'Try: npx nn101 datasets list'],
    ['dataset list', 'Try: npx nn101 datasets list'],
    ['model', 'Try: npx nn101 models list'],
    ['infer runs/a x.png', 'Try: npx nn101 predict <run directory> <pictures>'],
    ['web', 'Try: npx nn101 serve --open'],
    ['benchmark', 'Try: npx nn101 bench'],
    ['check', 'Try: npx nn101 doctor'],
    ['demo', 'Try: npx nn101 tour'],
    ['mnist-cnn', 'Try: npx nn101 train mnist-cnn'],
    ['mnist', 'Try: npx nn101 datasets list'],
    ['toString', 'There is no command "toString".'],
    ['datasets get mnist', 'Try: npx nn101 datasets download mnist.'],
    ['datasets show mnist', 'Try: npx nn101 datasets info mnist.'],
    ['datasets rm mnist', 'Try: npx nn101 datasets clear mnist.'],
    ['datasets ls', 'Try: npx nn101 datasets list'],
    ['datasets lst', 'Did you mean list?'],
    ['datasets help nothere', 'There is no command "datasets nothere".'],
    ['models info mnist-cnn', 'Try: npx nn101 models summary mnist-cnn.'],
    ['models get', 'Try: npx nn101 models summary <model>'],
  ])('nn101 %s', async (line, expected) => {
    await expectUsage(line, [expected, /All commands: npx nn101 (datasets |models )?--help/]);
  });
});

describe('what is no option names the one that was meant, and --help', () => {
  const see = /See: npx nn101 [a-z ]*--help/;
  test.each([
    ['train mnist-cnn --epoch 5', 'Did you mean --epochs?'],
    ['train mnist-cnn -e 5', 'Did you mean --epochs?'],
    ['train mnist-cnn --batch 10', 'Did you mean --batch-size?'],
    ['train mnist-cnn -b 10', 'Did you mean --batch-size?'],
    ['train mnist-cnn --bs=10', 'Did you mean --batch-size?'],
    ['train mnist-cnn -lr 0.1', 'Did you mean --learning-rate?'],
    ['train mnist-cnn --optimiser adam', 'Did you mean --optimizer?'],
    ['train mnist-cnn --optim adam', 'Did you mean --optimizer?'],
    ['train mnist-cnn --momentum 0.9', 'Did you mean --optimizer sgd:0.9?'],
    ['train mnist-cnn --weight_decay 0.1', 'Did you mean --optimizer adamw:0.01?'],
    ['train mnist-cnn --output x', 'Did you mean --out?'],
    ['train mnist-cnn -o x', 'Did you mean --out?'],
    ['train --model mnist-cnn', 'train mnist-cnn'],
    ['train mnist-cnn --data cifar-10', 'Did you mean --dataset?'],
    ['train mnist-cnn --threads 2', 'Did you mean --workers?'],
    ['train mnist-cnn --num_workers 2', 'Did you mean --workers?'],
    ['train mnist-cnn --gpu', 'Everything runs on the CPU.'],
    ['train mnist-cnn --no-augment', 'Did you mean --augment none?'],
    ['train mnist-cnn --no-validation', 'Did you mean --validation none?'],
    ['train mnist-cnn --patience 3', 'Did you mean --early-stopping?'],
    ['train mnist-cnn --checkpoint x', 'Did you mean --resume?'],
    ['train mnist-cnn --verbose', 'NN101_DEBUG=1'],
    ['train mnist-cnn --no-color', 'NO_COLOR=1'],
    ['train mnist-cnn --nonsense', 'train has no option --nonsense.'],
    ['xor --sede 3', 'Did you mean --seed?'],
    ['xor --hidden-units 3', 'Did you mean --hidden'],
    ['xor --epochs 3', 'xor has no option --epochs.'],
    ['evaluate runs/a --samples 10', 'Did you mean --first?'],
    ['serve -p 80', 'Did you mean --port?'],
    ['serve --host 0.0.0.0', '127.0.0.1'],
    ['tour --json', 'tour has no option --json.'],
    ['datasets list --names', 'datasets list has no option --names.'],
    ['--json', 'nn101 has no option --json.'],
  ])('nn101 %s', async (line, expected) => {
    await expectUsage(line, [expected, see]);
  });
});

describe('what is missing, too much or impossible', () => {
  test.each([
    ['train', ["Missing required argument 'model'", '--resume <directory>']],
    ['evaluate', ["Missing required argument 'directory'", 'Usage: npx nn101 evaluate']],
    ['predict runs/a', ["Missing required argument 'images'", 'Usage: npx nn101 predict']],
    ['train mnist-cnn --out', ["'--out <directory>' argument missing", 'Usage: npx nn101 train']],
    ['train mnist-cnn --epochs', ["'--epochs <count>' argument missing"]],
    ['train mnist-basic mnist-cnn', ['it takes 1 ([model]), and received 2: mnist-basic mnist-cnn.']],
    ['train mnist-cnn --augment flip crop', ['received 2: mnist-cnn crop.']],
    ['xor 5', ['it takes none, and received 1: 5.']],
    ['train mnist-cnn --epochs=0', ['--epochs takes a whole number from 1', 'received "0"']],
    ['train mnist-cnn --epochs five', ['received "five"']],
    ['train mnist-cnn --seed=abc', ['--seed takes a whole number', 'received "abc"']],
    ['train mnist-cnn --workers 0', ['--workers takes', 'received "0"']],
    ['train mnist-cnn --recipe best', ['Allowed choices are notebook, tuned.']],
    ['train MNIST_CNN', ['Did you mean mnist-cnn?']],
    ['train mnist', ['Did you mean mnist-basic or mnist-cnn?']],
    ['train fashion', ['Did you mean fashion-mnist-cnn or fashion-mnist-cnn-2?']],
    ['train cifar-10', ['cifar-10 is a data set', 'cifar-cnn --dataset cifar-10']],
    ['train kmnist', ['kmnist is a data set', 'mnist-basic --dataset kmnist']],
    ['train resnet', ['Choose one of mnist-basic']],
    ['train mnist-cnn --dataset MNIST', ['Did you mean mnist?']],
    ['train mnist-cnn --dataset emnist', ['emnist-balanced, emnist-digits or emnist-letters?']],
    ['train mnist-basic --dataset cifar-100', ['are 32x32x3', 'takes 28x28x1', 'or emnist-letters']],
    ['train cifar-cnn --dataset kmnist', ['are 28x28x1', 'takes 32x32x3', '--dataset cifar-10 or cifar-100']],
    ['train mnist-cnn --recipe tuned --limit 5', ['--limit 5', '--limit 21', '--validation none']],
    ['datasets info emnist', ['emnist-balanced, emnist-digits or emnist-letters?']],
    ['datasets info FashionMNIST', ['Did you mean fashion-mnist?']],
    ['datasets info synthetic', ['nothing to manage']],
    ['datasets download', ["Missing required argument 'name'"]],
    ['models summary mnist', ['Did you mean mnist-basic or mnist-cnn?']],
    ['bench --models all', ['no model "all"']],
  ])('nn101 %s', async (line, expected) => {
    await expectUsage(line, expected);
  });
});

test.each(['', 'datasets', 'models'])('nn101 %s alone shows its help, and has done nothing', async (line) => {
  const { exitCode, stderr } = await recordedRun(wordsOf(line));
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/Commands:/);
});

async function expectUsage(line: string, expected: readonly (string | RegExp)[]): Promise<void> {
  const { exitCode, stdout, stderr } = await recordedRun(wordsOf(line));
  // With --json the message is on stdout as well.
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  for (const part of expected) {
    if (typeof part === 'string') expect(stderr).toContain(part);
    else expect(stderr).toMatch(part);
  }
  if (!line.includes('--json')) return expect(stdout).toBe('');
  const [message] = [stderr.slice('error: '.length, -1)];
  expect(JSON.parse(stdout)).toEqual({ event: 'error', code: 'USAGE', message, exitCode: 2 });
}
