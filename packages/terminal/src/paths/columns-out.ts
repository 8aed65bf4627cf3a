/** Files of columns on disk: written beside their place and moved there when they are whole, read block by block. */
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import {
  COLUMNS_MARK,
  type Columns,
  ColumnsReader,
  columnsFileEnd,
  columnsFileStart,
  PartWriter,
} from "@steppe/kernel";
import { CommandError, EXIT } from "../exit.ts";
import type { SurveyEnd, SurveyHead } from "./survey.ts";

const absolute = (cwd: string, path: string): string => (isAbsolute(path) ? path : join(cwd, path));

/** A file of columns that is being written. Until `finish` nothing stands in its place. */
export class ColumnsOut {
  readonly #name: string;
  readonly #path: string;
  readonly #unfinished: string;
  readonly #file: number;
  readonly #parts = new PartWriter();

  constructor(cwd: string, name: string, head: SurveyHead) {
    this.#name = name;
    this.#path = absolute(cwd, name);
    this.#unfinished = `${this.#path}.${process.pid}.unfinished`;
    try {
      this.#file = openSync(this.#unfinished, "wx");
    } catch (error) {
      throw new CommandError(`\`${name}\` cannot be written: ${reasonOf(error)}`);
    }
    this.#write(columnsFileStart(head));
  }

  add(columns: Columns): void {
    for (const block of this.#parts.add(columns)) this.#write(block);
  }

  finish(end: SurveyEnd): void {
    for (const block of this.#parts.rest()) this.#write(block);
    this.#write(columnsFileEnd(end));
    closeSync(this.#file);
    renameSync(this.#unfinished, this.#path);
  }

  /** Leaves no file behind. */
  abandon(): void {
    rmSync(this.#unfinished, { force: true });
  }

  #write(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    } catch (error) {
      throw new CommandError(`\`${this.#name}\` cannot be written: ${reasonOf(error)}`, EXIT.output);
    }
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT" || code === "ENOTDIR") return "its folder is not there";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "its folder does not allow it";
  if (code === "ENOSPC") return "no space is left";
  return String(code);
}

/** Whether a name is that of a file of columns, whole or not: its first bytes say so. */
export function isColumnsFile(cwd: string, name: string): boolean {
  let file: number;
  try {
    file = openSync(absolute(cwd, name), "r");
  } catch {
    return false;
  }
  try {
    const bytes = new Uint8Array(COLUMNS_MARK.length);
    return fstatSync(file).isFile() && readSync(file, bytes) === bytes.length && bytes.every(isMark);
  } finally {
    closeSync(file);
  }
}

const isMark = (byte: number, index: number): boolean => byte === COLUMNS_MARK[index];

/** A reader of a file, and how to close it. Ends the command where the file cannot be read. */
export function openColumns(cwd: string, name: string): { readonly reader: ColumnsReader; readonly close: () => void } {
  let file: number;
  try {
    file = openSync(absolute(cwd, name), "r");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new CommandError(`\`${name}\` ${missing ? "is not there" : `cannot be read: ${reasonOf(error)}`}`);
  }
  if (!fstatSync(file).isFile()) {
    closeSync(file);
    throw new CommandError(`\`${name}\` is not a regular file`);
  }
  const read = (length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    let at = 0;
    for (let got = -1; at < length && got !== 0; at += got) got = readSync(file, bytes, at, length - at, null);
    return bytes.subarray(0, at);
  };
  return { reader: new ColumnsReader(read, name), close: () => closeSync(file) };
}
