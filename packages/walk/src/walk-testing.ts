/** Walks over scenarios that are written in a test. */
import {
  centralUniforms,
  compileQuestion,
  type FileRead,
  loadScenario,
  type Model,
  pathUniforms,
  type Uniforms,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import type { Act } from "./act.ts";
import { perform } from "./perform.ts";
import { beginWalk, type Ground, type Walk } from "./walk.ts";

/** A scenario of one file, on the central path or on one of seed "walk". */
export function groundOf(text: string, path?: number): Ground {
  const encoder = new TextEncoder();
  const chance = (_model: Model): Uniforms => (path === undefined ? centralUniforms : pathUniforms("walk", path));
  return {
    name: "a.yaml",
    chance,
    load: (overlay) => {
      const files = new Map([
        ["a.yaml", text],
        ["fork.yaml", overlay],
      ]);
      const read = (name: string): FileRead => {
        const found = files.get(name);
        return found === undefined ? { error: "missing" } : { bytes: encoder.encode(found) };
      };
      const over = overlay === "" ? [] : ["fork.yaml"];
      return loadScenario({ scenario: "a.yaml", over }, read, MACHINES);
    },
    ask: (model, question, kind) => compileQuestion(model, question, MACHINES, kind),
  };
}

/** A walk through a scenario, so many acts on. Asserts that none is refused. */
export function walkOf(text: string, ...acts: readonly Act[]): Walk {
  const begun = beginWalk(groundOf(text));
  if (!begun.ok) throw new Error(begun.problems.map(({ message }) => message).join("; "));
  return doAll(begun.walk, ...acts);
}

export function doAll(walk: Walk, ...acts: readonly Act[]): Walk {
  return acts.reduce((at, act) => {
    const done = perform(at, act);
    if (!done.ok) throw new Error(`${act.do}: ${done.problems.map(({ message }) => message).join("; ")}`);
    return done.walk;
  }, walk);
}

/** The code of the first problem of an act that is refused. Asserts that it is. */
export function refusalOf(walk: Walk, act: Act): string {
  const done = perform(walk, act);
  if (done.ok) throw new Error(`${act.do} is not refused`);
  return `${done.problems[0]?.code}: ${done.problems[0]?.message}`;
}

/** Rent by the quarter, crashes with claims, a lamp that is raised into a second microstep. */
export const LEASE = `
steppe: 1
title: A small lease
period: 2010-01-01 .. 2014-12-31
currency: USD
parties: [landlord, tenant]
assume:
  rent: {value: 100 USD per year, judgement: test}
machines:
  site:
    events: {crash: {claimed: {kind: money}}, mend: {}}
    variables: {crashes: {kind: number, initial: 0}}
    initial: open
    states:
      open:
        on:
          crash:
            target: closed
            actions:
              - {set: {crashes: crashes + 1}}
              - {raise: {event: mend}}
              - {pay: {from: tenant, to: landlord, amount: event.claimed, for: claim}}
      closed:
        on: {mend: mending}
      mending:
        after: {"30 days": open}
actors:
  lease: {machine: lease, with: {landlord: landlord, tenant: tenant, rent: rent, every: 3 months, from: 2010-03-31, until: 2015-12-31}}
  site: {machine: site}
timeline:
  - {id: crash-2011, on: 2011-06-01, actor: site, event: crash, with: {claimed: 7 USD}, judgement: test}
  - {on: 2012-06-01, actor: site, event: crash, with: {claimed: 9 USD}, judgement: test}
measures:
  rent_paid: paid(rent)
  claims_paid: paid(claim)
`;
