// Creates a tar archive (POSIX ustar) while it is sent, so that its length is known in advance and nothing is held in
// memory.

/** A file of the archive. `bytes` is its exact length. */
export interface TarMember {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

const block = 512;
const padded = (bytes: number) => Math.ceil(bytes / block) * block;

/** The archive's length: for each file a header block and the file in whole blocks, then two empty blocks. */
export function tarBytes(members: readonly Pick<TarMember, 'bytes'>[]): number {
  return members.reduce((sum, { bytes }) => sum + block + padded(bytes), 2 * block);
}

/** The header of a file: name, mode, owner, size and time, then a checksum of the header. */
export function tarHeader({ name, bytes }: Pick<TarMember, 'name' | 'bytes'>): Uint8Array {
  const header = Buffer.alloc(block);
  if (Buffer.byteLength(name) > 100)
    throw new RangeError(`A name in an archive has at most 100 bytes: ${name}`);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, 0);
  header.write(octal(0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(bytes, 11), 124);
  header.write(octal(0, 11), 136);
  // The checksum is computed with spaces in its own field.
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** The archive in chunks. `open` returns a file's bytes. Throws if a file's length differs from `bytes`. */
export async function* tarChunks(
  members: readonly TarMember[],
  open: (path: string) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (const member of members) {
    yield tarHeader(member);
    let sent = 0;
    for await (const chunk of open(member.path)) {
      sent += chunk.length;
      yield chunk;
    }
    if (sent !== member.bytes)
      throw new RangeError(`${member.path} has ${sent} bytes, expected ${member.bytes}`);
    yield new Uint8Array(padded(sent) - sent);
  }
  yield new Uint8Array(2 * block);
}
