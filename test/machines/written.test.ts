import { readdirSync, readFileSync } from "node:fs";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import { modelOf } from "./walking.ts";

const NEEDS: Readonly<Record<string, string>> = {
  lease: "landlord: a, tenant: b, rent: 4 USD per year, from: 2004-03-31, until: 2005-12-31",
  support: "payer: b, receiver: a, yearly: 4 USD per year, from: 2004-12-31",
  "city-support": "payer: b, landlord: a, receiver: a, yearly: 4 USD per year, from: 2004-12-31",
  claim: "claimant: a, respondent: b, claimed: 1 USD",
  relocation: "ready: 2004-12-31",
  "partner-bid": "host: a, partner: b, fee: 1 USD per year",
  "rocket-family": "family: \"'Proton'\", landlord: a, operator: b, yearly: 7 per year, usual_claim: 1 USD",
  "launch-programme": "landlord: a, operator: b",
  "know-how": "known: 0",
  voice: "side: a",
  notes: "sender: b, receiver: a",
  talks: "host: a",
  roadmap: "term: 3 years",
  tourism: "host: a, guests: b, price: 5400 USD",
  ties: "buyer: a, seller: b, price: 50 USD",
};

describe.each([...MACHINES])("the machine %s", (name, machine) => {
  it("could stand in a scenario file just as it is", () => {
    const model = modelOf(`
steppe: 1
period: 2004-01-01 .. 2005-12-31
currency: USD
parties: [a, b]
machines: {written: ${JSON.stringify(machine)}}
actors:
  lease: {machine: lease, with: {${NEEDS.lease}}}
  shipped: {machine: ${name}, with: {${NEEDS[name]}}}
  written: {machine: written, with: {${NEEDS[name]}}}
`);
    const [shipped, written] = ["shipped", "written"].map((one) => {
      const chart = model.charts.get(model.actors.find((actor) => actor.name === one)?.chart ?? "");
      return [...(chart?.states.values() ?? [])].map(({ path, doc, on, after }) => [
        path,
        doc,
        on.length,
        after.length,
      ]);
    });
    expect(written).toEqual(shipped);
    expect(written?.length).toBeGreaterThan(1);
  });

  it("says in whole sentences what each of its parts is", () => {
    const docs: string[] = [];
    const gather = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, part] of Object.entries(value)) {
        if (key === "doc") docs.push(part as string);
        else gather(part);
      }
    };
    gather(machine);
    expect(docs.filter((doc) => !/^[A-Z`].*\.$/s.test(doc))).toEqual([]);
  });

  it("has its walks in a test of its name", () => {
    expect(readdirSync(import.meta.dirname)).toContain(`${name}.test.ts`);
    const text = readFileSync(`${import.meta.dirname}/${name}.test.ts`, "utf8");
    expect(text).toContain(`machine: "${name}",\n`);
    expect(text).toContain("\ndescribeWalks({");
  });
});
