/** The version of the engine, put in by the build from the root package.json. */
declare const STEPPE_VERSION: string | undefined;

/** What runs from source has no version. */
export const UNBUILT = "unbuilt";

export const VERSION: string = typeof STEPPE_VERSION === "string" ? STEPPE_VERSION : UNBUILT;
