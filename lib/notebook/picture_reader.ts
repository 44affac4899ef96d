import { isAbsolute, relative, resolve } from "node:path";

/** The first bytes of each kind of picture: PNG 1.2 section 3.1, RFC 2083; JFIF; GIF89a; RFC 9649. */
const SIGNATURES: readonly (readonly [mime: string, matches: (bytes: Uint8Array) => boolean])[] = [
  ["image/png", (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])],
  ["image/jpeg", (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff])],
  ["image/gif", (bytes) => startsWith(bytes, [0x47, 0x49, 0x46, 0x38])],
  [
    "image/webp",
    (bytes) =>
      startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) &&
      startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]),
  ],
  [
    "image/svg+xml",
    (bytes) =>
      /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s\/>]/
        .test(new TextDecoder().decode(bytes.subarray(0, 4096))),
  ],
];

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

/**
 * Makes a function that reads the pictures of a folder by their relative addresses, as `data:` addresses.
 * A notebook may come from elsewhere: nothing outside the folder is read, and nothing that is no picture.
 */
export function pictureReader(folder: string): (address: string) => string | undefined {
  const root = Deno.realPathSync(folder);
  return (address) => {
    try {
      const path = Deno.realPathSync(
        resolve(root, decodeURIComponent(address.replace(/[?#].*$/, ""))),
      );
      const inside = relative(root, path);
      if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) return undefined;
      const bytes = Deno.readFileSync(path);
      const mime = SIGNATURES.find(([, matches]) => matches(bytes))?.[0];
      return mime && `data:${mime};base64,${bytes.toBase64()}`;
    } catch {
      // It is missing or not allowed: the page says that there is no picture.
      return undefined;
    }
  };
}
