/** `steppe schema`: the JSON Schema of scenario files. */
import { scenarioJsonSchema } from "@steppe/core/format/schema.ts";
import type { Register } from "../command.ts";
import { EXIT } from "../exit.ts";

const AFTER = `
Editors take the schema from a first line in the file, such as:
  # yaml-language-server: $schema=../docs/scenario.schema.json
`;

/** The schema as it stands in docs/scenario.schema.json. */
export const schemaText = (): string => `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;

export const register: Register = (program, session, finish) => {
  program
    .command("schema")
    .description("Print the JSON Schema of scenario files, for editors and other tools.")
    .addHelpText("after", AFTER)
    .action(() => {
      session.out(schemaText());
      finish(EXIT.done);
    });
};
