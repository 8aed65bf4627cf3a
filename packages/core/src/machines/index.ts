/** The machines that every scenario may use, by the name under which it does. */
import { citySupport } from "./city-support.ts";
import { claim } from "./claim.ts";
import type { MachineDefinition } from "./definition.ts";
import { knowHow } from "./know-how.ts";
import { launchProgramme } from "./launch-programme.ts";
import { lease } from "./lease.ts";
import { notes } from "./notes.ts";
import { partnerBid } from "./partner-bid.ts";
import { relocation } from "./relocation.ts";
import { roadmap } from "./roadmap.ts";
import { rocketFamily } from "./rocket-family.ts";
import { support } from "./support.ts";
import { talks } from "./talks.ts";
import { ties } from "./ties.ts";
import { tourism } from "./tourism.ts";
import { voice } from "./voice.ts";

export type { MachineDefinition } from "./definition.ts";
export {
  citySupport,
  claim,
  knowHow,
  launchProgramme,
  lease,
  notes,
  partnerBid,
  relocation,
  roadmap,
  rocketFamily,
  support,
  talks,
  ties,
  tourism,
  voice,
};

export const MACHINES: ReadonlyMap<string, MachineDefinition> = new Map<string, MachineDefinition>([
  ["lease", lease],
  ["support", support],
  ["city-support", citySupport],
  ["claim", claim],
  ["relocation", relocation],
  ["partner-bid", partnerBid],
  ["launch-programme", launchProgramme],
  ["rocket-family", rocketFamily],
  ["know-how", knowHow],
  ["roadmap", roadmap],
  ["tourism", tourism],
  ["ties", ties],
  ["talks", talks],
  ["notes", notes],
  ["voice", voice],
]);
