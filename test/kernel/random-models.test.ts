/** One meaning: random models come out the same in the World and in code, line by line, and column by column. */
import { it } from "vitest";
import { MODELS, tellRandomModels } from "./random-telling.ts";

it("random models come out the same", { timeout: 3_600_000 }, () => {
  tellRandomModels(Math.ceil(MODELS * 0.45), { ties: false, salt: 0 });
});
