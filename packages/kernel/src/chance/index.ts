/** Chance in code: core's generator and quantile functions, bit for bit. */
export { type Elementary, elementaryIn, type Place, pageOf } from "./elementary.ts";
export { BodyLines, type Lines } from "./lines.ts";
export { CHANCE_IMPORTS, type Quantiles, quantilesIn } from "./quantiles.ts";
export { drawn, type Generator, generatorIn, keyWord } from "./squares.ts";
