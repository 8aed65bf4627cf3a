/** From the merged file to the Model: everything checked, all problems together. */
import type { Problem, Result } from "../problem.ts";
import { Problems } from "../problems.ts";
import { toEpochDay } from "../quantity/index.ts";
import { treeOfPlain } from "../source/plain-tree.ts";
import { type Branch, entriesOf, get, headPlace, leafText, type Tree } from "../source/tree.ts";
import { type MachineOutline, outlineOf } from "../statechart/outline.ts";
import { type PlaceInMachine, scenarioScope } from "../statechart/scope.ts";
import { canonicalText } from "./canonical.ts";
import { categoriesOfUse } from "./categories.ts";
import { checkDatedInputs } from "./check-dated-inputs.ts";
import { compileActor } from "./compile-actors.ts";
import { AssumptionCompiler } from "./compile-assumptions.ts";
import { compileCorrelations } from "./compile-correlations.ts";
import { checkCurrency, compileParties, compilePeriod, compileSeries, compileSources } from "./compile-header.ts";
import { compileExpectations, compileMeasures } from "./compile-measures.ts";
import { compileBacktest, compileObserved } from "./compile-observed.ts";
import { compileTimeline } from "./compile-timeline.ts";
import { checkGroups, checkNames, checkTells, groupsOf, listenersOf, usedMachines } from "./compile-wiring.ts";
import { withoutEchoes } from "./echoes.ts";
import { checkFelt } from "./felt.ts";
import { checkForced, compileForced } from "./forced.ts";
import { checkLabels } from "./labels.ts";
import type { ActorModel, Model, Series } from "./model.ts";
import { checkSums } from "./sums.ts";
import { type BoundActor, ScenarioSurroundings } from "./surroundings.ts";

const NO_DRAWS_NOR_NAMES: PlaceInMachine["refuse"] = { draw: "a dated value is a number" };

/** Machines by name, as plain data in the written form. */
export type ShippedMachines = ReadonlyMap<string, object>;

/**
 * The Model of a merged scenario. `name` is what the user called it. The result carries every
 * problem found; a Model comes only when none of them is an error.
 */
export function compileScenario(tree: Tree, name: string, shipped: ShippedMachines): Result<Model> {
  const problems = new Problems();
  const compiler = new ScenarioCompiler(tree, name, shipped, problems);
  const model = compiler.compile();
  if (model) {
    checkLabels(model, problems);
    checkSums(model, problems);
    checkForced(model, problems);
    checkFelt(model, problems);
  }
  const found: readonly Problem[] = withoutEchoes(problems.sorted(), compiler.wrong);
  return model && !problems.hasErrors ? { ok: true, value: model, problems: found } : { ok: false, problems: found };
}

/** Without a period the rest can still be checked; that it is missing is an error already. */
const ANY_PERIOD: Model["period"] = { start: toEpochDay(1, 1, 1), end: toEpochDay(9999, 12, 31) };

class ScenarioCompiler {
  /** Names of assumptions and actors whose definitions are wrong. */
  readonly wrong = new Set<string>();
  readonly #tree: Tree;
  readonly #name: string;
  readonly #shipped: ShippedMachines;
  readonly #problems: Problems;

  constructor(tree: Tree, name: string, shipped: ShippedMachines, problems: Problems) {
    this.#tree = tree;
    this.#name = name;
    this.#shipped = shipped;
    this.#problems = problems;
  }

  compile(): Model | undefined {
    const tree = this.#tree;
    const problems = this.#problems;
    const written = compilePeriod(tree, problems);
    const period = written ?? ANY_PERIOD;
    const currencyTree = get(tree, "currency");
    const currency = leafText(currencyTree) ?? "USD";
    if (currencyTree && !checkCurrency(currency, currencyTree.place, problems)) return undefined;
    const parties = compileParties(tree);
    const sources = compileSources(tree);
    const { around, assumptions, rates, indices, actorTrees, used, outlines, groups } = this.#surroundings(
      period,
      currency,
      parties,
      sources,
    );
    const allAssumptions = assumptions.all();
    const bound = actorTrees.flatMap(([name, actor]) => compileActor(name, actor, outlines, around, problems) ?? []);
    around.setCategories(categoriesOfUse(around.bound.values(), outlines));
    const actors: ActorModel[] = bound.map((actor) => {
      const { binding } = around.bound.get(actor.name) as BoundActor;
      return { ...actor, chart: around.chart(actor.machine, binding, actor.place) };
    });
    around.bindGroups();
    checkNames({ parties: parties.keys(), assumptions: allAssumptions, actors, groups, used }, tree, problems);
    checkGroups(used, problems);
    checkTells(around.charts, problems);
    checkDatedInputs(actors, around.charts, problems);
    const asked = this.#asked(around, assumptions, period);
    this.#noteWrong(assumptions, actorTrees, actors);
    if (!written) return undefined;
    const doc = leafText(get(tree, "doc"));
    return {
      title: leafText(get(tree, "title")) ?? this.#name,
      ...(doc !== undefined && { doc }),
      name: this.#name,
      period,
      currency,
      parties,
      sources,
      assumptions: allAssumptions,
      rates,
      indices,
      outlines,
      charts: around.charts,
      actors,
      actorIndex: new Map(actors.map((actor, index) => [actor.name, index])),
      groups,
      ...asked,
      categories: around.categories(),
      listeners: listenersOf(actors, around.charts, groups),
      canonical: canonicalText(tree),
      tree,
    };
  }

  /** What expressions may name: machines, actors, groups, assumptions, rates. */
  #surroundings(period: Model["period"], currency: string, parties: Model["parties"], sources: Model["sources"]) {
    const tree = this.#tree;
    const problems = this.#problems;
    const outlines = this.#outlines();
    const actorTrees = [...entriesOf(get(tree, "actors"))].filter(([, actor]) => actor.node === "map");
    const actorMachines = new Map(actorTrees.map(([name, actor]) => [name, leafText(get(actor, "machine")) ?? ""]));
    const used = usedMachines(actorMachines, outlines);
    const groups = groupsOf(used);
    let rates: ReadonlyMap<string, Series> = new Map();
    let indices: ReadonlyMap<string, Series> = new Map();
    const around = new ScenarioSurroundings(
      {
        currency,
        parties: new Set(parties.keys()),
        sources: new Set(sources.keys()),
        outlines,
        groups,
        actorMachines,
        assumptionNames: () => assumptions.names(),
        assumptionKind: (one) => assumptions.kindOf(one),
        rates: () => rates.keys(),
        indices: () => indices.keys(),
      },
      problems,
    );
    const assumptions = new AssumptionCompiler(get(tree, "assume"), around, period.start, problems);
    const plain = scenarioScope(around, "rates", NO_DRAWS_NOR_NAMES);
    rates = compileSeries(get(tree, "rates"), plain, around, problems);
    indices = compileSeries(get(tree, "indices"), plain, around, problems);
    for (const [pair, series] of rates) {
      for (const code of pair.split("/")) checkCurrency(code, series.place, problems);
    }
    return { around, assumptions, rates, indices, actorTrees, used, outlines, groups };
  }

  /** What happens on known dates, and what is asked of a run. */
  #asked(around: ScenarioSurroundings, assumptions: AssumptionCompiler, period: Model["period"]) {
    const tree = this.#tree;
    const problems = this.#problems;
    const context = {
      around,
      problems,
      period,
      assumptionKind: (one: string) => assumptions.kindOf(one),
      assumptionNames: () => assumptions.names(),
    };
    const timeline = compileTimeline(get(tree, "timeline"), context);
    return {
      ...compileCorrelations(get(tree, "correlate"), { ...context, assumptions: assumptions.all() }),
      timeline: [...assumptions.changes, ...timeline],
      forced: compileForced(get(tree, "force"), context),
      measures: compileMeasures(get(tree, "measures"), around, problems),
      expectations: compileExpectations(get(tree, "expect"), around, problems),
      observed: compileObserved(get(tree, "observed"), around, problems),
      backtest: compileBacktest(get(tree, "backtest"), context),
    };
  }

  #noteWrong(
    assumptions: AssumptionCompiler,
    actorTrees: readonly (readonly [string, Tree])[],
    actors: readonly ActorModel[],
  ): void {
    for (const name of assumptions.names()) if (!assumptions.get(name)) this.wrong.add(name);
    for (const [name] of actorTrees) if (!actors.some((actor) => actor.name === name)) this.wrong.add(name);
  }

  /** The file's own machines, and the shipped ones that it does not replace. */
  #outlines(): ReadonlyMap<string, MachineOutline> {
    const outlines = new Map<string, MachineOutline>();
    for (const [name, machine] of this.#shipped) {
      outlines.set(name, shippedOutline(name, machine));
    }
    for (const [name, tree] of entriesOf(get(this.#tree, "machines"))) {
      if (tree.node !== "map") continue;
      if (this.#shipped.has(name)) {
        this.#problems.error("machine-replaced", headPlace(tree), `\`${name}\` is a machine that comes with steppe`, {
          label: "name taken",
          help: ["choose another name for your own"],
        });
        continue;
      }
      outlines.set(name, outlineOf(name, tree, this.#problems));
    }
    return outlines;
  }
}

const shippedOutlines = new WeakMap<object, MachineOutline>();

/** Outlines of shipped machines are the same in every scenario. Asserts that they have no problems. */
function shippedOutline(name: string, machine: object): MachineOutline {
  let outline = shippedOutlines.get(machine);
  if (!outline) {
    const problems = new Problems();
    outline = outlineOf(name, treeOfPlain(machine, `machine ${name}`) as Branch, problems);
    const [first] = problems.sorted();
    if (first) throw new Error(`machine ${name}: ${first.message}`);
    shippedOutlines.set(machine, outline);
  }
  return outline;
}
