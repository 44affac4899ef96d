import { basename, dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: first under a temporary name beside it, then renamed.
 *
 * @param path Where the file goes; its folder is made when it is missing.
 * @param content Text or bytes.
 * @throws {Deno.errors.PermissionDenied} When the folder may not be written to.
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  await Deno.mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${crypto.randomUUID()}.tmp`);
  try {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(temporary, bytes, { createNew: true });
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

/**
 * Writes several files so that a failure before the last rename leaves the old ones as they were.
 *
 * @param folder Where the files go.
 * @param files Contents by name.
 */
export async function writeFilesAtomic(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const stage = await Deno.makeTempDir({ dir: folder, prefix: ".writing-" });
  try {
    for (const [name, content] of Object.entries(files)) {
      await writeFileAtomic(join(stage, name), content);
    }
    for (const name of Object.keys(files)) {
      await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
      await Deno.rename(join(stage, name), join(folder, name));
    }
  } finally {
    await Deno.remove(stage, { recursive: true }).catch(() => {});
  }
}
