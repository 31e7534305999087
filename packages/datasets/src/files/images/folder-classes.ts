// Assigns the images of a folder to classes, and refuses folders whose labels would silently be wrong.
import { check } from '../../check.ts';
import { DatasetError } from '../../error.ts';
import type { DataFile } from '../data-file.ts';
import { isImagePath } from './image-kind.ts';

const MAX_CLASSES = 256;

/** Folder names of splits rather than classes. */
const PARTS = /^(train|training|test|testing|val|valid|validation|dev|eval|evaluation|holdout)$/i;

/** An image file and the label of its class. */
interface LabelledFile {
  readonly file: DataFile;
  readonly label: number;
}

/** The content of a folder. */
interface FolderClasses {
  readonly images: readonly LabelledFile[];
  readonly classNames: readonly string[];
  /** Paths of files that are not images or not in a class. */
  readonly skippedFiles: readonly string[];
}

interface Found {
  readonly file: DataFile;
  readonly className: string;
  /** Path within the folder of the class. */
  readonly within: string;
}

/**
 * Sorts files into classes by the first folder of their path below `subfolder`.
 *
 * @throws DatasetError `PARSE_IMAGE` if there is no image, or a folder has none; `INVALID_ARGUMENT` if a folder is not
 * among `classNames`, the folders look like splits of a data set, or there are more than 256 classes.
 */
export function folderClasses(
  files: readonly DataFile[],
  options: {
    readonly subfolder: string;
    readonly classNames?: readonly string[];
    readonly emptyFolders?: readonly string[];
  },
): FolderClasses {
  const { subfolder, classNames: given, emptyFolders = [] } = options;
  const prefix = prefixOf(subfolder);
  const inside = (paths: readonly string[]) =>
    paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const found = files.filter(({ path }) => path.startsWith(prefix)).flatMap((file) => foundIn(file, prefix));
  const images = found.filter(({ within }) => isImagePath(within));
  if (images.length === 0) throw noImages(files, subfolder);
  const folders = new Set([
    ...found.map(({ className }) => className),
    ...inside(emptyFolders).map(firstFolder),
  ]);
  if (given === undefined) requireClassFolders(images, { subfolder, folders });
  const classNames = given ?? [...folders].sort();
  requireClasses(classNames, { isGiven: given !== undefined, folders, found });
  const labelOf = new Map(classNames.map((name, label) => [name, label]));
  const taken = new Set(images.map(({ file }) => file.path));
  return {
    images: images.map(({ file, className }) => ({ file, label: labelOf.get(className) ?? 0 })),
    classNames,
    skippedFiles: files.map(({ path }) => path).filter((path) => path.startsWith(prefix) && !taken.has(path)),
  };
}

/** `./train\` and `train/` become `train/`. */
function prefixOf(subfolder: string): string {
  const folders = subfolder.split(/[/\\]/).filter((name) => name !== '' && name !== '.');
  return folders.map((name) => `${name}/`).join('');
}

/** Unicode has two ways to write é. macOS uses the longer one in file names. */
function firstFolder(path: string): string {
  return path.split('/')[0].normalize();
}

function foundIn(file: DataFile, prefix: string): readonly Found[] {
  const path = file.path.slice(prefix.length);
  const end = path.indexOf('/');
  return end < 0 ? [] : [{ file, className: firstFolder(path), within: path.slice(end + 1) }];
}

/** Refuses a folder whose subfolders contain the classes: the labels would be those of the wrong folders. */
function requireClassFolders(
  images: readonly Found[],
  { subfolder, folders }: { readonly subfolder: string; readonly folders: ReadonlySet<string> },
): void {
  if (images.some(({ within }) => !within.includes('/'))) return;
  const names = [...folders].sort();
  const areParts = names.every((name) => PARTS.test(name));
  const isWrapper = names.length === 1 && new Set(images.map(({ within }) => firstFolder(within))).size > 1;
  if (!areParts && !isWrapper) return;
  const path = prefixOf(`${subfolder}/${names[0]}`).slice(0, -1);
  const what = areParts ? 'parts of a data set, not classes' : 'the folder that has the classes, not a class';
  throw new DatasetError(
    'INVALID_ARGUMENT',
    `${names.join(', ')} looks like ${what}. Pass the option subfolder: ${JSON.stringify(path)}, or classNames if that is intended.`,
  );
}

function requireClasses(
  classNames: readonly string[],
  folder: {
    readonly isGiven: boolean;
    readonly folders: ReadonlySet<string>;
    readonly found: readonly Found[];
  },
): void {
  const { isGiven, folders, found } = folder;
  if (classNames.length > MAX_CLASSES) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `Labels are bytes: at most ${MAX_CLASSES} classes, received ${classNames.length}.`,
    );
  }
  const unknown = [...folders].filter((name) => !classNames.includes(name));
  if (unknown.length > 0) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `The folder ${JSON.stringify(unknown[0])} is not among classNames (${classNames.join(', ')}). Add it there, or remove it from the data.`,
    );
  }
  const filled = new Set(found.filter(({ within }) => isImagePath(within)).map(({ className }) => className));
  const empty = [...folders].find((name) => !filled.has(name));
  // If classes are given, a class without images does not change the labels.
  if (empty === undefined || isGiven) return;
  const others = found.filter(({ className }) => className === empty).map(({ within }) => within);
  const holds =
    others.length === 0 ? 'is empty' : `has no image among its ${others.length} files, such as ${others[0]}`;
  throw new DatasetError(
    'PARSE_IMAGE',
    `The folder ${JSON.stringify(empty)} ${holds}. Without it the labels of the others would change: fill it, remove it, or pass classNames.`,
  );
}

/** @throws DatasetError `INVALID_ARGUMENT` if a name is not a string or occurs twice. */
export function requireClassNames(classNames: unknown): asserts classNames is readonly string[] {
  check.list('classNames', classNames, { min: 1 });
  classNames.forEach((name, index) => {
    check.text(`classNames[${index}]`, name);
    const isNew = classNames.indexOf(name) === index;
    check.that(isNew, `classNames[${index}]`, { expected: 'distinct names', value: name });
  });
}

function noImages(files: readonly DataFile[], subfolder: string): DatasetError {
  const where = subfolder === '' ? 'The folder' : `The folder ${JSON.stringify(subfolder)}`;
  const folders = [
    ...new Set(
      files
        .map(({ path }) => path)
        .filter((path) => path.includes('/'))
        .map(firstFolder),
    ),
  ];
  const has = folders.length === 0 ? '' : `, in the folders ${folders.sort().slice(0, 8).join(', ')}`;
  return new DatasetError(
    'PARSE_IMAGE',
    `${where} has no image in a folder of its class, like cat/1.png, among ${files.length} files${has}. Name the folder that contains the classes with the option subfolder.`,
  );
}
