// File and folder names that say nothing about what is inside, so that anything ends up there.

const drawer = /^(utils?|utilities|helpers?|common|misc|miscellaneous)(\.|$)/i;

/** The paths that have a drawer for a file or a folder name, `image-utils.ts` included. */
export function findDrawers(paths: readonly string[]): string[] {
  return paths.filter((path) =>
    path.split('/').some((name) => drawer.test(name) || /[-_.](utils?|helpers?|misc)\.[a-z]+$/i.test(name)),
  );
}
