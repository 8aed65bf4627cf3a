/** The keys of streams, kept once they are made. */
import { type Key, streamKey } from "./generator.ts";

type Keys = Map<string, Map<string, Key>>;

const MOST_SEEDS = 8;
const MOST_KEYS = 65_536;

// Keys are a pure function of seed, actor and site; kept because hashing one takes as long as a
// hundred draws. Bounded, because actors may be opened without end.
const keysBySeed = new Map<string, { keys: Keys; count: number }>();

/** The key of a stream, kept. */
export function keyOf(seed: string, actor: string, site: string): Key {
  let kept = keysBySeed.get(seed);
  if (!kept) {
    if (keysBySeed.size >= MOST_SEEDS) keysBySeed.clear();
    kept = { keys: new Map(), count: 0 };
    keysBySeed.set(seed, kept);
  }
  const known = kept.keys.get(actor)?.get(site);
  if (known) return known;
  if (kept.count >= MOST_KEYS) {
    kept.keys.clear();
    kept.count = 0;
  }
  const key = streamKey(seed, actor, site);
  const sites = kept.keys.get(actor);
  if (sites) sites.set(site, key);
  else kept.keys.set(actor, new Map([[site, key]]));
  kept.count += 1;
  return key;
}
