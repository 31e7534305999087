// How `changeset version` writes a changelog: the sentences of the changesets, without commit hashes, and one line for
// the dependencies that changed. A dependency's own first release is no change for anybody.

/** @param {{ readonly summary: string }} changeset */
async function getReleaseLine({ summary }) {
  const [first, ...rest] = summary.trim().split('\n');
  return [`- ${first}`, ...rest.map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}

/**
 * @param {unknown} _changesets
 * @param {readonly { readonly name: string, readonly oldVersion: string, readonly newVersion: string }[]} dependencies
 */
async function getDependencyReleaseLine(_changesets, dependencies) {
  const updated = dependencies.filter(({ oldVersion }) => oldVersion !== '0.0.0');
  if (updated.length === 0) return '';
  return `- Updated dependencies: ${updated.map(({ name, newVersion }) => `${name}@${newVersion}`).join(', ')}`;
}

export default { getReleaseLine, getDependencyReleaseLine };
