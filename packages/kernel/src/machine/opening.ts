/** Opening an actor: a block for it behind the others, its place in its group, a name that nobody has. */
import {
  both,
  type Callee,
  call,
  type Expr,
  i32,
  type Local,
  leave,
  loop,
  memoryCopy,
  type Program,
  ret,
  type Stmt,
  set,
  when,
} from "../code/index.ts";
import type { Constants } from "../engine/constants.ts";
import { HEAD } from "../plan/chart-layout.ts";
import { GLOBAL, GROUP, type Plan } from "../plan/plan.ts";
import { FAILURE, type Fail } from "../runtime/fail.ts";
import { n } from "./kit.ts";

/** Openings within openings, as the World bounds them. */
const MOST_DEEP = 50;
/** Added to the number of a text, so that no name is an ordinal. */
const IDENTITY_OF_TEXT = 1 << 24;

type Word = Expr<"i32">;

interface Surroundings {
  readonly plan: Plan;
  readonly constants: Constants;
  readonly fail: Fail;
  readonly blockOf: Callee<readonly ["i32"]>;
  /** Where the empty block of each pool lies. */
  readonly poolTemplates: readonly number[];
}

/** (pool, opener's block, opener's name, group, given text, ordinal) → index of the new actor */
export function openIn(program: Program, around: Surroundings): Callee<readonly ["i32"]> {
  const { plan, constants, fail, poolTemplates } = around;
  const { opened, actorAddresses } = plan.regions;
  const bytesAt = constants.words([...plan.pools.values()].map(({ layout }) => layout.bytes));
  const templatesAt = constants.words(poolTemplates);
  const identities = constants.words(identitiesOf(plan));
  const groupsAt = [...plan.groups.values()][0]?.address ?? 0;
  const word = (address: number, number: Word): Word => i32.load(i32.shl(number, n(2)), address);
  return program.function(
    "open",
    { pool: "i32", openerBlock: "i32", opener: "i32", group: "i32", given: "i32", ordinal: "i32" },
    ["i32"],
    ({ pool, openerBlock, opener, group, given, ordinal }, self) => {
      const [index, block, bytes, depth] = self.variables("i32", "index", "block", "bytes", "depth");
      const [identity, member, at, last, list] = self.variables("i32", "identity", "member", "at", "last", "list");
      const head = { pool, opener, group, given, ordinal, identity, depth, next: n(-1) };
      return [
        set(index, i32.load(n(GLOBAL.actors))),
        set(bytes, word(bytesAt, pool)),
        set(block, i32.load(n(GLOBAL.openedTop))),
        when(i32.ge_s(index, n(actorAddresses.capacity)), [fail(FAILURE.tooLarge)]),
        when(i32.gt_s(i32.add(block, bytes), n(opened.address + opened.bytes)), [fail(FAILURE.tooLarge)]),
        set(depth, i32.add(i32.load(openerBlock, HEAD.depth), n(1))),
        when(i32.ge_s(depth, n(MOST_DEEP)), [fail(FAILURE.tooLarge)]),
        set(identity, ordinal),
        when(given, [set(identity, word(identities, given))]),
        set(list, i32.add(i32.mul(group, n(GROUP.bytes)), n(groupsAt))),
        ...refuseTaken(around, { list, opener, identity }, { member, at }),
        memoryCopy(block, word(templatesAt, pool), bytes),
        ...Object.entries(head).map(([name, value]) => i32.store(block, value, HEAD[name as keyof typeof head])),
        ...join(around, list, index, last),
        i32.store(i32.shl(index, n(2)), block, actorAddresses.address),
        i32.store(n(GLOBAL.openedTop), i32.add(block, bytes)),
        i32.store(n(GLOBAL.actors), i32.add(index, n(1))),
        ret(index),
      ];
    },
  );
}

/**
 * What tells an actor of this name from others of its opener and group: a name that reads as a number is that ordinal.
 * Undefined for a text that no actor can be called by, since nothing names it.
 */
export function identityOf({ texts }: Plan, text: string): number | undefined {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  const number = texts.known(text);
  return number === undefined ? undefined : IDENTITY_OF_TEXT + number;
}

/** By the number of a text. */
function identitiesOf(plan: Plan): readonly number[] {
  return plan.texts.all.map((text) => identityOf(plan, text) as number);
}

/** Two of a group that one actor opened have different names. */
function refuseTaken(
  { blockOf, fail }: Surroundings,
  { list, opener, identity }: { readonly list: Word; readonly opener: Word; readonly identity: Word },
  { member, at }: { readonly member: Local<"i32">; readonly at: Local<"i32"> },
): readonly Stmt[] {
  return [
    set(member, i32.load(list, GROUP.first)),
    loop((looking) => [
      when(i32.lt_s(member, n(0)), [leave(looking)]),
      set(at, call(blockOf, member)),
      when(both(i32.eq(i32.load(at, HEAD.opener), opener), i32.eq(i32.load(at, HEAD.identity), identity)), [
        fail(FAILURE.openedName),
      ]),
      set(member, i32.load(at, HEAD.next)),
    ]),
  ];
}

/** The last of its group from now on. */
function join({ blockOf }: Surroundings, list: Word, index: Word, last: Local<"i32">): readonly Stmt[] {
  return [
    set(last, i32.load(list, GROUP.last)),
    when(
      i32.lt_s(last, n(0)),
      [i32.store(list, index, GROUP.first)],
      [i32.store(call(blockOf, last), index, HEAD.next)],
    ),
    i32.store(list, index, GROUP.last),
    i32.store(list, i32.add(i32.load(list, GROUP.size), n(1)), GROUP.size),
  ];
}
