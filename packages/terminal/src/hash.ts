/** The fingerprint of a scenario: equal ones mean equal runs. */
import { hash } from "node:crypto";
import type { Model } from "@steppe/core";

/** SHA-256, in hexadecimal, of the canonical text: titles, sources and unused variants do not count. */
export function inputHash(model: Model): string {
  return hash("sha256", model.canonical);
}
