/** The version of the engine, put in by the build from the root package.json. */
declare const STEPPE_VERSION: string | undefined;

export const VERSION: string = typeof STEPPE_VERSION === "string" ? STEPPE_VERSION : "unbuilt";
