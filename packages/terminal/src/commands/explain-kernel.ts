/**
 * `steppe run --paths N --explain-kernel`: what the passes found in a scenario before code was made of it, and what its
 * paths then asked of exact arithmetic. The paths are run in this thread, so that all that they ask is counted.
 */
import type { Loaded, ScenarioRequest } from "@steppe/core";
import { askedOften, explain, type KernelEngine } from "@steppe/kernel";
import { EXIT, type ExitCode } from "../exit.ts";
import { drivePaths } from "../paths/drive.ts";
import { openLanes } from "../paths/lanes.ts";
import { subjectEngine } from "../paths/take-survey.ts";
import type { Session } from "../session.ts";
import { type KernelExplained, renderKernel, renderKernelJson } from "../views/explain-kernel.ts";
import { type SurveyOptions, wishesOf } from "./run-paths.ts";

type Sound = Loaded & { ok: true };

export async function explainKernels(
  session: Session,
  requests: readonly ScenarioRequest[],
  loaded: readonly Sound[],
  options: SurveyOptions,
): Promise<ExitCode> {
  const explained: KernelExplained[] = [];
  for (const [index, request] of requests.entries()) {
    explained.push(await explainedOf({ request, loaded: loaded[index] as Sound }, options));
    if (explained.at(-1)?.interrupted) break;
  }
  const { page } = session;
  if (options.json) session.out(renderKernelJson(explained));
  else session.out(explained.map((one) => renderKernel(one, page)).join("\n\n"));
  return explained.some(({ interrupted }) => interrupted) ? EXIT.interrupted : EXIT.done;
}

async function explainedOf(
  subject: { readonly request: ScenarioRequest; readonly loaded: Sound },
  options: SurveyOptions,
): Promise<KernelExplained> {
  const wishes = { ...wishesOf(options), engine: "kernel" } as const;
  const { job, engine } = subjectEngine(subject, wishes);
  // Only this engine is called a kernel.
  const { kernel, decisions, left } = engine as KernelEngine;
  let paths = 0;
  const ended = await drivePaths(
    openLanes(job, () => engine, 1, {}),
    {
      paths: wishes.paths,
      take({ count }) {
        paths += count;
        return true;
      },
    },
  );
  return {
    scenario: subject.loaded.model.name,
    passes: explain(kernel.plan, decisions),
    paths,
    left: left(),
    asked: askedOften(kernel),
    interrupted: ended === "interrupted",
  };
}
