import { describe, expect, it } from "vitest";
import { centralUniforms } from "../chance/index.ts";
import { MACHINES } from "../machines/index.ts";
import { loadScenario } from "../scenario/load.ts";
import { createWorld, run } from "./create.ts";

describe("a machine that comes with steppe and goes wrong", () => {
  it("is told at the actor that runs it, in the user's file", () => {
    const text = `steppe: 1
period: 2004-01-01 .. 2010-12-31
currency: USD
parties: [a, b]
actors:
  lease: {machine: lease, with: {landlord: a, tenant: a, rent: 5 USD per year, from: 2004-03-31, until: 2009-01-01}}
`;
    const read = () => ({ bytes: new TextEncoder().encode(text) });
    const loaded = loadScenario({ scenario: "t.yaml" }, read, MACHINES);
    if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
    expect(run(createWorld(loaded.model, centralUniforms)).problem).toMatchObject({
      code: "same-party",
      place: { file: "t.yaml", line: 6, column: 3 },
      label: "this actor: one party on both sides",
      notes: ["found in the machine `lease`", "on 2004-03-31, `lease` at `due`, step 1"],
    });
  });
});
