import { describe, expect, it } from "vitest";
import { dot, mermaid } from "./diagram.ts";
import { chartOf } from "./unfold-chart.ts";

const lease = chartOf("lease", {
  on: { seize: "ended" },
  states: {
    in_force: {
      type: "parallel",
      states: {
        rent: { states: { paid: { on: { due: "in_force.rent.owed" } }, owed: { after: { 30: "ended" } } } },
        mood: {
          states: {
            warm: { always: { target: "in_force.mood.cold", guard: 'a < 5 or b = "x;y"' } },
            cold: { on: { talk: [{ target: "in_force.mood.warm", guard: "g" }, { actions: ["n"] }] } },
            before: { type: "history", history: "deep" },
          },
        },
      },
      on: { pause: "paused" },
    },
    paused: { on: { resume: "in_force.mood.before" } },
    ended: { type: "final" },
  },
});

describe("mermaid", () => {
  it("nests states and labels transitions", () => {
    expect(mermaid(lease)).toMatchInlineSnapshot(`
      "stateDiagram-v2
        [*] --> s_in__force
        state "in_force" as s_in__force {
          state "rent" as s_in__force_rent {
            [*] --> s_in__force_rent_paid
            state "paid" as s_in__force_rent_paid
            state "owed" as s_in__force_rent_owed
            s_in__force_rent_paid --> s_in__force_rent_owed: due
          }
          --
          state "mood" as s_in__force_mood {
            [*] --> s_in__force_mood_warm
            state "warm" as s_in__force_mood_warm
            state "cold" as s_in__force_mood_cold
            state "before (H*)" as s_in__force_mood_before
            s_in__force_mood_warm --> s_in__force_mood_cold: always [a #60; 5 or b = #34;x#59;y#34;]
            s_in__force_mood_cold --> s_in__force_mood_warm: talk [g]
            s_in__force_mood_cold --> s_in__force_mood_cold: talk
          }
        }
        state "paused" as s_paused
        state "ended" as s_ended
        s_ended --> [*]
        s_in__force --> s_ended: seize
        s_paused --> s_ended: seize
        s_in__force --> s_paused: pause
        s_in__force_rent_owed --> s_ended: after 30 days
        s_paused --> s_in__force_mood_before: resume
      "
    `);
  });

  it("keeps states apart whose paths are alike", () => {
    const chart = chartOf("m", { states: { a: { states: { b_c: {} } }, a_b: { states: { c: {} } } } });
    expect(mermaid(chart).match(/as \S+/g)).toEqual(["as s_a", "as s_a_b__c", "as s_a__b", "as s_a__b_c"]);
  });

  it("draws a machine that is parallel itself as one state", () => {
    const chart = chartOf("m", { type: "parallel", states: { a: {}, b: {}, back: { type: "history" } } });
    expect(mermaid(chart).split("\n").slice(1, -1)).toEqual([
      '  state "m" as s_ {',
      '    state "a" as s_a',
      "    --",
      '    state "b" as s_b',
      '    state "back (H)" as s_back',
      "  }",
    ]);
  });

  it("lets no text end a label or begin another statement", () => {
    const chart = chartOf("m", { states: { end: { on: { 'a"; b\n--> c': { guard: "x # y : {z}" } } } } });
    const [, , , arrow] = mermaid(chart).split("\n");
    expect(arrow).toBe("  s_end --> s_end: a#34;#59; b --#62; c [x #35; y #58; #123;z#125;]");
  });
});

describe("dot", () => {
  it("makes clusters of states with states", () => {
    expect(dot(lease)).toMatchInlineSnapshot(`
      "digraph "lease" {
        compound=true; rankdir=LR; node [shape=box, style=rounded];
        subgraph "cluster in_force" {
          label="in_force"; style=rounded;
          subgraph "cluster in_force.rent" {
            label="rent"; style=dashed;
            "in_force.rent.paid" [label="paid"];
            "in_force.rent.owed" [label="owed"];
            "start in_force.rent" [shape=point];
            "start in_force.rent" -> "in_force.rent.paid";
          }
          subgraph "cluster in_force.mood" {
            label="mood"; style=dashed;
            "in_force.mood.warm" [label="warm"];
            "in_force.mood.cold" [label="cold"];
            "in_force.mood.before" [label="before (H*)", shape=circle];
            "start in_force.mood" [shape=point];
            "start in_force.mood" -> "in_force.mood.warm";
          }
        }
        "paused" [label="paused"];
        "ended" [label="ended", peripheries=2];
        "start " [shape=point];
        "start " -> "in_force.rent.paid";
        "in_force.rent.paid" -> "ended" [label="seize", ltail="cluster in_force"];
        "paused" -> "ended" [label="seize"];
        "in_force.rent.paid" -> "paused" [label="pause", ltail="cluster in_force"];
        "in_force.rent.paid" -> "in_force.rent.owed" [label="due"];
        "in_force.rent.owed" -> "ended" [label="after 30 days"];
        "in_force.mood.warm" -> "in_force.mood.cold" [label="always [a < 5 or b = \\"x;y\\"]"];
        "in_force.mood.cold" -> "in_force.mood.warm" [label="talk [g]"];
        "in_force.mood.cold" -> "in_force.mood.cold" [label="talk"];
        "paused" -> "in_force.mood.before" [label="resume"];
      }
      "
    `);
  });

  it("escapes what would end a text", () => {
    const chart = chartOf("m", { states: { a: { on: { go: { guard: 'x = "y\\z"' } } } } });
    expect(dot(chart)).toContain(String.raw`label="go [x = \"y\\z\"]"`);
  });
});
