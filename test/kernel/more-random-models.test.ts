/** As random-models.test.ts, with other models: in a file of its own, so that another thread runs it. */
import { it } from "vitest";
import { MODELS, tellRandomModels } from "./random-telling.ts";

it("other random models come out the same", { timeout: 3_600_000 }, () => {
  tellRandomModels(Math.ceil(MODELS * 0.45), { ties: false, salt: 0x2545f491 });
});
