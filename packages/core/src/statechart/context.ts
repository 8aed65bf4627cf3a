/** What the compilation of one chart carries along: its names, the scenario around it, the problems found. */
import { checkText } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import { DURATION, type Kind } from "../quantity/index.ts";
import { entriesOf, headPlace, leafText, type Tree } from "../source/tree.ts";
import type { Binding } from "./binding.ts";
import type { Assignment, Declared } from "./chart.ts";
import { checkDelay } from "./delay.ts";
import { type MachineNames, machineScope, type PlaceInMachine } from "./scope.ts";
import type { Surroundings } from "./surroundings.ts";

/** By name: the order of keys in a file means nothing, in what happens and in the order in which it is told. */
export function byName<T>(entries: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

export class ChartContext {
  readonly machine: string;
  readonly names: MachineNames;
  readonly variables: Map<string, Declared> = new Map();
  readonly events: Map<string, ReadonlyMap<string, Declared>> = new Map();
  readonly delays: ReadonlyMap<string, Tree>;
  readonly around: Surroundings;
  readonly binding: Binding;
  readonly problems: Problems;

  constructor(
    names: MachineNames,
    delays: ReadonlyMap<string, Tree>,
    binding: Binding,
    around: Surroundings,
    problems: Problems,
  ) {
    this.machine = names.machine;
    this.names = names;
    this.delays = delays;
    this.binding = binding;
    this.around = around;
    this.problems = problems;
  }

  /** A checked expression; undefined when there is none or it is wrong (then a problem says so). */
  expression(tree: Tree | undefined, at: PlaceInMachine, wanted?: Kind): Expression | undefined {
    if (tree?.node !== "leaf") return undefined;
    return this.problems.take(checkText(tree.source, machineScope(this.names, this.around, at), wanted));
  }

  /** A delay: the name of one under `delays`, or an expression of kind duration. */
  delay(tree: Tree, at: PlaceInMachine): Expression | undefined {
    const named = tree.node === "leaf" ? this.delays.get(tree.text.trim()) : undefined;
    const expression = this.expression(named ?? tree, { ...at, alternatives: this.delays.keys() }, DURATION);
    return expression && checkDelay(this.problems, expression);
  }

  /** A category: the name itself, or the text bound to a text input of that name, which must be known at load. */
  category(tree: Tree | undefined): string | undefined {
    const written = leafText(tree);
    if (!tree || written === undefined) return undefined;
    const bound = this.binding.texts.get(written);
    if (bound === undefined && this.names.inputs.get(written)?.type === "text") {
      this.problems.error(
        "category-not-fixed",
        tree.place,
        `input \`${written}\` names a category, and which one must be known at load`,
        {
          label: "not a text in quotes",
          help: [`give \`${written}\` as a text: \`${written}: "'rent'"\``],
        },
      );
    }
    return bound ?? written;
  }

  /** An input of kind text that is known at load as what it is known to be. */
  fixedText(expression: Expression): Expression {
    if (expression.node !== "reference" || expression.reference.to !== "input") return expression;
    const value = this.binding.texts.get(expression.reference.name);
    const { kind, place } = expression;
    return value === undefined || kind.type !== "text" ? expression : { node: "literal", kind, value, place };
  }

  checkSource(id: string, place: Place): void {
    if (this.around.isSource(id)) return;
    this.problems.error("unknown-source", place, `there is no source \`${id}\``, {
      label: "not under `sources`",
      help: ["add it under `sources`, or write `judgement: why`"],
    });
  }

  /** Values for the fields of an event: each declared, each of its kind, none missing that has no default. */
  fields(
    event: string,
    declared: ReadonlyMap<string, Declared>,
    tree: Tree | undefined,
    at: PlaceInMachine,
    place: Place,
  ): readonly Assignment[] {
    const given = entriesOf(tree);
    const values: Assignment[] = [];
    for (const [name, value] of byName(given)) {
      const field = declared.get(name);
      if (!field) {
        this.problems.error("unknown-field", headPlace(value), `event \`${event}\` has no field \`${name}\``, {
          label: "no such field",
          help: didYouMean(name, declared.keys()),
          notes: [`fields of \`${event}\`: ${[...declared.keys()].join(", ") || "none"}`],
        });
        continue;
      }
      const expression = this.expression(value, { ...at, site: `${at.site}/${name}` }, field.kind);
      if (expression) values.push({ name, kind: field.kind, value: expression });
    }
    for (const [name, field] of declared) {
      if (field.initial || given.has(name)) continue;
      this.problems.error("missing-field", place, `event \`${event}\` needs a value for \`${name}\``, {
        label: `needs \`${name}\``,
        help: [`add \`${name}: …\` under \`with\``],
      });
    }
    return values;
  }
}
