/** The screen as Ink draws it: each line as it stands, keys and pastes handed on. Loaded only when there is a screen. */
import { Box, render as renderInk, Text, useApp, useInput, usePaste } from "ink";
import { createElement, memo, type ReactNode, useEffect, useMemo, useSyncExternalStore } from "react";
import { frameOf } from "./frame.ts";
import { keysOf } from "./keys.ts";
import type { Painter } from "./paint.ts";
import type { Stage } from "./stage.ts";

/** Frames a second at most: what a terminal over a network keeps up with. */
const FRAMES = 30;

export interface Shown {
  readonly unmount: () => void;
  /** Settles when the screen is gone; rejects with what broke it. */
  readonly gone: Promise<unknown>;
  /** Settles when all that was drawn has been written. */
  readonly flushed: () => Promise<void>;
  /** Gives the terminal back while `during` runs. */
  readonly suspend: (during: () => void) => Promise<void>;
}

export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Shows a stage until it is unmounted. */
export function show(stage: Stage, paint: Painter, { stdin, stdout, stderr }: Streams): Shown {
  let suspendTerminal: ((during: () => void) => Promise<void>) | undefined;
  const onSuspender = (suspender: NonNullable<typeof suspendTerminal>): void => {
    suspendTerminal = suspender;
  };
  const instance = renderInk(createElement(Screen, { stage, paint, onSuspender }), {
    stdin,
    stdout,
    stderr,
    alternateScreen: true,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    maxFps: FRAMES,
    isScreenReaderEnabled: false,
  });
  return {
    unmount: () => instance.unmount(),
    gone: instance.waitUntilExit(),
    flushed: () => instance.waitUntilRenderFlush(),
    suspend: async (during) => suspendTerminal?.(during),
  };
}

export interface ScreenProps {
  readonly stage: Stage;
  readonly paint: Painter;
  readonly onSuspender?: (suspender: (during: () => void) => Promise<void>) => void;
}

export function Screen({ stage, paint, onSuspender }: ScreenProps): ReactNode {
  const state = useSyncExternalStore(stage.subscribe, stage.snapshot);
  const { suspendTerminal } = useApp();
  useEffect(() => {
    onSuspender?.(async (during) => {
      await suspendTerminal(during);
    });
  }, [onSuspender, suspendTerminal]);
  useInput((input, pressed) => stage.send(...keysOf(input, pressed).map((key) => ({ on: "key", key }) as const)));
  usePaste((text) => stage.send({ on: "paste", text }));
  const lines = useMemo(() => frameOf(state).map(paint), [state, paint]);
  // Never as wide as the columns that are known here: after a resize they are those of before.
  return createElement(
    Box,
    { flexDirection: "column", width: "100%" },
    lines.map((text, row) => createElement(Row, { key: `${row}`, text })),
  );
}

const Row = memo(function Row({ text }: { readonly text: string }): ReactNode {
  return createElement(Text, { wrap: "truncate" }, text);
});
