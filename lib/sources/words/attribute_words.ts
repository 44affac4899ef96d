import type { AttributeType } from "../../model/attribute_type.ts";

/** A type that a word speaks for, and why. */
export interface LikelyType {
  readonly type: AttributeType;
  readonly reason: string;
}

interface TypeRule {
  /** Last words of an attribute's name. */
  readonly words: string;
  readonly type: AttributeType;
  readonly reason: string;
}

const text = (length?: number): AttributeType =>
  length === undefined ? { kind: "text" } : { kind: "text", length };
const money: AttributeType = { kind: "numeric", precision: 12, scale: 2 };

/** The first rule whose words end a name decides; longer endings stand first. */
const RULES: readonly TypeRule[] = [
  {
    words: "date of birth|birth date|birthday|birthdate",
    type: { kind: "date" },
    reason: "a day in a life",
  },
  {
    words: "phone number|telephone number|mobile number|fax number|phone|telephone|mobile|fax",
    type: text(32),
    reason: "telephone numbers have at most 15 digits (E.164), and people write spaces and signs",
  },
  {
    words: "postal code|postcode|zip code|zip",
    type: text(12),
    reason: "postal codes hold letters in many countries",
  },
  {
    words: "email address|e-mail address|email|e-mail|mail address",
    type: text(254),
    reason: "no mail address is longer (RFC 5321)",
  },
  { words: "ip address", type: { kind: "inet" }, reason: "an internet address" },
  {
    words: "website|web site|web address|url|link|homepage|web page",
    type: text(2048),
    reason: "browsers take addresses of about this length",
  },
  { words: "iban", type: text(34), reason: "at most 34 characters (ISO 13616)" },
  { words: "isbn", type: text(17), reason: "13 digits and the hyphens between them" },
  { words: "currency", type: text(3), reason: "a code of three letters (ISO 4217)" },
  {
    words:
      "start|end|begin|beginning|start time|end time|arrival|departure|timestamp|time stamp|moment|check-in time|check-out time|scheduled time|arrival time|departure time|deadline",
    type: { kind: "timestamptz" },
    reason: "a moment",
  },
  {
    words: "opening hours|time of day|opening time|closing time",
    type: { kind: "time" },
    reason: "a time of day",
  },
  {
    words: "date|day|expiry|expiration|validity|due|birth|vintage date",
    type: { kind: "date" },
    reason: "a day",
  },
  {
    words: "time",
    type: { kind: "timestamptz" },
    reason: "a moment; a duration would be an interval",
  },
  { words: "vintage|year", type: { kind: "smallint" }, reason: "a year" },
  { words: "month", type: { kind: "smallint" }, reason: "1 to 12" },
  {
    words: "duration|running time|length of stay|lead time|minutes|minute|hours|hour",
    type: { kind: "interval" },
    reason: "a length of time",
  },
  {
    words:
      "price|cost|amount|fee|salary|wage|total|balance|deposit|rent|budget|fare|premium|revenue|insurance value|value|payment amount|discount|tax|hourly rate|daily rate|price per word|base rent|bonus|credit limit|limit",
    type: money,
    reason: "money, exact to a hundredth",
  },
  {
    words: "percentage|percent|share|ratio|vat rate|tax rate|interest rate|alcohol content|content",
    type: { kind: "numeric", precision: 7, scale: 4 },
    reason: "a share",
  },
  { words: "rate", type: { kind: "numeric", precision: 9, scale: 4 }, reason: "a rate" },
  {
    words: "latitude|longitude|coordinate|position",
    type: { kind: "numeric", precision: 9, scale: 6 },
    reason: "degrees to a tenth of a metre",
  },
  {
    words:
      "quantity|count|number of *|headcount|capacity|stock|seats|age|score|points|stars|rating|rank|level|floor|size|attempts|servings|pieces|copies|goals|grade|sequence|severity|priority",
    type: { kind: "integer" },
    reason: "a whole number",
  },
  {
    words:
      "weight|height|width|depth|length|distance|area|volume|temperature|pressure|speed|draught|altitude|elevation|dosage|dose|diameter|power|rated power|sugar|ph|humidity|concentration|strength|mileage|radius|tonnage|energy|voltage|load|loading volume|hub height|wingspan|angle|density",
    type: { kind: "numeric", precision: 12, scale: 3 },
    reason: "a measure",
  },
  {
    words:
      "photo|picture|image|scan|signature|audio file|file|attachment|video|recording|logo|document",
    type: text(2048),
    reason: "the address of a file that is kept elsewhere",
  },
  {
    words:
      "description|note|remark|comment text|text|body|reason|address|biography|summary|instructions|abstract|message text|diagnosis|remarks|notes|details|content text",
    type: text(),
    reason: "free text",
  },
  { words: "flag|active|paid|sliced", type: { kind: "boolean" }, reason: "yes or no" },
  {
    words: "name|title|label|surname|first name|last name|nickname|subject line|original title",
    type: text(200),
    reason: "a name",
  },
  {
    words:
      "code|number|reference|identifier|id|barcode|sku|serial number|licence plate|license plate|number plate|registration number|passport number|key|pseudonym|symbol|abbreviation|case number|imo number|un number|vin",
    type: text(64),
    reason: "a code: leading zeros and letters count",
  },
  {
    words:
      "status|state|type|kind|category|class|colour|color|gender|sex|size|unit|material|shade|nationality|country|city|street|town|flag state|language|quality|quality flag|condition|position|role|rank|voice|style|method|format|breed|blood group|difficulty|county|region name|genre|weekday|season|mode|purpose|result|outcome|channel|source|topic|finish|flavour|taste|medium|fabric|wood|theme|occupation|profession",
    type: text(100),
    reason: "a word from a list",
  },
];

const LAST = new Map<string, TypeRule>();
for (const rule of RULES) {
  for (const word of rule.words.split("|")) if (!LAST.has(word)) LAST.set(word, rule);
}

/**
 * The type that an attribute's name speaks for.
 *
 * @param words The words of the name, in lower case, the last one in the singular.
 */
export function likelyType(words: readonly string[]): LikelyType {
  if (words[0] === "number" && words[1] === "of") {
    return { type: { kind: "integer" }, reason: "a count" };
  }
  if (/^(?:is|has|can)$/.test(words[0] ?? "")) {
    return { type: { kind: "boolean" }, reason: "yes or no" };
  }
  for (let from = 0; from < words.length; from++) {
    const rule = LAST.get(words.slice(from).join(" "));
    if (rule) return { type: rule.type, reason: rule.reason };
  }
  const head = headOf(words);
  return head.length < words.length
    ? likelyType(head)
    : { type: text(), reason: "nothing says what it holds" };
}

/** Whether a noun by itself names a fact rather than a thing. */
export function isAttributeNoun(words: readonly string[]): boolean {
  if (PAPERS.test(words.join(" "))) return false;
  // "date of purchase" is a date.
  const named = headOf(words);
  const last = named.at(-1);
  return last !== undefined && (LAST.has(words.join(" ")) || LAST.has(last) || MORE.has(last));
}

/** Papers whose names begin like a fact. */
const PAPERS = /^(?:power of attorney|bill of|letter of|certificate of|proof of|deed of)\b/;

function headOf(words: readonly string[]): readonly string[] {
  const of = words.indexOf("of");
  return of > 0 ? words.slice(0, of) : words;
}

/** Whether several words together name a fact of a known type: "e-mail address", "phone number". */
export function isTypedName(words: readonly string[]): boolean {
  return words.length > 1 && LAST.has(words.join(" "));
}

/** Facts that say little of their type. */
const MORE = new Set(
  `coordinate cause detail contact hour minute second metre kilo kilogram litre liter gram page word
  line-number initial spouse hobby skill-level parameter-value threshold maximum minimum average mean median
  sum surcharge margin profit loss turnover income expense vat gst iban bic swift pin password username login
  altitude orientation age weight gender specification spec dimension appearance  strength weakness
  instruction allergy ingredient-list caption subtitle duration frequency interval period validity term
  lifespan shelf-life expiry origin destination-name birthplace residence whereabouts score mark tally
  balance quota allowance limit capacity occupancy availability attendance-count turnout yield output depth
  ethnicity religion habitat temperament tempo motto slogan tagline headline excerpt keyword verdict ranking bearing
  heading pace circumference girth moisture acidity salinity purity viscosity hardness brightness magnitude
  wavelength bandwidth exposure codec firmware brand horsepower torque consumption emission tonnage
  displacement headcount quorum tolerance accuracy precision deviation variance confidence impact effort
  workload utilisation utilization potency indication pulse seniority nickname initials salutation pronunciation
  spelling wording etymology inscription-text coordinates whereabouts mood scent odour odor smell texture
  thickness stiffness shape silhouette finish polish caliber calibre wattage amperage
  lumen decibel octane altitude bearing azimuth declination tide visibility humidity rainfall snowfall
  wind-speed wind-direction sunshine cloudiness age-group birth-name maiden-name
  rating popularity reputation likelihood probability risk-level urgency importance visibility eligibility`
    .split(/\s+/),
);

/** Nouns that name a fact in one text and a thing in another. */
export const softAttributeNouns: ReadonlySet<string> = new Set(
  `order class category type unit position season topic level floor language file document note region country
  city street town address contact price rate rank role grade stock channel source medium video recording
  picture photo image result outcome condition shade material fabric area link key share style genre voice
  message summary label load group score point piece occupation profession skill hobby diagnosis detail
  breed departure arrival street procedure vintage language result county nationality
  balance line tax budget premium fare discount deposit size method format instruction term page word site mark`
    .split(/\s+/),
);
