/** Changes as the text of an overlay: a scenario file that says what the user did, and nothing else. */
import { dateText, type Model, type Tree } from "@steppe/core";
import { Document, isScalar, Scalar, visit } from "yaml";
import type { Change } from "./change.ts";

/** What stands before the changes in a file of its own. */
export interface OverlayHead {
  /** Lines of a comment. */
  readonly comment?: readonly string[];
  /** The file that it extends, as written from the folder it is saved in: then it runs by itself. */
  readonly extends?: string;
  readonly title?: string;
}

type Written = string | Scalar | readonly Written[] | { readonly [key: string]: Written };

/** Every what-if stands on the same footing: it was told, not found. */
const JUDGEMENT = "a what-if, told while stepping";

/**
 * The overlay of a scenario with changes, in their order: "" for none. `base` is the scenario without them. Asserts that
 * an entry that is moved or removed is there and has an id.
 */
export function overlayText(base: Model, changes: readonly Change[], head: OverlayHead = {}): string {
  const folded = new Folded(base);
  for (const change of changes) folded.add(change);
  const written: Record<string, Written> = {
    ...(head.extends !== undefined && { steppe: "1", extends: head.extends }),
    ...(head.title !== undefined && { title: head.title }),
    ...folded.written(),
  };
  if (Object.keys(written).length === 0) return "";
  // Every scalar of the format is text: a schema that knows of nothing else quotes only what YAML itself would misread.
  const document = new Document(written, { schema: "failsafe" });
  visit(document, {
    Map(_key, node, path) {
      if (path.length > 2) node.flow = true;
    },
    Scalar(_key, node) {
      if (isScalar(node) && typeof node.value === "string" && /^(null|~|)$/i.test(node.value))
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  if (head.comment) document.commentBefore = head.comment.map((line) => ` ${line}`).join("\n");
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/**
 * The change that an entry of a branch's timeline is of: what told it, or moved it first; undefined for an
 * entry of the scenario. `base` is the scenario without the changes.
 */
export function changeOf(base: Model, changes: readonly Change[], entry: string): Change | undefined {
  const folded = new Folded(base);
  for (const change of changes) folded.add(change);
  return folded.changeOf(entry);
}

/** Changes laid over each other: what was told and then taken back is not there. */
class Folded {
  readonly #base: ReadonlyMap<string, Tree>;
  readonly #baseForce: readonly Written[];
  readonly #entries = new Map<string, Record<string, Written>>();
  readonly #force = new Map<string, Record<string, Written>>();
  readonly #taken: Set<string>;
  readonly #by = new Map<string, Change>();
  #told = 0;

  constructor({ tree, timeline }: Model) {
    this.#base = new Map(
      itemsOf(childOf(tree, "timeline")).flatMap((item) => {
        const id = childOf(item, "id");
        return id?.node === "leaf" ? [[id.text, item] as const] : [];
      }),
    );
    this.#baseForce = itemsOf(childOf(tree, "force")).map(writtenOf);
    this.#taken = new Set(timeline.map(({ id }) => id));
  }

  add(change: Change): void {
    switch (change.does) {
      case "inject":
        this.#tell(change, {
          on: dateText(change.on),
          after: String(change.after),
          actor: change.actor,
          event: change.event,
          ...(Object.keys(change.with).length > 0 && { with: { ...change.with } }),
        });
        return;
      case "assume":
        this.#tell(change, {
          on: dateText(change.on),
          after: String(change.after),
          assume: { [change.assumption]: change.value },
        });
        return;
      case "move":
        this.#move(change.entry, dateText(change.on));
        if (!this.#by.has(change.entry)) this.#by.set(change.entry, change);
        return;
      case "remove":
        if (this.#base.has(change.entry)) this.#entries.set(change.entry, { id: change.entry, remove: "true" });
        else if (!this.#entries.delete(change.entry)) throw new Error(`no entry ${change.entry} to take out`);
        return;
      case "force": {
        const { actor, site, n, value } = change;
        this.#force.set(JSON.stringify([actor, site, n]), { actor, site, n: String(n), value });
      }
    }
  }

  changeOf(id: string): Change | undefined {
    return this.#by.get(id);
  }

  #tell(change: Change, entry: Record<string, Written>): void {
    let id: string;
    do id = `what-if-${++this.#told}`;
    while (this.#taken.has(id));
    this.#by.set(id, change);
    this.#entries.set(id, { id, ...entry, judgement: JUDGEMENT });
  }

  #move(id: string, on: string): void {
    const own = this.#entries.get(id);
    const base = this.#base.get(id);
    const entry = own ?? (base && (writtenOf(base) as Record<string, Written>));
    if (!entry) throw new Error(`no entry ${id} to move`);
    const { after: _after, known: _known, source, remove: _remove, ...rest } = entry;
    // On another day it is no longer what its source tells of.
    this.#entries.set(id, { ...rest, ...(source !== undefined && { judgement: JUDGEMENT }), on });
  }

  written(): Record<string, Written> {
    const [entries, force] = [[...this.#entries.values()], [...this.#force.values()]];
    return {
      ...(entries.length > 0 && { timeline: entries }),
      ...(force.length > 0 && { force: [...this.#baseForce.filter((one) => !this.#isForced(one)), ...force] }),
    };
  }

  #isForced(written: Written): boolean {
    const { actor, site, n = "0" } = written as Record<string, Written>;
    return this.#force.has(JSON.stringify([String(actor), String(site), Number(n)]));
  }
}

const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.node === "list" ? tree.items : []);

const childOf = (tree: Tree, key: string): Tree | undefined =>
  tree.node === "map" ? tree.entries.get(key) : undefined;

/** A tree as it is written: texts in quotes stay in quotes. */
function writtenOf(tree: Tree): Written {
  switch (tree.node) {
    case "leaf": {
      if (!tree.quoted) return tree.text;
      const scalar = new Scalar(tree.text);
      scalar.type = Scalar.QUOTE_DOUBLE;
      return scalar;
    }
    case "null":
      return "null";
    case "list":
      return tree.items.map(writtenOf);
    case "map":
      return Object.fromEntries([...tree.entries].map(([key, value]) => [key, writtenOf(value)]));
  }
}
