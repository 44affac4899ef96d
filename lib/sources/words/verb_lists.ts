const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Verbs of keeping data, said of the writer or of nobody. */
export const recordVerbs: ReadonlySet<string> = set(`
  record store keep note register track save capture know need log document specify list hold remember
  maintain collect write track want see understand define include manage measure mention enter state
  require show remember weigh observe count file note require
`);

/** Verbs of having: what they take is a fact or a part of the subject. */
export const haveVerbs: ReadonlySet<string> = set(`
  have contain include comprise consist possess bear feature carry hold compose make divide split equip
  show record state specify list characterise characterize describe define name mention note store
`);

/** Verbs by which a thing is told apart: what follows is a key. */
export const identifyVerbs: ReadonlySet<string> = set(
  "identify distinguish know label number recognise recognize",
);

/** Verbs that say nothing of the data: talk, feelings, wishes. */
export const noiseVerbs: ReadonlySet<string> = set(`
  think hope believe suppose guess thank apologise apologize love hate enjoy feel seem sound look-like
  ask tell say talk speak-of explain discuss mean-that understand forget remember-to promise
  let work-for happen matter cost wait hurry start stop begin finish try help attach-to
  expect assume consider wonder worry decide agree prefer
`);

/** Verbs of contributing: who does it through the software leaves something that stays his or hers. */
export const contributingVerbs: ReadonlySet<string> = set(`
  book order buy publish rate comment follow join register reserve subscribe submit donate make take pay
  upload put reply accept have rent hire borrow post write like share vote review apply enrol enroll
  bid invite own launch-to give report request sign sell list-for request return play attend suggest
  complain claim log bring cancel
`);

/** Verbs that relate many to many when both sides are plural. */
export const manyToManyVerbs: ReadonlySet<string> = set(`
  teach learn attend play follow borrow reserve like rate visit know speak use support supply sell buy
  join participate star appear perform compete enrol enroll share treat serve study subscribe read watch
  require contain include combine cover write work collaborate
`);

/** Verbs of putting into groups: a kind that things belong to is a thing itself. */
export const groupingVerbs: ReadonlySet<string> = set(`
  belong assign group classify categorize categorise fall sort divide allocate put place arrange file
`);

/** Verbs by which a whole gets its parts: "is divided into". */
export const compositionVerbs: ReadonlySet<string> = set(
  "divided split broken cut composed made organised organized structured subdivided equipped",
);

/** Verbs of making: who does it makes one after another. */
export const makingVerbs: ReadonlySet<string> = set(`
  make write publish sign submit issue place send pay receive get create draw fill hand raise report file
  open prepare enter take lodge
`);

/** What people do, and things do not. */
export const personalVerbs: ReadonlySet<string> = set(`
  accept ask pay sign apply choose want wish call decide agree complain register book cancel request confirm
  reply forget work live teach write drive see know buy borrow submit like prefer promise resign marry die
  attend study enrol enroll speak hire quit retire earn vote arrive bring plan think
`);
