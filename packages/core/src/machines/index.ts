/** The machines that every scenario may use, by the name under which it does. */
import { citySupport } from "./city-support.ts";
import { claim } from "./claim.ts";
import type { MachineDefinition } from "./definition.ts";
import { launchProgramme } from "./launch-programme.ts";
import { lease } from "./lease.ts";
import { partnerBid } from "./partner-bid.ts";
import { relocation } from "./relocation.ts";
import { rocketFamily } from "./rocket-family.ts";

export type { MachineDefinition } from "./definition.ts";
export { citySupport, claim, launchProgramme, lease, partnerBid, relocation, rocketFamily };

export const MACHINES: ReadonlyMap<string, MachineDefinition> = new Map<string, MachineDefinition>([
  ["lease", lease],
  ["city-support", citySupport],
  ["claim", claim],
  ["relocation", relocation],
  ["partner-bid", partnerBid],
  ["launch-programme", launchProgramme],
  ["rocket-family", rocketFamily],
]);
