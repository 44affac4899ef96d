import assert from "node:assert/strict";
import { cacheFolder } from "../../lib/embedded/cache_folder.ts";

Deno.test("cacheFolder takes the most specific variable that is set", () => {
  const folderOf = (env: Record<string, string>) => cacheFolder((name) => env[name]);
  const all = { GROUNDPLAN_CACHE: "/a", XDG_CACHE_HOME: "/b", HOME: "/c" };
  assert.equal(folderOf(all), "/a");
  assert.equal(folderOf({ ...all, GROUNDPLAN_CACHE: "" }), "/b/groundplan");
  assert.equal(folderOf({ HOME: "/c" }), "/c/.cache/groundplan");
  assert.equal(folderOf({ USERPROFILE: "/d" }), "/d/.cache/groundplan");
  assert.equal(folderOf({}), undefined);
});
