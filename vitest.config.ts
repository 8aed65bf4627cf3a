import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
    globalSetup: "test/seed.ts",
    setupFiles: "test/setup.ts",
    // All cores: of two, one would be left idle otherwise.
    maxWorkers: "100%",
    // A test that means a time zone or a locale says so itself.
    env: { TZ: "UTC", LC_ALL: "C.UTF-8" },
  },
});
