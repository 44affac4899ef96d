import assert from "node:assert/strict";
import { join } from "node:path";
import { pictureReader } from "../../lib/notebook/picture_reader.ts";

Deno.test("pictureReader() reads pictures of its folder, and nothing else", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const root = join(folder, "notebooks");
    await Deno.mkdir(join(root, "img"), { recursive: true });
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1);
    await Deno.writeFile(join(root, "img", "a b.png"), png);
    await Deno.writeTextFile(join(root, "x.svg"), '<?xml version="1.0"?>\n<!-- c -->\n<svg/>');
    await Deno.writeTextFile(join(root, "secret.png"), "root:x:0:0");
    await Deno.writeFile(join(folder, "outside.png"), png);
    await Deno.symlink(join(folder, "outside.png"), join(root, "link.png"));
    const read = pictureReader(root);
    assert.equal(read("img/a%20b.png?v=1#x"), `data:image/png;base64,${png.toBase64()}`);
    assert.match(read("x.svg")!, /^data:image\/svg\+xml;base64,/);
    const refused = ["secret.png", "../outside.png", "link.png", join(folder, "outside.png")];
    for (const address of [...refused, "gone.png", "", ".", "img", "%E0%A4%A", "/etc/passwd"]) {
      assert.equal(read(address), undefined, address);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
