/** `node bench/encoding.ts`: prints how long it takes to write a module, and to compile it; judges nothing. */
import { cpus } from "node:os";
import { code } from "@steppe/kernel";

const { call, choose, f64, i32, i64, loopOver, Program, ret, set, toJs, toWasm, when } = code;
const ROUNDS = 15;

/** Functions much like a machine's: comparisons, arithmetic on money, a loop, a call of the one before. */
function programOf(functions: number): code.Program {
  const program = new Program();
  program.useMemory({ initial: 1 });
  let former: code.Callee<readonly ["i64"]> | undefined;
  for (let i = 0; i < functions; i += 1) {
    former = program.function(`step${i}`, { amount: "i64", day: "i32" }, ["i64"], ({ amount, day }, self) => {
      const k = self.local("i32", "k");
      const share = self.local("f64", "share");
      return [
        when(i32.lt_s(day, i32.const(i)), [ret(former ? call(former, amount, day) : amount)]),
        ...loopOver(k, i32.const(0), i32.and(day, i32.const(7)), () => [
          set(amount, i64.add(amount, i64.mul(i64.load(i32.shl(k, i32.const(3)), 16), i64.const(BigInt(i))))),
          i64.store(i32.shl(k, i32.const(3)), amount, 16),
        ]),
        set(share, f64.div(f64.convert_i64_s(amount), f64.const(i + 0.5))),
        ret(choose(f64.gt(share, f64.const(1)), i64.trunc_sat_f64_s(share), i64.sub(amount, i64.const(1n)))),
      ];
    });
  }
  if (former) program.export(former);
  return program;
}

function milliseconds(act: () => unknown): number {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = process.hrtime.bigint();
    act();
    taken.push(Number(process.hrtime.bigint() - begun) / 1e6);
  }
  return taken.sort((a, b) => a - b)[ROUNDS >> 1] as number;
}

let copies = 0;

/** The same module with another byte behind it: what was compiled before is not compiled again. */
function distinct(bytes: Uint8Array): Uint8Array {
  copies += 1;
  const custom = [0, 6, 1, 120, copies & 0xff, (copies >> 8) & 0xff, 0, 0];
  return new Uint8Array([...bytes, ...custom]);
}

process.stdout.write(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, medians of ${ROUNDS} rounds\n`);
for (const functions of [20, 200, 2000, 10_000]) {
  const program = programOf(functions);
  const bytes = toWasm(program);
  const row = {
    "built in": milliseconds(() => programOf(functions)),
    "to WebAssembly in": milliseconds(() => toWasm(program)),
    "compiled in": milliseconds(() => new WebAssembly.Module(distinct(bytes))),
    "to JavaScript in": milliseconds(() => toJs(program)),
  };
  const figures = Object.entries(row).map(([name, value]) => `${name} ${value.toFixed(2)} ms`);
  process.stdout.write(`${functions} functions, ${bytes.length} bytes: ${figures.join(", ")}\n`);
}
