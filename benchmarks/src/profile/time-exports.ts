// How long each function of the kernels' module takes: every instance that is made from now on gets timed exports. What
// a function calls inside the module is part of its time.

/** Calls and milliseconds of one export. */
export interface ExportTime {
  calls: number;
  milliseconds: number;
}

/** Times by the export's name, since the last `clear()`. */
export type ExportTimes = Map<string, ExportTime>;

type Export = (...given: never[]) => unknown;

/** Puts a timed `WebAssembly.Instance` into `host`, and gives what it fills, by a clock in milliseconds. */
export function timeExports(
  now: () => number,
  host: { Instance: typeof WebAssembly.Instance } = WebAssembly,
): { readonly times: ExportTimes; undo(): void } {
  const times: ExportTimes = new Map();
  const original = host.Instance;
  host.Instance = new Proxy(original, {
    construct: (target, given) => {
      const { exports } = Reflect.construct(target, given) as WebAssembly.Instance;
      const timed = Object.entries(exports).map(([name, value]) => [
        name,
        typeof value === 'function' ? timedExport(value as Export, name) : value,
      ]);
      return { exports: Object.fromEntries(timed) };
    },
  });

  function timedExport(run: Export, name: string): Export {
    return (...given) => {
      const began = now();
      const result = run(...given);
      const spent = now() - began;
      const known = times.get(name);
      if (known) {
        known.calls++;
        known.milliseconds += spent;
      } else times.set(name, { calls: 1, milliseconds: spent });
      return result;
    };
  }

  return {
    times,
    undo: () => {
      host.Instance = original;
    },
  };
}
