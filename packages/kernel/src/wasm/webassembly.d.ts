/**
 * What is used here of the interface between JavaScript and WebAssembly (W3C, "WebAssembly JavaScript Interface"). The
 * library of TypeScript has it among the types of a browser's page, and those would let `window` into every file.
 */
declare namespace WebAssembly {
  interface ModuleImport {
    readonly module: string;
    readonly name: string;
    readonly kind: string;
  }
  class Module {
    constructor(bytes: Uint8Array);
    static exports(module: Module): { readonly name: string; readonly kind: string }[];
    static imports(module: Module): ModuleImport[];
    static customSections(module: Module, name: string): ArrayBuffer[];
  }
  type ImportValue = ((...values: never[]) => unknown) | Memory | Global;
  type Imports = Record<string, Record<string, ImportValue>>;
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    constructor(limits: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Global {
    value: number | bigint;
  }
  class RuntimeError extends Error {}
  class CompileError extends Error {}
  function validate(bytes: Uint8Array): boolean;
}
