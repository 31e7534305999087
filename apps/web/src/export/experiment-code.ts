// An experiment as a program, by language. Each language is a file of its own.
import type { CodeLanguage, Experiment } from './experiment.ts';
import { kerasCode } from './keras-code.ts';
import { pytorchCode } from './pytorch-code.ts';
import { typescriptCode } from './typescript-code.ts';

/** A program: its text, what to call its file, and the language's name for people. */
export interface ExportedCode {
  readonly code: string;
  readonly fileName: string;
  readonly label: string;
}

const languages = {
  typescript: { label: 'TypeScript', fileName: 'train.ts', write: typescriptCode },
  keras: { label: 'Keras', fileName: 'train_keras.py', write: kerasCode },
  pytorch: { label: 'PyTorch', fileName: 'train_pytorch.py', write: pytorchCode },
} as const satisfies Record<CodeLanguage, object>;

/** The experiment as a whole program that can be run as it is. */
export function experimentCode(experiment: Experiment, language: CodeLanguage): ExportedCode {
  const { label, fileName, write } = languages[language];
  return { code: write(experiment), fileName, label };
}
