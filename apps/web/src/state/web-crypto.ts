// SHA-256 for pages over plain http, such as a course that a teacher serves in a school's network: browsers keep
// `crypto.subtle` from these, and without it no data set is verified, no run is kept, and no weights have a hash. Import
// it first, in the page and in the worker that trains.

/** Gives `crypto.subtle` the one function that the course needs, where the browser gives none. */
export function provideSha256(to: { readonly subtle?: Pick<SubtleCrypto, 'digest'> } = crypto): void {
  if (to.subtle) return;
  Object.defineProperty(to, 'subtle', { value: { digest }, configurable: true });
}

async function digest(name: AlgorithmIdentifier, data: BufferSource): Promise<ArrayBuffer> {
  if (name !== 'SHA-256')
    throw new Error(`Over plain http there is SHA-256 alone; received ${String(name)}.`);
  const { sha256 } = await import('@noble/hashes/sha2.js');
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return sha256(bytes).slice().buffer;
}

provideSha256();
