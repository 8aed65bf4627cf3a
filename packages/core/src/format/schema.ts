/** The JSON Schema of the format, made from the definition that checks it. */
import * as z from "zod/mini";
import { NOTES } from "./shape-parts.ts";
import { scenarioShape } from "./shape-scenario.ts";

export const SCHEMA_ID = "urn:steppe:scenario:1";

/**
 * The schema of a scenario file for editors (JSON Schema draft 2020-12): keys with descriptions
 * and examples. Nothing is required in it but what stands in lists, because any mapping may leave
 * keys to the file it extends; `null` is allowed for every key, because it removes one.
 */
export function scenarioJsonSchema(): object {
  const schema = z.toJSONSchema(scenarioShape, {
    metadata: NOTES,
    reused: "ref",
    override: ({ jsonSchema }) => {
      delete jsonSchema.required;
      flatten(jsonSchema);
      for (const key of Object.keys(jsonSchema.properties ?? {})) {
        const property = jsonSchema.properties?.[key];
        if (typeof property === "object") (jsonSchema.properties ?? {})[key] = nullable(property);
      }
      const values = jsonSchema.additionalProperties;
      if (typeof values === "object") jsonSchema.additionalProperties = nullable(values);
    },
  });
  liftNotes(schema, schema.$defs ?? {});
  return {
    $id: SCHEMA_ID,
    title: "A steppe scenario",
    description:
      "A what-if of a long lease: parties, assumptions with their sources, machines, actors, a timeline, measures.",
    ...schema,
  };
}

type Schema = z.core.JSONSchema.BaseSchema;

/** What a definition says about itself, repeated at each key that refers to it: editors look there. */
function liftNotes(node: unknown, definitions: Readonly<Record<string, Schema>>): void {
  if (typeof node !== "object" || node === null) return;
  for (const value of Object.values(node)) liftNotes(value, definitions);
  const properties = (node as Schema).properties;
  if (typeof properties !== "object") return;
  for (const property of Object.values(properties)) {
    if (typeof property !== "object") continue;
    const reference = property.$ref ?? property.anyOf?.[0]?.$ref;
    const { description, examples } = definitions[reference?.slice("#/$defs/".length) ?? ""] ?? {};
    if (description !== undefined) property.description ??= description;
    if (examples !== undefined) property.examples ??= examples;
  }
}

/** `{anyOf: [{type: a}, {type: b}]}` as `{type: [a, b]}`. */
function flatten(schema: Schema): void {
  const forms = schema.anyOf;
  if (forms === undefined || !forms.every((form) => Object.keys(form).join() === "type")) return;
  delete schema.anyOf;
  // The types of JSON Schema allow only one name here; the standard allows several.
  schema.type = forms.map((form) => form.type) as never;
}

/** `schema` or null; what is said about it stays outside, where editors look for it. */
function nullable(schema: Schema): Schema {
  if (schema.anyOf?.some((form) => typeof form === "object" && form.type === "null")) return schema;
  if (Array.isArray(schema.type)) return { ...schema, type: [...schema.type, "null"] as never };
  const { description, examples, ...rest } = schema;
  const about = { ...(description !== undefined && { description }), ...(examples !== undefined && { examples }) };
  return { ...about, anyOf: [rest, { type: "null" }] };
}
