/** What of a scenario stands on a source. */
import type { Place } from "../problem.ts";
import type { Footing, Model } from "./model.ts";

export interface Citation {
  readonly path: string;
  readonly place: Place;
}

/** What stands on a source; the notes of machines are not looked at. */
export function citationsOf(model: Model, id: string): readonly Citation[] {
  const all: readonly (Citation & Pick<Footing, "source">)[] = [
    ...[...model.assumptions.values()].flatMap((one) => [
      { ...one, path: `assume.${one.name}` },
      ...one.earlier.map((held) => ({ ...held, path: `assume.${one.name}.earlier` })),
    ]),
    ...model.correlations.map((one) => ({ ...one, path: `correlate.${one.between.join("-")}` })),
    ...[...model.rates.values()].map((one) => ({ ...one, path: `rates.${one.name}` })),
    ...[...model.indices.values()].map((one) => ({ ...one, path: `indices.${one.name}` })),
    ...[...model.rates, ...model.indices].flatMap(([name, { onward }]) =>
      onward ? [{ ...onward, path: `${model.rates.has(name) ? "rates" : "indices"}.${name}.then` }] : [],
    ),
    ...model.actors.map((one) => ({ ...one, path: `actors.${one.name}` })),
    ...model.timeline.map((one) => ({ ...one, path: `timeline.${one.id}` })),
    ...model.observed.map((one) => ({ ...one, path: `observed.${one.name}` })),
  ];
  return all.filter(({ source }) => source === id).map(({ path, place }) => ({ path, place }));
}
