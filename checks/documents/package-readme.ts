// What the README of a published package owes to who found it on npm: how to install it, the smallest example, a table of
// what it exports, and every error that it can give.
import type { SourceText } from '../repository/tracked-files.ts';
import { codeBlocks } from './markdown.ts';

/** What a package holds, for its README to be compared with. */
export interface Interface {
  readonly name: string;
  /** Names of functions, classes and values that its entries export; none for a program. */
  readonly exports: readonly string[];
  /** Codes of its errors. */
  readonly codes: readonly string[];
}

/** The members of `export type …ErrorCode = 'A' | 'B'` in a source. */
export function errorCodes(source: string): string[] {
  const union = /export type \w+ErrorCode =([^;]*);/.exec(source)?.[1] ?? '';
  const code = union.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
  return [...code.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
}

// The text below a heading of the second level, to the next one.
function section(text: string, title: string): string {
  return text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
}

function words(text: string): Set<string> {
  return new Set(text.match(/[\w$-]+/g));
}

/** One sentence for each thing that a README does not say. */
export function findReadmeFaults(readme: SourceText, { name, exports, codes }: Interface): string[] {
  const blocks = codeBlocks(readme);
  const install = blocks.find(
    ({ language, code }) => language === 'sh' && code.includes(`npm install ${name}`),
  );
  const example = blocks.find(({ language }) => language === 'ts');
  const table = section(readme.text, exports.length > 0 ? 'API' : 'Commands');
  const [known, errors] = [words(readme.text), words(section(readme.text, 'Errors'))];
  return [
    ...(install ? [] : [`has no line npm install ${name}`]),
    ...(example || exports.length === 0 ? [] : ['has no example']),
    ...(/^\| -+/m.test(table) ? [] : ['has no table below its heading API (a program: Commands)']),
    ...exports.filter((word) => !known.has(word)).map((word) => `does not name ${word}, which is exported`),
    ...codes
      .filter((code) => !errors.has(code))
      .map((code) => `does not name ${code} below its heading Errors`),
  ].map((fault) => `${readme.path} ${fault}`);
}
