// Files that do not belong into the repository: data, build products, anything large.

/** A file's path relative to the root, and its size in bytes. */
export interface FileSize {
  readonly path: string;
  readonly bytes: number;
}

/** Bytes that a file of the project may have. */
export const largestFile = 300_000;

const dataOrBuild =
  /^(data|runs)\/|(^|\/)(dist|node_modules|coverage)\/|\.(gz|tgz|zip|npz|npy|wasm|bin)$|-ubyte$/;

/** One sentence for each file that is too large, or data, or built. */
export function findForeignFiles(files: readonly FileSize[]): string[] {
  return files.flatMap(({ path, bytes }) => [
    ...(bytes > largestFile ? [`${path} has ${bytes} bytes, more than ${largestFile}`] : []),
    ...(dataOrBuild.test(path) ? [`${path} is data or a build product`] : []),
  ]);
}
