import { sortOfNoun } from "./weighing/noun_sorts.ts";

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Nouns that name no thing to keep data about: time, talk, software, abstractions. */
export const noiseNouns: ReadonlySet<string> = set(`
  scope removal completion execution cancellation handling processing renewal preparation
  law year month week day hour minute second time date morning afternoon evening night weekend weekday monday
  tuesday wednesday thursday friday saturday sunday january february march april may june july august
  september october november december spring summer autumn winter century decade noon midnight moment
  period while today tomorrow yesterday holiday christmas easter peak rush
  thing something anything way case-in-point fact idea question answer problem issue-of point matter
  kind sort example rest part bit search pair number amount total sum half third quarter percent
  percentage average maximum minimum majority most range  series-of order-of place
  system software app database spreadsheet excel access screen form button page website
  web interface dashboard tool computer phone e-mail email mail call file folder paper post letter-of
   overview statistic figure chart list  backup log-file data information detail record
  requirement specification document-of feature functionality scope project-of budget deadline kick-off
  need wish request-of sake purpose reason goal aim order-that help advice support-of regard regards
  thanks attention trouble mess hurry care    mind sense hand side end beginning start
  middle front back top bottom inside outside  others other one everybody everyone
  nobody people someone anyone person-in-charge staff-of
  everyone life world country-of abroad home house-of
  money cash cent euro dollar pound card-of price-tag charge-of tax
  office desk-of back-office headquarters head-office
   quantity volume size weight height length access-right security privacy
  business company-of trade work job-of task-of activity operation process procedure  habit
  advance behalf addition general particular common  detail turn average
  concept exception case-of instance situation circumstance condition-of result-of outcome change
  use usage choice decision-of difference relation relationship  link-of combination
  basis extent degree-of level-of stage phase-of step-of beginning history past future present
  full-resolution resolution ms millisecond latency response responsetime throughput
  lookup look-up query insert update delete read write request
  internet network-of cloud server-of online offline browser
  consideration account-of possibility ability opportunity responsibility  obligation
  attempt effort failure success mistake error accident-of
  h s min kg km pm am m x yr cm mm sec mb gb gram kilo kilometre kilometer mile inch tonne litre liter metre meter-of hour ton
  feedback opinion preference-of demand supply-of capacity growth
  paperwork note notes remark  ramble regard sorry hello noise 
`);

/** Nouns that stand for how much of another: "a set of performances". */
export const transparentNouns: ReadonlySet<string> = set(`
  number couple set list range variety majority rest content kind type sort series group collection
  sequence combination pair dozen handful total amount piece lot bunch mix body bulk pool pile heap row succession handful maximum minimum
  copy-of half portion share-of
`);

/** Adjectives that name no kind of thing: "a new plan" is a plan. */
export const plainAdjectives: ReadonlySet<string> = set(`
  new old large small big little long short high low good bad great fine nice own same other different
  similar single double certain given particular specific special general common usual normal regular
  several many few various multiple numerous more most less least additional-to further extra-large next
  last first second third fourth fifth final previous current present former latest recent early late
  available free full empty open closed complete incomplete whole entire total maximum minimum average
  possible necessary required requested needed desired expected planned scheduled actual real true false
  correct wrong valid invalid unique individual separate respective corresponding appropriate suitable
  relevant important main major minor key central basic simple complex easy difficult hard
  fixed variable flexible permanent temporary daily weekly monthly yearly annual hourly
  active inactive existing future past overdue due lost missing damaged broken ordinary
  quick fast slow busy popular famous favourite favorite known unknown
  at-least entire own up-to-date right left upper lower better best worse worst
  printed signed paid unpaid loaded stored registered named numbered involved affected concerned
  one-off occasional frequent rare consecutive simultaneous
  additional extra typical initial original approved accepted rejected submitted cancelled confirmed pending
  outstanding unused used spare interested responsible remaining selected chosen upcoming forthcoming related
  associated assigned concerned subsequent preceding eligible willing able likely aforementioned said
  bigger larger smaller older newer younger longer shorter broader narrower optional mandatory nearest closest latest newest oldest highest lowest biggest largest smallest cheapest higher lower
  neighbouring existing opposing participating ongoing incoming outgoing surrounding
  outside inside external internal in-house outer inner
  young adult elderly local foreign international national regional
  so-called following above below such
  certified licensed qualified recommended earlier freelance paying
`);

/** What the writer's own organisation or program is called. */
export const speakerNouns: ReadonlySet<string> = set(`
  system software application database solution platform program app
`);

/** Organisations that are the speaker's own when there is only one of them. */
export const organisationNouns: ReadonlySet<string> = set(`
  company organisation organization firm business agency office school club association cooperative
  charity clinic hospital museum library gym lab laboratory festival estate farm theatre theater port
  airport university college institute institution department pharmacy shop store workshop studio choir
  network foundation society union federation bureau centre center garage hotel restaurant bakery
  parish church zoo park observatory brewery winery newspaper bank insurer publisher-of practice trust
  council municipality authority government ministry harbour marina league shelter collection
`);

/** Endings and words of people who do something. */
export function isPersonNoun(word: string): boolean {
  if (PEOPLE.has(word)) return true;
  const sort = sortOfNoun(word);
  if (sort !== undefined) return sort === "person" && !NOT_PEOPLE.has(word);
  return /(?:er|or|ist|ian|ant|ent|ee|man|woman|person)$/.test(word) && !NOT_PEOPLE.has(word) &&
    word.length > 4;
}

const PEOPLE = set(`
  customer client patient student pupil guest member user visitor tenant nurse doctor staff employee
  volunteer pilot coach chef cook judge guide guard clerk agent scout monk priest athlete hero
  parent child guardian host friend colleague boss contact person donor artist author
  apprentice novice neighbour neighbor amateur entrepreneur chauffeur candidate delegate associate graduate
  undergraduate magistrate advocate captain chaplain bishop steward secretary beneficiary signatory architect
  mechanic medic paramedic critic heir vet nun sheriff cadet recruit fellow scholar registrar midwife mason
  deputy citizen resident refugee inhabitant bride groom widow
  attorney notary sibling twin cousin warden umpire marshal convict inmate orphan heiress hostess actress
  waitress stewardess laureate postman
  participant owner spouse relative partner crew witness expert intern trainee
`);
const NOT_PEOPLE = set(`
  head master minor human lumber reactor behavior wishlist waitlist modifier specifier blister
`);

/** Nouns that are talk in one text and things in another. */
export const softNoiseNouns: ReadonlySet<string> = set(`
  call case part    meter form report file letter  list note page change request
  business point task activity process exception  folder paper post screen tool computer
  phone figure  record question answer problem issue requirement specification budget house home
  country office trade work operation procedure decision connection relation stage phase step     program project level section error failure opinion feedback notice method plan   statement
  backup log   tax charge  balance position mail email e-mail website update    version check  turn access   place period
  instalment couple friend father mother brother sister husband wife colleague boss audit police rule regulation permission reception counter application program
  quality interest chance link connection
`);
