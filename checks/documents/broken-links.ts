// Links between documents that lead nowhere. Links to other sites are not followed: a check needs no network.
import { posix } from 'node:path';
import type { SourceText } from '../repository/tracked-files.ts';
import { headingAnchors, links } from './markdown.ts';

/** The documents, and the paths of all files that a link may name. */
export interface LinkedFiles {
  readonly documents: readonly SourceText[];
  readonly paths: readonly string[];
}

const otherSite = /^[a-z][a-z0-9+.-]*:/i;

function withFolders(paths: readonly string[]): Set<string> {
  const all = new Set<string>(['.']);
  for (const path of paths) {
    for (let at = path; at !== '.'; at = posix.dirname(at)) all.add(at);
  }
  return all;
}

/** One sentence for each relative link to a file, folder or heading that does not exist. */
export function findBrokenLinks({ documents, paths }: LinkedFiles): string[] {
  const known = withFolders(paths);
  const byPath = new Map(documents.map((document) => [document.path, document]));
  return documents.flatMap((document) =>
    links(document).flatMap(({ target, line }) => {
      if (otherSite.test(target)) return [];
      const [file, anchor] = target.split('#', 2);
      const path =
        file === '' ? document.path : posix.join(posix.dirname(document.path), file).replace(/\/$/, '');
      if (!known.has(path)) return [`${document.path}:${line} links to ${target}: there is no ${path}`];
      const linked = byPath.get(path);
      if (!anchor || !linked || headingAnchors(linked).includes(anchor)) return [];
      return [`${document.path}:${line} links to ${target}: ${path} has no such heading`];
    }),
  );
}
