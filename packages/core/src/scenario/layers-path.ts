/** Paths as strings with `/`: enough to find what a scenario extends, the same on every machine. */

/** The folder of a file, without its last slash; "" for a bare name. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash <= 0 ? file.slice(0, slash + 1) : file.slice(0, slash);
}

/** `path` within `folder`. */
export function inFolder(folder: string, path: string): string {
  return folder === "" || path === "" ? folder + path : folder.endsWith("/") ? folder + path : `${folder}/${path}`;
}

/**
 * What `path`, written in a file of `folder`, means within the entry scenario's folder. Both
 * `folder` and the result are relative to that folder, without `.` and `..`. Undefined when it is
 * absolute, has a drive or a scheme, or leads out.
 */
export function resolveInside(folder: string, path: string): string | undefined {
  if (path === "" || path.includes("\\") || /^([a-zA-Z][a-zA-Z0-9+.-]*:|\/|~)/.test(path)) return undefined;
  const steps = folder === "" ? [] : folder.split("/");
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join("/");
}
