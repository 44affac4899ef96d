// The one place that reaches into PGlite: the in-memory file system below its PostgreSQL. A new release
// of PGlite that changes it fails tests/whatif/relation_files_test.ts.
import { MemoryFS, PGlite } from "@electric-sql/pglite";
import type { Filesystem } from "@electric-sql/pglite/basefs";

/** The block size that PostgreSQL is compiled with. */
export const pageBytes = 8192;

/** Pages in one file of a relation: longer relations go on in `.1`, `.2`, … */
export const segmentPages = 131_072;

/** The files of relations, whose lengths can be made up. */
export interface RelationFiles {
  /** What PGlite takes as its file system. */
  readonly filesystem: Filesystem;
  /**
   * Makes a relation as long as `pages` pages, of which only `head` exists. Whatever reads behind the
   * head gets an I/O error.
   *
   * @param path As `pg_relation_filepath()` prints it.
   */
  resize(path: string, pages: number, head?: Uint8Array): void;
  /** The bytes that a relation's first file really has. */
  read(path: string): Uint8Array;
}

interface Node {
  name: string;
  contents: Uint8Array;
  usedBytes: number;
  stream_ops: StreamOps;
}

interface StreamOps {
  read(
    stream: { readonly node: Node },
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): number;
}

interface EmscriptenFS {
  lookupPath(path: string): { readonly node: Node };
  analyzePath(path: string): { readonly exists: boolean };
  writeFile(path: string, data: Uint8Array): void;
  unlink(path: string): void;
  readonly ErrnoError: new (errno: number) => Error;
}

const EIO = 29; // of emscripten's wasi numbering

/** A file system in memory for one PGlite, and a hand on its relation files. */
export function relationFiles(): RelationFiles {
  const memory = new MemoryFS();
  const init = memory.init.bind(memory);
  let fs: EmscriptenFS | undefined;
  memory.init = async (pg, options) => {
    const { emscriptenOpts } = await init(pg, options);
    type Hook = NonNullable<typeof emscriptenOpts.preRun>[number];
    const keep: Hook = (mod) => {
      fs = mod.FS as unknown as EmscriptenFS;
    };
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), keep] },
    };
  };

  function open(): EmscriptenFS {
    if (!fs) throw new Error("Cannot reach PGlite's file system: it is not open yet");
    return fs;
  }

  function resize(path: string, pages: number, head = new Uint8Array(0)): void {
    if (!(Number.isInteger(pages) && pages >= 0 && pages < 2 ** 32 - 1)) {
      throw new RangeError(`Cannot give a relation ${pages} pages: it takes 0 to 4294967294`);
    }
    const fs = open();
    const first = `${PGlite.paths.PGDATA}/${path}`;
    const segments = Math.floor(pages / segmentPages);
    setLength(fs, first, Math.min(pages, segmentPages), head);
    for (let segment = 1; segment <= segments; segment++) {
      const rest = Math.min(pages - segment * segmentPages, segmentPages);
      const name = `${first}.${segment}`;
      if (!fs.analyzePath(name).exists) fs.writeFile(name, new Uint8Array(0));
      setLength(fs, name, rest, new Uint8Array(0));
    }
    for (let gone = segments + 1; fs.analyzePath(`${first}.${gone}`).exists; gone++) {
      fs.unlink(`${first}.${gone}`);
    }
  }

  return {
    filesystem: memory,
    resize,
    read(path) {
      const { contents, usedBytes } = open().lookupPath(`${PGlite.paths.PGDATA}/${path}`).node;
      return contents.subarray(0, usedBytes);
    },
  };
}

function setLength(fs: EmscriptenFS, path: string, pages: number, head: Uint8Array): void {
  const { node } = fs.lookupPath(path);
  node.contents = head;
  node.usedBytes = pages * pageBytes;
  const { read } = node.stream_ops;
  if (read === guardedRead) return;
  node.stream_ops = { ...node.stream_ops, read: guardedRead };

  function guardedRead(...args: Parameters<StreamOps["read"]>): number {
    const [{ node }, , , length, position] = args;
    if (position < node.usedBytes && position + length > node.contents.length) {
      throw new fs.ErrnoError(EIO);
    }
    return read(...args);
  }
}
