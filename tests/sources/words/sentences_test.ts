import assert from "node:assert/strict";
import { draftModel } from "../../../mod.ts";
import type { Model } from "../../../mod.ts";

/** A model in a line a piece: entities with attributes, relationships with numbers, subtypes. */
function written({ entities, relationships, specializations }: Model): string {
  const many = ({ min, max }: { readonly min: number; readonly max: number | "*" }) =>
    min === max ? `${min}` : `${min}..${max}`;
  return [
    ...entities.map(({ name, attributes }) => {
      const own = attributes.filter((each) => each.name !== "id").map((each) => each.name);
      return own.length === 0 ? name : `${name}(${own.join(" ")})`;
    }),
    ...relationships.map(({ ends: [a, b], verb }) =>
      `${a!.role ?? a!.entity} ${many(a!)} ${verb} ${many(b!)} ${b!.role ?? b!.entity}`
    ),
    ...specializations.map(({ supertype, subtypes, total }) =>
      `${supertype} > ${subtypes.join(" ")}${total ? " total" : ""}`
    ),
  ].join("; ");
}

/** Sentences and what they mean. */
const SENTENCES: readonly (readonly [sentence: string, model: string])[] = [
  ["A farm owns many tractors.", "Farm; Tractor; Farm 1 owns 0..* Tractor"],
  ["Each parcel belongs to exactly one route.", "Parcel; Route; Parcel 0..* belongs to 1 Route"],
  [
    "Every branch is managed by an employee.",
    "Branch; Employee; Branch 0..* is managed by 1 Employee",
  ],
  ["A dog may have one chip.", "Chip; Dog; Dog 1 has 0..1 Chip"],
  ["An album contains at least 3 songs.", "Album; Song; Album 1 contains 3..* Song"],
  ["A crew has between 2 and 6 sailors.", "Crew; Sailor; Crew 1 has 2..6 Sailor"],
  [
    "A poem is written by one or more poets; a poet may write many poems.",
    "Poem; Poet; Poet 1..* writes 0..* Poem",
  ],
  ["For each stable we record the name and the address.", "Stable(name address)"],
  ["We store the name of each gardener.", "Gardener(name)"],
  [
    "We store the name and the date of birth of each gardener.",
    "Gardener(name dateOfBirth)",
  ],
  ["A lamp has a price, a colour and a date of purchase.", "Lamp(price colour dateOfPurchase)"],
  ["Tenants: name, e-mail address, date of birth.", "Tenant(name emailAddress dateOfBirth)"],
  ["A boat is either a yacht or a dinghy.", "Boat; Dinghy; Yacht; Boat > Yacht Dinghy total"],
  ["Tractors and trailers are vehicles.", "Tractor; Trailer; Vehicle; Vehicle > Tractor Trailer"],
  ["An employee manages other employees.", "Employee; manager 0..1 manages 0..* report"],
  [
    "A leg runs from one port to another.",
    "Leg; Port; Leg 0..* runs from 1 fromPort; Leg 0..* runs to 1 toPort",
  ],
  ["A committee consists of members.", "Committee; Member; Committee 1 consists of 0..* Member"],
  [
    "Each prescription is written by exactly one doctor for exactly one patient.",
    "Doctor; Patient; Prescription; Prescription 0..* is written by 1 Doctor; " +
    "Prescription 0..* is written for 1 Patient",
  ],
  [
    "A flue belongs to exactly one chimney and a chimney to one building.",
    "Building; Chimney; Flue; Chimney 0..* belongs to 1 Building; Flue 0..* belongs to 1 Chimney",
  ],
  [
    "Tours are written by an author, spoken by a narrator and produced in a studio.",
    "Author; Narrator; Studio; Tour; Tour 0..* is written by 1 Author; " +
    "Tour 0..* is spoken by 1 Narrator; Tour 0..* is produced in 1 Studio",
  ],
  [
    "Divers take part in at most one expedition.",
    "Diver; Expedition; Diver 0..* takes part in 0..1 Expedition",
  ],
  [
    "The mechanic who serviced a bike signs the service sheet.",
    "Bike; Mechanic; ServiceSheet; Mechanic 0..* services 1 Bike; " +
    "Mechanic 0..* signs 1 ServiceSheet",
  ],
  [
    "There are two kinds of accounts: wallets and deposits.",
    "Account; Deposit; Wallet; Account > Wallet Deposit total",
  ],
  [
    "When a bus breaks down, an incident is opened.",
    "Bus; Incident; Incident 0..* is for 1 Bus",
  ],
  ["Topics form a tree.", "Topic; child 0..* is under 0..1 parent"],
  [
    "A trip is a run of a line. Each line has stops.",
    "Line; Stop; Trip; Line 1 has 0..* Stop; Trip 0..* is a run of 1 Line",
  ],
  [
    "Kennels are grouped into blocks, each with one keeper.",
    "Block; Keeper; Kennel; Block 0..* has 1 Keeper; Kennel 0..* is grouped into 1 Block",
  ],
  [
    "Once a month the crew cleans every filter.",
    "Crew; Filter; Crew 1 cleans 0..* Filter",
  ],
  [
    "Crates are ordered from a joiner, flowers from one of three florists.",
    "Crate; Florist; Flower; Joiner; Crate 0..* is ordered from 1 Joiner; " +
    "Flower 0..* is ordered from 1 Florist",
  ],
  [
    "An offer is stored with the driver's answer. Each driver has a licence. Each offer has a number.",
    "Driver; Licence; Offer(answer number); Driver 1 has 1 Licence; Offer 0..* has 1 Driver",
  ],
  [
    "Boreholes are drilled by companies.",
    "Borehole; Company; Borehole 0..* is drilled by 1 Company",
  ],
  [
    "A trial is carried out at several sites.",
    "Site; Trial; Trial 0..* is carried at 0..* Site",
  ],
  ["A donor signs a declaration.", "Declaration; Donor; Donor 1 signs 0..* Declaration"],
  ["Each species has a care sheet.", "CareSheet; Species; Species 1 has 1 CareSheet"],
  ["Every patient has a doctor.", "Doctor; Patient; Patient 0..* has 1 Doctor"],
  ["Members borrow books.", "Book; Member; Member 0..* borrows 0..* Book"],
  ["As a runner I want to join races.", "Race; Runner; Runner 1 joins 0..* Race"],
  ["Each hotel has rooms. We do not store guests.", "Hotel; Room; Hotel 1 has 0..* Room"],
  [
    "The shelves of a warehouse hold pallets.",
    "Pallet; Shelf; Warehouse; Shelf 1 holds 0..* Pallet; Shelf 0..* is of 1 Warehouse",
  ],
  [
    "A ward has a head, who is a nurse, and several beds.",
    "Bed; Head; Nurse; Ward; Ward 1 has 0..* Bed; Ward 1 has 1 Head; Nurse > Head",
  ],
  [
    "Crates are washed before a driver collects them.",
    "Crate; Driver; Driver 1 collects 0..* Crate",
  ],
  [
    "Inspections carried out by the harbour authority result in a report listing deficiencies.",
    "Deficiency; HarbourAuthority; Inspection; Report; " +
    "Inspection 0..* is carried by 1 HarbourAuthority; Inspection 0..* results in 1 Report; " +
    "Report 1 lists 0..* Deficiency",
  ],
  [
    "Examination boards, consisting of employers and teachers, hold examinations.",
    "Employer; Examination; ExaminationBoard; Teacher; ExaminationBoard 1 consists of 0..* Employer; " +
    "ExaminationBoard 1 holds 0..* Examination; ExaminationBoard 1 consists of 0..* Teacher",
  ],
  [
    "Narcotics need a prescription signed by a doctor and are entered in a book.",
    "Book; Doctor; Narcotic; Prescription; Narcotic 0..* is entered in 1 Book; " +
    "Narcotic 0..* needs 1 Prescription; Prescription 0..* is signed by 1 Doctor",
  ],
  [
    "Inspections are done by a warden. Faults found are noted.",
    "Fault; Inspection; Warden; Fault 0..* is found in 1 Inspection; " +
    "Inspection 0..* is done by 1 Warden",
  ],
  [
    "A bulletin may be replaced by a later one.",
    "Bulletin; replaced 0..* is replaced by 0..1 replacedBy",
  ],
  ["Runners can follow each other.", "Runner; follower 0..* follows 0..* followed"],
  ["A disposition may revoke earlier ones.", "Disposition; revoker 0..1 revokes 0..* revoked"],
  ["Some options exclude others.", "Option; excluder 0..1 excludes 0..* excluded"],
  [
    "A leaflet has blocks, and blocks can be nested.",
    "Block; Leaflet; child 0..* is under 0..1 parent; Leaflet 1 has 0..* Block",
  ],
  [
    "The old plan shall be kept and refer to its successor.",
    "Plan; referer 0..* refers to 0..1 referred",
  ],
  [
    "Every taxon has a parent taxon. A taxon has a rank.",
    "Taxon(rank); child 0..* has 0..1 parent",
  ],
  [
    "Households apply for a council flat. A flat lies in one building.",
    "Building; Flat; Household; Flat 0..* lies in 1 Building; Household 0..* applies for 1 Flat",
  ],
  [
    "A programme has a treatment plan. The plan lists exercises.",
    "Exercise; Programme; TreatmentPlan; Programme 1 has 1 TreatmentPlan; " +
    "TreatmentPlan 1 lists 0..* Exercise",
  ],
  [
    "An agreement is drawn up that consists of clauses.",
    "Agreement; Clause; Agreement 1 consists of 0..* Clause",
  ],
  [
    "A farm is guarded by dogs, cats and geese, each of which is fed by a helper.",
    "Cat; Dog; Farm; Goose; Helper; Cat 0..* is fed by 1 Helper; Dog 0..* is fed by 1 Helper; " +
    "Farm 0..* is guarded by 0..* Cat; Farm 0..* is guarded by 0..* Dog; " +
    "Farm 0..* is guarded by 0..* Goose; Goose 0..* is fed by 1 Helper",
  ],
  [
    "Parts are kept in bins. Some are bought from dealers, some taken out of other machines.",
    "Bin; Dealer; Machine; Part; Part 0..* is kept in 1 Bin; Part 0..* is bought from 1 Dealer; " +
    "Part 0..* is taken from 1 Machine",
  ],
  [
    "For every stage the owner gets an estimate.",
    "Estimate; Owner; Stage; Estimate 0..* is for 1 Stage; Owner 1 gets 0..* Estimate",
  ],
  [
    "As a social worker I want to plan a visit to each family I'm responsible for.",
    "Family; SocialWorker; Visit; SocialWorker 1 is responsible for 0..* Family; " +
    "Visit 0..* plans to 0..1 Family",
  ],
  [
    "For every lesson the instructor enters the date and the duration.",
    "Instructor; Lesson(date duration); Instructor 1 enters 0..* Lesson",
  ],
];

for (const [sentence, model] of SENTENCES) {
  Deno.test(`"${sentence}"`, async () => {
    assert.equal(written((await draftModel(sentence)).model), model);
  });
}

Deno.test("values in brackets and behind 'is' make an enumeration", async () => {
  for (
    const text of [
      "An order has a status (new, paid, shipped).",
      "Each order has a status. The status is new, paid or shipped.",
    ]
  ) {
    const { model } = await draftModel(text);
    const status = model.entities.find(({ name }) => name === "Order")?.attributes.find((
      { name },
    ) => name === "status");
    assert.deepEqual(status?.type, { kind: "enum", values: ["new", "paid", "shipped"] }, text);
  }
});

Deno.test("amounts and time become rows, growth, retention, rates and targets", async () => {
  const { model } = await draftModel(
    "We have 2 million members. Members write posts. Posts grow by 4% a month. " +
      "About 300,000 votes a day are cast by members. Votes are kept for 90 days. " +
      "95 % of all post searches must be answered within 50 ms.",
  );
  const volume = (name: string) => model.entities.find((entity) => entity.name === name)!.volume;
  assert.equal(volume("Member").rows?.value, 2e6);
  assert.equal(volume("Post").growth?.kind, "exponential");
  assert.equal(volume("Vote").growth?.kind, "linear");
  assert.equal(volume("Vote").retention, 90 * 86_400);
  assert.deepEqual(model.patterns.map(({ targets, query }) => [targets, query?.entity]), [[{
    p95: 0.05,
  }, "Post"]]);
});

Deno.test("rules that a constraint can hold are in the model; the others are questions", async () => {
  const { model, rules, questions } = await draftModel(
    "A booking has a start and an end. The end must be after the start. A booking has a price, which must be positive. " +
      "A room has bookings; two bookings of one room may not overlap.",
  );
  assert.deepEqual(
    model.rules.map((rule) => rule.kind === "check" ? rule.sql : rule.kind).sort(),
    ['"end" > start', "price > 0"].map((sql) => sql.replaceAll('"', "")).sort(),
  );
  assert.ok(rules.some(({ kind, element }) => kind === "no overlap" && element === undefined));
  assert.ok(
    questions.some(({ code, question }) => code === "rule-to-write" && /overlap/.test(question)),
  );
});
