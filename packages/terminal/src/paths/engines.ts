/** The names of engines, apart from the engines: options need no more. */

/** The engines that paths can be run by: code made of the model, or the World. */
export const ENGINES = ["kernel", "world"] as const;
export type EngineName = (typeof ENGINES)[number];
