// Commands in the documents that a reader could not type: npm scripts, packages, subcommands and options that do
// not exist.
import type { ShellCommand } from './shell-commands.ts';

/** What exists, to hold the commands against. */
export interface KnownCommands {
  /** npm scripts of the root package. */
  readonly scripts: readonly string[];
  /** Names of packages that can be installed: ours and those of the catalog. */
  readonly packages: readonly string[];
  /** Programs that npx finds in the root. */
  readonly binaries: readonly string[];
  /** The help text of `nn101 …words`, or undefined where there is no such command. */
  readonly help: (words: readonly string[]) => Promise<string | undefined>;
}

const elsewhere = new Set(['cd', 'git', 'node']);
const npmOwn = new Set(['install', 'init', 'ci', 'start', 'test']);

function findNpmFault(words: readonly string[], known: KnownCommands): string | undefined {
  const [, verb, ...rest] = words;
  if (verb === 'run') return known.scripts.includes(rest[0]) ? undefined : `no npm script ${rest[0]}`;
  if (!npmOwn.has(verb)) return `npm ${verb}`;
  if (verb === 'start' || verb === 'test')
    return known.scripts.includes(verb) ? undefined : `no npm script ${verb}`;
  const missing = rest.find((word) => !word.startsWith('-') && !known.packages.includes(word));
  return missing && `no package ${missing}`;
}

// The help of the deepest command that the words name: in `datasets download mnist` that is `datasets download`.
async function commandHelp(
  [name, next = '']: readonly string[],
  known: KnownCommands,
): Promise<string | undefined> {
  const help = await known.help([name]);
  const isGroup = /^[a-z]+$/.test(next) && new RegExp(`^\\s+${next}\\b`, 'm').test(help ?? '');
  return isGroup ? known.help([name, next]) : help;
}

async function findCourseFault(words: readonly string[], known: KnownCommands): Promise<string | undefined> {
  if (words.length === 0 || words[0].startsWith('-')) return undefined;
  const help = await commandHelp(words, known);
  if (help === undefined) return `no command nn101 ${words[0]}`;
  const options = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0]);
  const missing = options.find((option) => !new RegExp(`${option}\\b`).test(help));
  return missing && `nn101 ${words[0]} has no option ${missing}`;
}

async function findFault(words: readonly string[], known: KnownCommands): Promise<string | undefined> {
  const [program, ...rest] = words;
  if (elsewhere.has(program)) return undefined;
  if (program === 'npm') return findNpmFault(words, known);
  if (program === 'nn101') return findCourseFault(rest, known);
  if (program !== 'npx') return `unknown program ${program}`;
  const [binary, ...args] = rest.filter((word) => word !== '--yes');
  if (binary === 'nn101') return findCourseFault(args, known);
  return binary.startsWith('pnpm@') || known.binaries.includes(binary)
    ? undefined
    : `npx has no ${binary} here`;
}

/** One sentence for each command that does not exist as it is written. */
export async function findUnknownCommands(
  commands: readonly ShellCommand[],
  known: KnownCommands,
): Promise<string[]> {
  const faults = await Promise.all(
    commands.map(async ({ at, words }) => {
      const fault = await findFault(words, known);
      return fault ? [`${at} says "${words.join(' ')}": ${fault}`] : [];
    }),
  );
  return faults.flat();
}
