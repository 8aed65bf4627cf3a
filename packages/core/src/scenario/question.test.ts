import { describe, expect, it } from "vitest";
import { MACHINES } from "../machines/index.ts";
import { loadScenario } from "./load.ts";
import { compileQuestion } from "./question.ts";

const SCENARIO = `
steppe: 1
title: A lease
period: 2010-01-01 .. 2014-12-31
currency: USD
parties: [landlord, tenant]
assume: {rent: {value: 100 USD per year, judgement: test}}
actors:
  lease: {machine: lease, with: {landlord: landlord, tenant: tenant, rent: rent, every: 3 months, from: 2010-03-31, until: 2015-12-31}}
measures:
  rent_paid: paid(rent)
  late: is(lease, ended) or paid(rent) > 3 USD
  rent: paid(rent)
`;

function model() {
  const bytes = Uint8Array.from([...SCENARIO].map((sign) => sign.charCodeAt(0)));
  const loaded = loadScenario({ scenario: "a.yaml" }, () => ({ bytes }), MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
  return loaded.model;
}

/** The kind of a question; or code, columns and help of what is wrong with it. */
function asked(text: string): string {
  const compiled = compileQuestion(model(), text, MACHINES);
  if (compiled.ok) return compiled.value.kind.type;
  const [problem] = compiled.problems;
  const { column = 1, length = 0 } = problem?.place ?? {};
  return `${problem?.code} at ${text.slice(column - 1, column - 1 + length)}: ${problem?.help?.join("; ")}`;
}

describe("a measure in a question", () => {
  it("stands for its expression as a whole", () => {
    expect(asked("rent_paid")).toBe("money");
    expect(asked("rent_paid > 1 million USD")).toBe("boolean");
    expect(asked("not late and max(rent_paid, 2 USD) > 1 USD")).toBe("boolean");
    expect(asked("if(late, rent_paid, 2 * rent_paid)")).toBe("money");
  });

  it("leaves a name that means something by itself", () => {
    expect(asked("paid(rent)")).toBe("money");
    expect(asked("paid(rent) / rent_paid")).toBe("number");
  });

  it("is named in what is wrong, at its name; behind it columns are those that were typed", () => {
    expect(asked("rent_paid > 3")).toMatch(/^kind-mismatch at (rent_paid > )?3: /);
    expect(asked("rent_paid > paid(rnt)")).toMatch(/^\S+ at rnt: /);
    expect(asked("1 USD + late")).toMatch(/^kind-mismatch at (1 USD \+ )?late: /);
    expect(asked("rnt_paid > 3 USD")).toMatch(/^unknown-name at rnt_paid: did you mean `rent_paid`\?/);
  });
});
