/** Who is told: announcements to those that hear them, tells to one actor or to a group. */
import { fits } from "@steppe/core";
import {
  both,
  call,
  type Expr,
  either,
  f64,
  i32,
  loopOver,
  not,
  run,
  type Stmt,
  select,
  set,
  switchOn,
  when,
} from "../code/index.ts";
import { type ChartLayout, HEAD } from "../plan/chart-layout.ts";
import { GLOBAL, GROUP, type Plan } from "../plan/plan.ts";
import type { Effects } from "./effects.ts";
import { type NamedFound, storeFound } from "./found.ts";
import { EVENT, n } from "./kit.ts";

/** To every actor that hears it, but for the one that announces, in the order of actors. */
export function announced(by: Effects, event: string, found: readonly NamedFound[]): readonly Stmt[] {
  const { plan } = by.kit;
  const listeners = plan.model.listeners.get(event);
  if (!listeners) return [];
  const actors = [...listeners.actors].sort((a, b) => a - b).filter((index) => index !== by.instance.fileIndex);
  const told = actors.flatMap((index) => {
    const actor = plan.actors[index];
    if (!actor) throw new Error(`no actor ${index}`);
    const { configurations } = actor.layout.table;
    const react = reaction(by, n(index), actor.layout, event, found);
    if (configurations.every(({ done }) => !done)) return react;
    return [when(not(call(by.kit.isDone, n(index), n(actor.address))), react)];
  });
  const groups = listeners.groups.flatMap((name) => plan.groups.get(name) ?? []);
  return groups.length === 0 ? told : [...told, ...toMembers(by, groups, event, found)];
}

function toMembers(
  by: Effects,
  groups: readonly { readonly number: number }[],
  event: string,
  found: readonly NamedFound[],
): readonly Stmt[] {
  const { kit, instance } = by;
  const [index, block] = [by.local("i32", "member"), by.local("i32", "block")];
  const isOf = groups
    .map(({ number }) => i32.eq(i32.load(block, HEAD.group), n(number)))
    .reduce((any, one) => either(any, one));
  const self = instance.fileIndex === undefined ? i32.ne(index, instance.index) : n(1);
  const each = [...kit.plan.pools.values()].map(({ layout }) =>
    layout.chart.heard.has(event) ? reaction(by, index, layout, event, found) : [],
  );
  return loopOver(index, n(kit.plan.actors.length), i32.load(n(GLOBAL.actors)), () => [
    set(block, call(kit.blockOf, index)),
    when(both(both(isOf, self), not(call(kit.isDone, index, block))), [switchOn(i32.load(block, HEAD.pool), each)]),
  ]);
}

/** To the actor or the group of a name; to nobody when there is none. */
export function told(by: Effects, to: Expr<"i32">, event: string, found: readonly NamedFound[]): readonly Stmt[] {
  const { kit } = by;
  const { plan } = kit;
  if (to.kind === "const") {
    const name = plan.texts.text(to.value as number);
    const index = plan.model.actorIndex.get(name);
    if (index !== undefined) {
      const actor = plan.actors[index];
      return actor ? reaction(by, n(index), actor.layout, event, found) : [];
    }
    const group = plan.groups.get(name);
    return group ? toGroup(by, n(group.number), event, found) : [];
  }
  const [index, group] = [by.local("i32", "told"), by.local("i32", "group")];
  const table = (address: number) => i32.load(i32.shl(to, n(2)), address);
  return [
    set(index, n(-1)),
    set(group, n(-1)),
    when(
      i32.lt_s(to, n(0)),
      [set(index, i32.sub(n(-1), to))],
      [set(index, table(kit.actorTable)), set(group, table(kit.groupTable))],
    ),
    when(i32.ge_s(index, n(0)), toAny(by, index, event, found), [
      when(i32.ge_s(group, n(0)), toGroup(by, group, event, found)),
    ]),
  ];
}

function toGroup(by: Effects, group: Expr<"i32">, event: string, found: readonly NamedFound[]): readonly Stmt[] {
  const { kit } = by;
  const member = by.local("i32", "member");
  const first = [...kit.plan.groups.values()][0];
  if (!first) return [];
  const address = i32.add(i32.mul(group, n(GROUP.bytes)), n(first.address));
  return [
    set(member, i32.load(address, GROUP.first)),
    {
      kind: "while",
      label: { kind: "label", loops: true },
      condition: i32.ge_s(member, n(0)),
      body: toAny(by, member, event, found),
      step: [set(member, i32.load(call(kit.blockOf, member), HEAD.next))],
    },
  ];
}

function toAny(by: Effects, index: Expr<"i32">, event: string, found: readonly NamedFound[]): readonly Stmt[] {
  const each = by.kit.layouts.map((layout) => reaction(by, index, layout, event, found));
  return [switchOn(call(by.kit.layoutNumber, index, call(by.kit.blockOf, index)), each)];
}

/** What an actor of a known chart is told: the event as it takes it, and what goes into the payload. */
export interface Message {
  readonly event: Expr<"i32">;
  readonly mask: number;
  readonly values: readonly { readonly offset: number; readonly value: NamedFound["value"] }[];
}

export function messageOf(plan: Plan, layout: ChartLayout, event: string, found: readonly NamedFound[]): Message {
  const declared = layout.chart.events.get(event);
  const number = n(plan.events.get(event) as number);
  if (!declared) return { event: found.length === 0 ? number : n(EVENT.none), mask: 0, values: [] };
  const given = [...declared.values()].flatMap((field, bit) => {
    const value = found.find((one) => one.name === field.name);
    return value ? [{ field, bit, value }] : [];
  });
  if (given.some(({ field, value }) => !fits(value.kind, field.kind))) {
    return { event: n(EVENT.misfit), mask: 0, values: [] };
  }
  const outside = given.flatMap(({ field, value: { kind, value } }) => {
    if (field.kind.type !== "share" || kind.type === "share" || value.cell !== "f64") return [];
    return [either(f64.lt(value.code, f64.const(0)), f64.gt(value.code, f64.const(1)))];
  });
  const [first, ...others] = outside;
  const type = first
    ? select(
        others.reduce((any, one) => either(any, one), first),
        n(EVENT.misfit),
        number,
      )
    : number;
  const fields = layout.events.get(event)?.fields ?? [];
  return {
    event: type,
    mask: given.reduce((sum, { bit }) => sum | (1 << bit), 0),
    values: given.map(({ bit, value }) => ({ offset: fields[bit]?.offset ?? 0, value: value.value })),
  };
}

/** One reaction of an actor of a known chart, its payload filled with what the chart declares. */
function reaction(
  by: Effects,
  index: Expr<"i32">,
  layout: ChartLayout,
  event: string,
  found: readonly NamedFound[],
): readonly Stmt[] {
  const message = messageOf(by.kit.plan, layout, event, found);
  return [reacted(by, index, message.event, message.mask, message.values)];
}

function reacted(by: Effects, index: Expr<"i32">, event: Expr<"i32">, mask: number, values: Message["values"]): Stmt {
  const { react } = by.kit;
  if (values.length === 0) return run(react, index, event, by.name, n(mask));
  const payload = by.local("i32", "payload");
  return {
    kind: "block",
    label: { kind: "label", loops: false },
    body: [
      set(payload, call(react, index, event, by.name, n(mask))),
      ...values.flatMap(({ offset, value }) => storeFound(payload, offset, value)),
    ],
  };
}
