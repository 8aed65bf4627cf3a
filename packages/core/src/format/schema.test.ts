import { expect, it } from "vitest";
import { SCHEMA_ID, scenarioJsonSchema } from "./schema.ts";

interface Node {
  readonly [key: string]: unknown;
}

const schema = scenarioJsonSchema() as Node;
const definitions = schema.$defs as Readonly<Record<string, Node>>;

/** `node` with its references followed. */
function resolve(node: Node): Node {
  const reference = node.$ref;
  if (typeof reference !== "string") return node;
  const { $ref: _, ...about } = node;
  return { ...resolve(definitions[reference.slice("#/$defs/".length)] ?? {}), ...about };
}

/** Every object with properties that the schema reaches, each once. */
function objectsOf(node: unknown, seen = new Set<unknown>()): Node[] {
  if (typeof node !== "object" || node === null || seen.has(node)) return [];
  seen.add(node);
  const inner = Object.values(node).flatMap((value) => objectsOf(value, seen));
  return "properties" in node && typeof node.properties === "object" ? [node as Node, ...inner] : inner;
}

it("says what it is", () => {
  expect(schema.$id).toBe(SCHEMA_ID);
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(schema.title).toBe("A steppe scenario");
});

it("explains every key of the top level, with an example for each that has a form of its own", () => {
  const properties = Object.entries(schema.properties as Readonly<Record<string, Node>>);
  expect(properties.map(([key]) => key)).toContain("variants");
  expect(properties.filter(([, node]) => !node.description).map(([key]) => key)).toEqual([]);
  const forms = ["steppe", "period", "currency", "assume", "rates", "measures", "variants"];
  const without = properties.filter(([key, node]) => forms.includes(key) && !node.examples);
  expect(without).toEqual([]);
});

it("takes numbers, booleans and null where the file has text", () => {
  const properties = schema.properties as Readonly<Record<string, Node>>;
  const [text, nothing] = (properties.title?.anyOf ?? []) as readonly Node[];
  expect(resolve(text ?? {}).type).toEqual(["string", "number", "boolean"]);
  expect(nothing).toEqual({ type: "null" });
  expect(JSON.stringify(properties.steppe)).toContain('{"enum":["1",1]}');
});

it("requires nothing, because an overlay may leave anything out, and knows every key", () => {
  const objects = objectsOf(schema);
  expect(objects.length).toBeGreaterThan(30);
  expect(objects.filter((node) => "required" in node)).toEqual([]);
  expect(objects.filter((node) => node.additionalProperties !== false)).toEqual([]);
});

it("is small enough to ship, and the same each time", () => {
  expect(JSON.stringify(schema).length).toBeLessThan(100_000);
  expect(JSON.stringify(scenarioJsonSchema())).toBe(JSON.stringify(schema));
});
