const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Verbs of requirements whose forms are nouns as well. */
export const commonVerbs: ReadonlySet<string> = set(`
  access address advise advertise answer appoint approve arrange assemble assess assign attach attend
  audit award bid bill board book borrow bring broadcast build buy call cancel carry certify change
  charge check claim clean collect comment commission complete contain contract contribute control
  cook cover create credit deal deliver deposit describe design document donate draft draw drive
  earn edit employ enter escort examine exchange feature feed field file fill film finance fly follow
  fund give grade grant grow guard guide handle head hold host house inspect install insure invite
  issue join judge keep label land lead lease lend let license link list load lock log make man
  manage map market measure meet mentor milk monitor move name need offer open operate order organise
  organize own pack park pass pay perform pick place plan plant play play post practise prescribe
  present preside print process produce program promote provide publish purchase quote race raise
  rate reach read receive record refer register reject release rent repair reply report represent
  request reserve return review ride rotate run sample scan schedule screen seat see sell send serve
  service set ship shoot show sign sing sit sort speak sponsor staff start stock stop store submit
  supply support survey take target teach tend test tick time tour track trade train transfer
  transport travel treat tune use vet view visit vote want watch wear weigh win work write leave lapse expire arrive depart refund contain include consist belong depend
  apply bear cast join compare eat stand lie run go come get put cut sleep grow become look lose win travel
  accompany acknowledge acquire adopt adjust agree allow analyse analyze announce archive ask assist
  associate authorise authorize ban begin block break brew cause celebrate choose clear close combine compete
  compile compose comprise concern conclude conduct confirm connect consume contact convert coordinate
  correspond cost count cultivate declare decline decrease define demand detect determine develop differ
  discover dispense display distribute divide donate earn enable encounter end enrol ensure equip establish
  evaluate execute exhibit exist expect experience explain explore express extend fall fight finish fit
  fix float form formulate generate get guarantee happen harvest help import improve incur indicate influence
  inform inherit inspect integrate intend interview introduce invest investigate invoice last launch lay learn
  leak lift live locate lodge look lower maintain mature merge migrate mix modify mount nominate notify observe obtain
  occupy occur orbit oversee paint participate permit pick plough polish possess post pour precede prepare prevent
  procure prohibit project promise propose protect prove pull pump push qualify raise range react receive recommend recruit
  reduce reflect refuse regulate relate release remain remove renew replace rescue reserve reside resolve respond rest
  restore result retire reveal roll sail save score search secure select separate share shelter shift signal
  sink sort specify spend split spread stamp stay steer stem store study suggest suit support surround suspect swim take
  teach tell think throw touch trace transmit transform trap treat trigger try turn undergo understand update upload
  utilise utilize validate vary verify wait walk warn wash waste water weld yield
`);

/** Forms that the library takes for verbs and that are nearly always nouns in requirements. */
export const nounsLikeVerbs: ReadonlySet<string> = set(`
  batches seeds species dispatches matches patches switches branches coaches clutches sketches
  master rights photos clubs scouts racks shelves benches ditches crates bundles courts ports
  searches lots lot tickets vehicles wages beehives berths moorings invoices parcels samples sizes
`);

/** Gerunds that name things. */
export const nominalGerunds: ReadonlySet<string> = set(`
  booking reading building meeting screening posting rating training hearing opening
  offering sitting berthing bottling filing showing tasting viewing mooring sailing landing finding
  painting drawing recording wedding clearing crossing fitting setting sampling warning briefing
  holding ruling savings earning mailing outing parking planting pricing reckoning saying serving
  spelling spending standing stocking swelling teaching testing timing trading warning tagging
  engraving casting clothing coating covering delivering dressing dwelling ending feeling filling
  housing killing learning lighting marking mapping matching packing pairing pledging ranking
  scaffolding seating shooting shipping sighting siding signing sing sorting swimming topping wording
  catering cleaning grazing lambing milking harvesting ringing sounding evening morning
`);

/** Forms that are verbs and nothing else. */
export const plainVerbs: ReadonlySet<string> = set(`
  goes comes becomes gets gives takes makes belongs contains includes consists comprises has does says sees
  knows keeps receives requires provides refers depends applies exists happens allows lets sends brings buys
  sells sits stands carries serves employs owns pays hires borrows lends owes decides chooses accepts rejects
  assigns creates determines describes defines specifies identifies concerns involves represents attends joins
  enters begins continues remains tells asks wants writes teaches learns
`);

/** Forms that are verbs where what they act on follows. */
export const nearlyPlainVerbs: ReadonlySet<string> = set(`
  uses runs reads shows holds rents leaves ends stays leads needs works relates manages follows
`);

/** Infinitives that are verbs and nothing else. */
export const plainBases: ReadonlySet<string> = set(`
  take give make get keep send bring become belong contain include consist come go know say see receive
  require provide choose decide refer depend apply allow accept serve
`);
