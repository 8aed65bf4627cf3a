/** The one generator of `seedrandom` that is used: its index would load node:crypto as well. */
declare module "seedrandom/lib/alea.js" {
  import type { PRNG } from "seedrandom";

  const alea: (seed: string) => PRNG;
  export default alea;
}
