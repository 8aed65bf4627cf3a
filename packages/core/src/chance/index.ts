/** Chance: the seam (`Uniforms`), its generator, and the distributions that u is put through. */
export { type CorrelatedSites, correlatedUniforms } from "./copula.ts";
export { cholesky, type Matrix, nearestRanks, normalCorrelation } from "./correlation.ts";
export { type Design, type DesignSite, designPaths, SAMPLINGS, type Sampling } from "./design.ts";
export {
  likeliest,
  parameterNames,
  parameterProblem,
  quantile,
  type Tails,
  tails,
  truncatedQuantile,
  truncationProblem,
} from "./distributions.ts";
export { exp, expm1, ln } from "./elementary.ts";
export { conformingKey, drawBits, drawUniform, type Key, streamKey } from "./generator.ts";
export { betaInverse, betaTails, normalInverse } from "./special.ts";
export { centralUniforms, type ForcedDraw, forcedUniforms, pathUniforms, type Uniforms } from "./uniforms.ts";
