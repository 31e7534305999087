// Turns a module that imports an ordinary memory into the same module over a shared one. The two differ in one record
// of the import section; building everything twice for it would double the package.
// Binary format: https://webassembly.github.io/threads/core/binary/types.html#memory-types

const HEADER_BYTES = 8;
const IMPORT_SECTION = 2;
const MEMORY = 2;
const SHARED_WITH_MAXIMUM = 3;
/** The most pages that 32-bit addresses reach: any shared memory has at most these. */
const MAXIMUM_PAGES = 65536;

/**
 * The bytes of `module`, whose first import is its memory, with that memory shared.
 *
 * @throws RangeError where the module's first section is not an import of a memory
 */
export function withSharedMemory(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const section = findSection(module, IMPORT_SECTION);
  const imported = memoryImport(module, section.start);
  const body = [
    ...module.subarray(section.start, imported.limits),
    SHARED_WITH_MAXIMUM,
    ...encode(imported.minimum),
    ...encode(MAXIMUM_PAGES),
    ...module.subarray(imported.end, section.end),
  ];
  return Uint8Array.from([
    ...module.subarray(0, section.id),
    IMPORT_SECTION,
    ...encode(body.length),
    ...body,
    ...module.subarray(section.end),
  ]);
}

function findSection(module: Uint8Array, wanted: number): { id: number; start: number; end: number } {
  let at = HEADER_BYTES;
  while (at < module.length) {
    const size = decode(module, at + 1);
    const end = size.next + size.value;
    if (module[at] === wanted) return { id: at, start: size.next, end };
    at = end;
  }
  throw new RangeError(`The module has no section ${wanted}.`);
}

// vec(import): count, then module name, field name, kind and, of a memory, its limits.
function memoryImport(module: Uint8Array, start: number): { limits: number; minimum: number; end: number } {
  const count = decode(module, start);
  const moduleName = decode(module, count.next);
  const fieldName = decode(module, moduleName.next + moduleName.value);
  const kind = fieldName.next + fieldName.value;
  if (module[kind] !== MEMORY) throw new RangeError("The module's first import is not a memory.");
  const limits = kind + 1;
  const minimum = decode(module, limits + 1);
  const hasMaximum = (module[limits] & 1) === 1;
  const end = hasMaximum ? decode(module, minimum.next).next : minimum.next;
  return { limits, minimum: minimum.value, end };
}

// Unsigned LEB128.
function decode(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, next: at };
  }
}

function encode(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...encode(value >>> 7)];
}
