/** Loads the view library when a screen is wanted, and never before: it costs more than all else of a start. */
import type * as App from "./app.ts";

/**
 * Without the global `fetch` while it loads: its layout engine would fetch itself from memory, which loads Node's whole
 * HTTP client first. With NODE_ENV of production: else React keeps a record of every frame it draws.
 */
export async function loadApp(env: NodeJS.ProcessEnv): Promise<typeof App> {
  env.NODE_ENV ??= "production";
  const own = Object.getOwnPropertyDescriptor(globalThis, "fetch");
  Object.defineProperty(globalThis, "fetch", { value: undefined, configurable: true, writable: true });
  try {
    return await import("./app.ts");
  } finally {
    if (own) Object.defineProperty(globalThis, "fetch", own);
    else Reflect.deleteProperty(globalThis, "fetch");
  }
}
