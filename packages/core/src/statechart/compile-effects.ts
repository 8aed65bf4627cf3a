/** Actions of the written form, checked and made into effects. */
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Place } from "../problem.ts";
import { ACTOR, type Kind, kindText, PARTY, TEXT } from "../quantity/index.ts";
import { entriesOf, get, headPlace, leafText, type Tree } from "../source/tree.ts";
import { bindingOf, boundKinds } from "./binding.ts";
import type { Assignment, Declared, Effect } from "./chart.ts";
import { byName, type ChartContext } from "./context.ts";
import { checkInputs } from "./inputs.ts";
import { listOf, writtenAction } from "./outline.ts";
import type { PlaceInMachine } from "./scope.ts";

const ACTION_TYPES = ["owe", "pay", "set", "tell", "announce", "open", "note", "raise", "cancel"] as const;
type ActionType = (typeof ACTION_TYPES)[number];

type Maker = (context: ChartContext, params: Tree, at: PlaceInMachine, place: Place) => Effect | undefined;

const MAKERS: Readonly<Record<ActionType, Maker>> = {
  owe: (context, params, at, place) => moneyEffect("owe", context, params, at, place),
  pay: (context, params, at, place) => moneyEffect("pay", context, params, at, place),
  set: setEffect,
  tell: tellEffect,
  announce: announceEffect,
  open: openEffect,
  note: noteEffect,
  raise: raiseEffect,
  cancel: (_context, params, _at, place) => {
    const id = leafText(get(params, "id")) ?? leafText(params);
    return id === undefined ? undefined : { do: "cancel", id, place };
  },
};

export function compileEffects(context: ChartContext, tree: Tree | undefined, at: PlaceInMachine): readonly Effect[] {
  return listOf(tree).flatMap((item, index) => {
    const written = writtenAction(item);
    if (!written) return [];
    const maker = MAKERS[written.type as ActionType] as Maker | undefined;
    if (!maker || !Object.hasOwn(MAKERS, written.type)) {
      context.problems.error("unknown-action", written.place, `\`${written.type}\` is not an action`, {
        label: "no such action",
        help: didYouMean(written.type, ACTION_TYPES),
        notes: [`actions: ${ACTION_TYPES.join(", ")}`],
      });
      return [];
    }
    const effect = maker(context, written.params, { ...at, site: `${at.site}/${index}` }, written.place);
    return effect ? [effect] : [];
  });
}

function moneyEffect(
  verb: "owe" | "pay",
  context: ChartContext,
  params: Tree,
  at: PlaceInMachine,
  place: Place,
): Effect | undefined {
  const from = context.expression(get(params, "from"), at, PARTY);
  const to = context.expression(get(params, "to"), at, PARTY);
  const amount = context.expression(get(params, "amount"), at);
  const category = context.category(get(params, "for"));
  const note = leafText(get(params, "note"));
  if (amount && amount.kind.type !== "money") {
    const rate = amount.kind.type === "rate";
    context.problems.error(
      "kind-mismatch",
      amount.place,
      `\`${verb}\` moves money, and this is ${kindText(amount.kind)}`,
      {
        label: `${kindText(amount.kind)}, not money`,
        help: [
          rate ? "multiply the rate by a duration: `rent * 3 months`" : "an amount has a currency: `5 million USD`",
        ],
      },
    );
    return undefined;
  }
  if (!from || !to || !amount || category === undefined) return undefined;
  return { do: verb, id: at.site, from, to, amount, category, ...(note !== undefined && { note }), place };
}

function setEffect(context: ChartContext, params: Tree, at: PlaceInMachine, place: Place): Effect {
  const assignments: Assignment[] = [];
  for (const [name, value] of byName(entriesOf(params))) {
    const variable = context.variables.get(name);
    if (!variable) {
      context.problems.error(
        "unknown-variable",
        headPlace(value),
        `\`${context.machine}\` has no variable \`${name}\``,
        {
          label: "no such variable",
          help: didYouMean(name, context.variables.keys()),
          notes: [
            context.names.inputs.has(name)
              ? `\`${name}\` is an input, and inputs are given from outside: declare a variable`
              : `variables of \`${context.machine}\`: ${[...context.variables.keys()].join(", ") || "none"}`,
          ],
        },
      );
      continue;
    }
    const expression = context.expression(value, { ...at, site: `${at.site}/${name}` }, variable.kind);
    if (expression) assignments.push({ name, kind: variable.kind, value: expression });
  }
  return { do: "set", assignments, place };
}

function tellEffect(context: ChartContext, params: Tree, at: PlaceInMachine, place: Place): Effect | undefined {
  const to = context.expression(get(params, "actor"), at, ACTOR);
  const eventTree = get(params, "event");
  const event = leafText(eventTree);
  if (!to || event === undefined || !eventTree) return undefined;
  const shape = to.node === "literal" ? context.around.actor(to.value as string) : undefined;
  if (!shape) {
    const values = assignValues(context, get(params, "with"), at);
    return { do: "tell", to, event, with: values, place };
  }
  const fields = shape.events.get(event);
  if (!fields) {
    context.problems.error("unknown-event", eventTree.place, `\`${shape.name}\` has no event \`${event}\``, {
      label: "no such event",
      help: didYouMean(event, shape.events.keys()),
      notes: [`events of \`${shape.name}\`: ${[...shape.events.keys()].join(", ") || "none"}`],
    });
    return undefined;
  }
  return {
    do: "tell",
    to,
    event,
    with: context.fields(event, fields, get(params, "with"), at, eventTree.place),
    place,
  };
}

/** Fields whose receiver is known only at run time: kinds are taken as they are. */
function assignValues(context: ChartContext, tree: Tree | undefined, at: PlaceInMachine): readonly Assignment[] {
  return byName(entriesOf(tree)).flatMap(([name, value]) => {
    const expression = context.expression(value, { ...at, site: `${at.site}/${name}` });
    return expression ? [{ name, kind: expression.kind, value: expression }] : [];
  });
}

function ownEvent(
  context: ChartContext,
  params: Tree,
  what: string,
): { event: string; fields: ReadonlyMap<string, Declared>; place: Place } | undefined {
  const tree = get(params, "event");
  const event = leafText(tree);
  if (event === undefined || !tree) return undefined;
  const fields = context.events.get(event);
  if (fields) return { event, fields, place: tree.place };
  context.problems.error(
    "undeclared-event",
    tree.place,
    `\`${context.machine}\` ${what} \`${event}\`, which it does not declare`,
    {
      label: "not under `events`",
      help: [...didYouMean(event, context.events.keys()), `declare it: \`events: {${event}: {}}\``],
    },
  );
  return undefined;
}

function announceEffect(context: ChartContext, params: Tree, at: PlaceInMachine, place: Place): Effect | undefined {
  const own = ownEvent(context, params, "announces");
  if (!own) return undefined;
  return {
    do: "announce",
    event: own.event,
    with: context.fields(own.event, own.fields, get(params, "with"), at, own.place),
    place,
  };
}

function raiseEffect(context: ChartContext, params: Tree, at: PlaceInMachine, place: Place): Effect | undefined {
  const own = ownEvent(context, params, "raises");
  if (!own) return undefined;
  const delayTree = get(params, "delay");
  const delay = delayTree && context.delay(delayTree, at);
  if (delayTree && !delay) return undefined;
  const id = leafText(get(params, "id"));
  return {
    do: "raise",
    event: own.event,
    with: context.fields(own.event, own.fields, get(params, "with"), at, own.place),
    ...(delay && { delay }),
    ...(id !== undefined && { id }),
    place,
  };
}

function noteEffect(context: ChartContext, params: Tree, _at: PlaceInMachine, place: Place): Effect | undefined {
  const text = leafText(get(params, "text")) ?? leafText(params);
  const sourceTree = get(params, "source");
  const source = leafText(sourceTree);
  if (source !== undefined && sourceTree) context.checkSource(source, sourceTree.place);
  return text === undefined ? undefined : { do: "note", text, ...(source !== undefined && { source }), place };
}

function openEffect(context: ChartContext, params: Tree, at: PlaceInMachine, place: Place): Effect | undefined {
  const machineTree = get(params, "machine");
  const machine = leafText(machineTree);
  if (machine === undefined || !machineTree) return undefined;
  const inputs = context.around.inputsOf(machine);
  if (!inputs) {
    context.problems.error("unknown-machine", machineTree.place, `there is no machine \`${machine}\``, {
      label: "no such machine",
      help: didYouMean(machine, context.around.machineNames()),
    });
    return undefined;
  }
  const given = entriesOf(get(params, "with"));
  const check = (input: string, value: Tree, wanted: Kind | undefined): Expression | undefined => {
    const expression = context.expression(value, { ...at, site: `${at.site}/${input}` }, wanted);
    return expression && context.fixedText(expression);
  };
  const { currency } = context.around;
  const values = checkInputs({ machine, inputs, given, currency, check }, context.problems);
  for (const [name, input] of inputs) {
    if (input.initial || given.has(name)) continue;
    context.problems.error(
      "missing-input",
      machineTree.place,
      `\`open\` gives no value for input \`${name}\` of \`${machine}\``,
      {
        label: `needs \`${name}\``,
        help: [`add \`${name}: …\` under \`with\``],
      },
    );
  }
  const nameTree = get(params, "name");
  const name = nameTree && context.expression(nameTree, at, TEXT);
  const binding = bindingOf(inputs, values, context.problems);
  const kinds = boundKinds(inputs, binding, currency);
  return {
    do: "open",
    chart: context.around.chart(machine, binding, machineTree.place),
    group: leafText(get(params, "as")) ?? machine.replaceAll("-", "_"),
    ...(name && { name }),
    with: byName(values).map(([input, value]) => ({ name: input, kind: kinds.get(input) as Kind, value })),
    place,
  };
}
