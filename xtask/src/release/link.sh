#!/bin/sh
# The linker of the command for Windows. `ld` sorts the tables of imports by the paths of the files that name them, so
# in another folder the same program would have other bytes. Here these paths begin with no folder.
# MACHI_PLAN_LINKER: the linker. MACHI_PLAN_OBJECTS: the folder that Cargo compiles crates in.
cd "$MACHI_PLAN_OBJECTS" || exit 1
for argument do
  shift
  set -- "$@" "${argument#"$MACHI_PLAN_OBJECTS"/}"
done
exec "$MACHI_PLAN_LINKER" "$@"
