# Sourced, with $root set. Whether the build in dist/ is newer than all it was made from: one `find`, since this
# stands before every call of steppe.
#
# Compared is the time of the last change of status (ctime), which no copy, move or checkout can set back, against
# the moment at which the last build began to read. Folders count, so that a removed file is noticed. Whatever
# goes wrong here means "not fresh", and the slow way finds out why.

node=$root/node_modules/node/bin/node

is_fresh() {
  [ -x "$node" ] && [ -f "$root/dist/current/main.cjs" ] || return 1
  newer=$(
    find "$root/packages" "$root/package.json" "$root/pnpm-lock.yaml" "$root/pnpm-workspace.yaml" \
      "$root/scripts/build.ts" -name node_modules -prune -o ! -name '*.test.ts' \
      -cnewer "$root/dist/.built" -print -quit 2>/dev/null
  ) && [ -z "$newer" ]
}
