import assert from "node:assert/strict";
import fc from "fast-check";
import { readPrisma, toSchema } from "../../../mod.ts";

const BLOG = `
generator client {
  provider = "prisma-client-js"
  previewFeatures = ["views"]
}
datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

/// Somebody who writes.
model User {
  id        Int       @id @default(autoincrement())
  email     String    @unique @db.VarChar(254) /// Where mail goes
  role      Role      @default(USER)
  nicknames String[]
  posts     Post[]    @relation("written")
  reviewed  Post[]    @relation("reviewed")
  profile   Profile?
  createdAt DateTime  @default(now()) @map("created_at") @db.Timestamptz(3)
  updatedAt DateTime  @updatedAt
  token     String    @default(cuid())
  balance   Decimal   @default(0) @db.Decimal(12, 2)

  @@map("app_users")
}

model Post {
  authorId   Int
  nr         Int
  title      String?
  reviewerId Int?
  author     User       @relation("written", fields: [authorId], references: [id], onDelete: Cascade)
  reviewer   User?      @relation("reviewed", fields: [reviewerId], references: [id])
  tags       Tag[]
  location   Unsupported("geometry")?

  @@id([authorId, nr])
  @@unique([authorId, title])
  @@index([title(sort: Desc)])
}

model Tag {
  name  String @id
  posts Post[]
}

model Profile {
  id     String @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid
  userId Int    @unique
  user   User   @relation(fields: [userId], references: [id])
}

enum Role {
  USER
  ADMIN @map("administrator")
  @@map("roles")
}

view Report {
  id Int @unique
}
`;

Deno.test("a Prisma schema becomes a model whose schema has the same tables, keys and references", () => {
  const { model } = readPrisma(BLOG);
  assert.deepEqual(model.entities.map(({ name }) => name), ["Post", "Profile", "Tag", "User"]);
  const user = model.entities[3]!;
  assert.equal(user.table, "app_users");
  assert.equal(user.description, "Somebody who writes.");
  const attribute = (name: string) => user.attributes.find((each) => each.name === name)!;
  assert.equal(attribute("id").identity, "by default");
  assert.deepEqual(attribute("email").type, { kind: "text", length: 254 });
  assert.equal(attribute("email").description, "Where mail goes");
  assert.deepEqual(attribute("role").type, { kind: "enum", values: ["USER", "administrator"] });
  assert.equal(attribute("role").default, "'USER'");
  assert.deepEqual(attribute("nicknames").type, { kind: "array", of: { kind: "text" } });
  assert.deepEqual(attribute("createdAt").type, { kind: "timestamptz" });
  assert.deepEqual(attribute("balance").type, { kind: "numeric", precision: 12, scale: 2 });
  assert.equal(model.entities[1]!.attributes[0]!.default, "gen_random_uuid()");
  assert.deepEqual(
    model.relationships.map(({ ends: [a, b], identifying }) =>
      `${a!.entity} ${a!.max} ${b!.role ?? b!.entity} ${b!.min}..${b!.max}${
        identifying ? " identifying" : ""
      }`
    ),
    [
      "Post * Tag 0..*",
      "Post * author 1..1 identifying",
      "Post * reviewer 0..1",
      "Profile 1 User 1..1",
    ],
  );
  const schema = toSchema(model);
  const post = schema.tables.find(({ name }) => name === "Post")!;
  assert.deepEqual(post.primaryKey?.columns, ["authorId", "nr"]);
  assert.deepEqual(post.columns.map(({ name }) => name).sort(), [
    "authorId",
    "location",
    "nr",
    "reviewerId",
    "title",
  ]);
  assert.deepEqual(post.foreignKeys.map(({ columns, onDelete }) => `${columns} ${onDelete}`), [
    "authorId cascade",
    "reviewerId undefined",
  ]);
});

Deno.test("what Prisma says and a model cannot is reported by line", () => {
  const { findings } = readPrisma(BLOG, { file: "blog.prisma" });
  const lines = findings.filter(({ code }) => code === "not-carried").map(({ where, what }) =>
    `${where} ${what}`
  );
  assert.equal(lines.length, 4);
  assert.match(lines.join("\n"), /blog\.prisma:21:3 @updatedAt of User\.updatedAt/);
  assert.match(lines.join("\n"), /blog\.prisma:22:3 The default cuid\(\) of User\.token/);
  assert.match(lines.join("\n"), /blog\.prisma:40:3 The index on Post \(title\)/);
  assert.match(lines.join("\n"), /blog\.prisma:60:6 The view Report/);
});

Deno.test("a Prisma schema that does not parse says where, what and what would be right", () => {
  const errors: readonly (readonly [text: string, message: RegExp])[] = [
    ["modle A {}", /^Cannot read schema\.prisma:1:1: expected model, enum, .*found "modle"/],
    ["model A {\n  id\n}", /schema\.prisma:3:1: expected the type of A\.id/],
    [
      "model A {\n  id Int @id",
      /2:13: expected "}" behind the fields of A, found the end of the file/,
    ],
    ["model A { b Nothing }", /1:11: there is no model, enumeration or type Nothing/],
    ["model A { id Int }\nmodel A { id Int }", /2:7: A is declared twice/],
    ['model A { id Int @default("x) }', /a text without an end/],
    ["model A { id Int @default( }", /expected a value/],
    [
      `model A { id Int @default(${"[".repeat(1e5)}`,
      /expected at most 50 values within one another/,
    ],
    [
      `model A { id Int @default(${"a(".repeat(1e5)}`,
      /expected at most 50 values within one another/,
    ],
    [
      "model A { id Int @id b B @relation(fields: [x, y], references: [id]) }\nmodel B { id Int @id }",
      /names 2 fields and 1 references/,
    ],
  ];
  for (const [text, message] of errors) {
    assert.throws(() => readPrisma(text), { name: "SyntaxError", message });
  }
});

Deno.test("no text breaks the reader: it is read, or a place is named", () => {
  const piece = fc.constantFrom(
    "model",
    "enum",
    "A",
    "B",
    "id",
    "Int",
    "String",
    "{",
    "}",
    "[",
    "]",
    "@id",
    "@@id",
    "@relation",
    "(",
    ")",
    ":",
    ",",
    "fields",
    "references",
    '"x"',
    "?",
    "\n",
    "///",
    "=",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 30 }).map((list) => list.join(" ")),
        fc.string({ maxLength: 60 }),
      ),
      (text) => {
        try {
          readPrisma(text);
        } catch (error) {
          assert.ok(error instanceof SyntaxError, String(error));
          assert.match(error.message, /^Cannot read schema\.prisma:\d+:\d+: /);
        }
      },
    ),
    { numRuns: 500 },
  );
});
