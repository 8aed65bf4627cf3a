# Sourced after fresh.sh, with $root set: `ensure_installed` and `ensure_built`. Both say what they do on standard
# error, leave standard output alone, read nothing, and return non-zero with the reason printed when they fail.
#
# Needed beforehand: Node 20 or later with npm. The Node that steppe itself runs on is a dependency like any other.

pnpm=pnpm@12.21.0

say() {
  printf 'steppe: %s\n' "$*" >&2
}

# One of several first calls does the work, the others wait. The kernel drops a flock when its holder dies;
# without flock a folder serves, which a killed holder leaves behind.
locked() {
  mkdir -p "$root/dist" || return 1
  if command -v flock >/dev/null 2>&1; then
    (
      flock -n 9 || { say "waiting for another call that is setting up"; flock 9; }
      "$@"
    ) 9>"$root/dist/.lock"
    return
  fi
  waited=0
  until mkdir "$root/dist/.lock.d" 2>/dev/null; do
    if [ "$waited" -ge 600 ]; then
      say "another call has been setting up for ten minutes; if none is running, remove $root/dist/.lock.d"
      return 1
    fi
    [ "$waited" -eq 0 ] && say "waiting for another call that is setting up"
    waited=$((waited + 1))
    sleep 1
  done
  (
    trap 'rmdir "$root/dist/.lock.d"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    "$@"
  )
}

# All that decides what an install lays down.
manifests() {
  (cd "$root" && cat pnpm-lock.yaml pnpm-workspace.yaml package.json packages/*/package.json test/package.json bench/package.json 2>/dev/null)
}

is_installed() {
  [ -x "$node" ] && manifests | cmp -s - "$root/node_modules/.installed" || return 1
  for manifest in "$root"/packages/*/package.json "$root/test/package.json" "$root/bench/package.json"; do
    if [ ! -d "${manifest%/*}/node_modules" ] && grep -q '"dependencies": {' "$manifest"; then return 1; fi
  done
}

check_host() {
  if ! command -v npx >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1; then
    say "setting up needs Node 20 or later with npm on the PATH"
    return 1
  fi
  version=$(node --version) || return 1
  major=${version#v}
  if [ "${major%%.*}" -lt 20 ]; then
    say "setting up needs Node 20 or later; \`node\` on the PATH is $version"
    return 1
  fi
}

install_locked() {
  is_installed && return
  check_host || return 1
  say "installing what it runs on (about 400 MB the first time); this can take a minute"
  # An install that was cut short; pnpm may take it for a whole one.
  if [ -d "$root/node_modules" ] && [ ! -x "$node" ]; then
    rm -rf "$root/node_modules" "$root"/packages/*/node_modules "$root/test/node_modules" "$root/bench/node_modules"
  fi
  # The stamp is of the manifests as they were before, so that a change in the meantime installs again.
  stamp=$(mktemp "$root/dist/.installed.XXXXXX") && manifests >"$stamp" || return 1
  # What pnpm says is shown when it fails: of an install that works, its warnings are of no use to who only wants steppe.
  log=$stamp.log
  if (cd "$root" && CI=true npm_config_update_notifier=false \
    npx --yes "$pnpm" install --frozen-lockfile --reporter=append-only </dev/null >"$log" 2>&1) && [ -x "$node" ]; then
    mv "$stamp" "$root/node_modules/.installed"
    rm -f "$log"
    say "installed"
  else
    cat "$log" >&2
    rm -f "$stamp" "$log"
    say "the install failed, for the reason above; nothing was run"
    return 1
  fi
}

build_locked() {
  install_locked || return 1
  is_fresh && return
  say "building"
  if ! "$node" "$root/scripts/build.ts" </dev/null >&2; then
    say "the build failed, for the reason above; nothing was run"
    return 1
  fi
}

ensure_installed() {
  is_installed || locked install_locked
}

ensure_built() {
  is_fresh && is_installed || locked build_locked
}
