import { withoutS } from "../verb_forms.ts";
import { listedWords } from "./listed_words.ts";

/**
 * How often words that may be nouns or verbs are nouns where organisations write of their data, in the base
 * form or with -s: as a language model judged each word by itself, without a text before it. From 0,
 * practically never ("belong"), to 4, practically always ("meeting").
 */
export type Nounhood = 0 | 1 | 2 | 3 | 4;

const LISTS: Readonly<Record<Nounhood, string>> = {
  // practically always a verb: "belong", "receive"
  0: `
    abandon abduct abet abide abolish abort abound abscond absolve absorb accelerate accept
    acclimate accommodate accompany accomplish accost accrue accuse accustom achieve acknowledge
    acquiesce acquire activate adapt add adjourn adjust administer admit adopt adorn adsorb
    advertise advise affect afford agonize agonze agree align allege allot allow allude alter
    amalgamate amaze amuse analyse analyze animate anneal announce annoy annul anticipate appear
    appease apply appoint appraise appreciate approve argue arise arouse arrange arrive arriving
    ask aspire assail assemble assert assess assign assist assume assure astonish astound attach
    attain attend attest attract augment authorise authorize automate avert avoid await babysit
    backfire baffle bake bathe become befriend beg begin beguile behave behead behold believe
    belittle belong bequeath bestow betray bewilder bewitch bide bind bleed bless bloat blow
    blurt boggle boil bolster bombard bookkeep born borrow bother breastfeed breathe breathtake
    brighten broaden build bury calculate cancel captivate careen carry carve cater cease
    celebrate centralize certify cherish choose circumvent cite classify cleanse clear coalesce
    coerce coexist cohabit coincide collect collide collude combine combust come commence commit
    communicate compare compel compete compile complain complete complicate comply compose
    comprise conceal conceive concentrate conclude concur condemn condense condone confess
    confide configure confirm conform confront confuse conjure connect connote conquer conserve
    consider consist consolidate conspire constitute constrain construct consult consume contain
    continue contribute convene converge convert convey convince coordinate cope correspond
    corrode crave create cripple crumble cultivate curtail customize dampen dare darken daunt
    dazzle deafen debark debilitate debrief debug debunk deceive decentralize decide decimate
    decipher declare decode decommission decompose decorate decouple decry decrypt dedicate
    deduct deepen deface defer define deform defraud defy degrade delimit deliver demean
    demolish demoralize denote denounce deny depart depend depict deplore deploy deport depress
    derail derange derive describe deserve desist detach detect determine devastate develop
    devolve devote diagnose die differ dignify diminish dine disable disappoint disarm disband
    disburse discard discern disclaim disclose discourage discover discuss disgruntle dishearten
    dislodge dismantle dispense disperse displace displease dispose disprove disrupt dissolve
    dissuade distil distill distinguish distort distract distribute disturb diverge divert
    divest divide divulge donate drown dwell dwindle earn eat edify edit educate elapse elate
    elect electrify elucidate elude emaciate embalm embark embarrass embody embrace embroider
    embroil emerge emphasize employ empower enable enact enchant encircle enclose encourage
    encroach encrypt encumber endanger endear endorse endow endure energize enforce engage
    engender engrave engulf enhance enjoy enlarge enlist enliven enquire enrich enrol enroll
    ensue ensure enter enthral entice entrain entrench entrust envelop envisage envision equip
    erase erupt eschew espouse establish establishing evaluate evoke evolve exaggerate exalt
    examine exasperate exceed excel excite exclaim exclude execute exert exhale exhilarate
    exhort exhume exist expand expect expedite expel expire explain explode explore expose
    expunge extend extinguish extol exude facing fade fail falter fascinate fasten fatten fend
    ferment fess fetch fill find fizzle flatten flatter flee fluster follow forbid foreclose
    forego foresee foreshadow forewarn forfeit forget forgive formulate forsake forthcome
    freshen frighten frustrate fulfil fulfill fundraise furnish gad gather generate generating
    get give glean go govern grapple gratify graze greet grieve groundbreak grow hamper hanker
    happen happening harangue harass have heal hear heartwarm heighten hide hijack hinder hoist
    hold hone horrify humiliate hunker hurt ignore illuminate illustrate imagine imbue immerse
    impale impart imperil impinge implement implode imply impose impoverish impress imprison
    improve incite include incorporate incur indebt indicate indulge infect infest inflate
    inform infuriate infuse ingest inhabit inherit inhibit initiate injure innovate inquire
    insert insist inspect inspire install instil instruct insure integrate intend intensify
    interact interpret interrupt intimidate intoxicate introduce intrude inundate invade invent
    invert invest investigate invigorate invoke involve irk irritate join justify juxtapose keep
    kidnap knead kneel know languish last launder learn leaving lend lengthen lessen lifesave
    lighten like linger linking liquefy liquidate listen live liven locate loosen lose lower
    lurk madden maim maintain manage marry mature meditate mesmerize migrate mimick mingle
    misplace mitigate modify molest motivate mourn mow multiply mystify navigate needing
    negotiate nominate notify nourish obey observe obsess obtain occupy occur offend omit open
    operate opine oppose oppress opt organise organize outgrow outly outnumber outpace outstand
    overarch overcome overlook overpower oversee overshadow overturn overwhelm ovulate owe own
    pamper paralyse participate pave peacekeep pend perceive perform perish permeate perplex
    persevere persist persuade pervade pinpoint plummet pollute portray possess pray preach
    precede preclude predetermine predict prefer preoccupy prepare prescribe preside presuppose
    pretend prevail prevent proclaim procure profess prohibit prolong promote pronounce propose
    prosper protect protrude prove provide provoke publish punish purport pursuant pursue put
    qualify quash quench quit radiating ratify ravish react realise realize reap reassure
    receive reckon recognize recommend reconcile recoup recover recycle redact redefine reduce
    refer refine reflect refocus refract refuel refurbish regroup regulate rehearse reheat
    reimburse reinforce rejoice rejuvenate relate relax relent relieve relinquish relive rely
    remain remember remove renew renounce repel rephrase replace replenish represent
    representing require resemble resent reside resign resist resolve respond restrain restrict
    resurface retire retrieve reveal revere revert revitalise revitalize revive revoke revolve
    rid ripen roam rotate sadden satisfy saturate save say scavenge sculpt secure see seek seem
    select sell send sending separate sequester serve settle sever sew sharpen shatter shorten
    shrivel shun sift simplify simulate sit skyrocket slay smuggle snuggle soar sober solicit
    solve sooth soothe speak specialize specify spellbind splay squander squish starting startle
    starve steal stiffen stifle stimulate storing straighten strangle strengthen strew strive
    stun sublimate submerge submit subside subsidize subsist subtract subvert succeed succumb
    suck suffer suffice suggest summarise summon supplying suppose suppress surmount surpass
    surround surrounding survive suspend suss sustain sweeten take taking tamper tantalize teach
    tell tempt tend terrify think threaten thrive thwart tighten topple toughen trample transact
    transform transmit transpire tremble try uncover undergo understand undertake undervalue
    underwhelm undo unearth unfold unfounded unify unite unleash unlock unnerve unplug unravel
    unsettle untie unveil uphold utilise utilize validate vanish vanishing vary verify vex vie
    visualize waging waive wander want warn weaken wean weep weigh widen wield withdraw wither
    worsen wreak wrestle write yearn yielding zonk`,
  // mostly a verb: "record", "pay"
  1: `
    accrediting affix assembling bear bending bet blame blend blossom boiling boost bounce brew
    browsing bully bustle buy buying capture caring cast catch caulk chant chew chill chirp chop
    churning clap clean clearing close closing clutter collapse combing compromise conduct
    convening copying cover covering crawl cross crush curl cut daze dealing decrease delegating
    diagnosing dialling dig digest digging dislike ditch drain draining draw dredge dribble
    drive driving drop dropping earmark eating embroidering emptying entertaining etch exploit
    export express extract face failing fall finish fit fix fixing flirt floating fly flying
    fold folding forge founding freeze giggle giving glide grab granting grate groom growing
    guess handle hang harbour hatch hauling help hire hit hop hope howl hurry hush import
    increase invite isolate jot jotting juggle keeping kill killing knit lapse launching lay
    laying leave let lie look love lowering make making meander measuring meet melt melting mend
    merge merging mimic monitor moving mull mumble nag need nurture offering outgo passing
    patrolling pay pick placing playing plunge poach pour practise practising present proceed
    prod produce puke pull push quarantining quitting raise reach read receiving reclaim record
    recruiting refinance refresh registering reject relaying reload remains renaming render
    renting repairing repeat resting restock restore restructrue resume retrying reup revel
    reverse revisit rolling run running rustle scatter scorch searching selling serving set
    settling shake shaking sharing shifting shine shout shrink silencing sinking slam snatch
    sneak sniff solving speaking spend spoil spread spreading stagger standing start stave
    stealing steer stir straining struggle stumble suffering summoning swapping sway swell
    tackle tailor talking tarnish tease thank throw tightening tilting touching traffick
    transferring travelling treat treating tuck turning undercut undertaking unpacking updating
    upgrading upset visiting wait wake warming wear weave wed welcome whack winning wiping wish
    withholding wonder wooing working worrying yammer yell`,
  // about as often the one as the other: "change", "review"
  2: `
    abuse access act aim answer approach arrest associate baking ban bandaging bark bathing
    batter beating birthing bite blending book borrowing break brewing brining broadcast
    broadcasting brushing bump burning burp burst bypass call cause change charging chase check
    click climb climbing clone combat conscript consent control cook cooking coughing counsel
    count counting crocheting crushing cure cutting dancing dart dash deal debugging debut
    decanting decline defeat delegate dicing dismantling dispatch dispensing display dissent
    download drafting drift drinking drowning drying dump dumping editing encounter escape
    escort exchange extinguishing feed feeding feeling fight filling filtering finding finishing
    fledging float flogging flowering flushing focus foraging force freezing frying functioning
    garnishing gathering gauging glare gleam gluing grant grilling guarantee hanging harness
    hatching hate hike hiring hoeing hoisting holding honing host hosting hug hunt influence
    intrigue issue jog jogging jumping kidding kneading knock lacing lack laminating lash launch
    laundering lead letting lifting listening lodge log logging manufacture mark matching
    meaning means mending mixing mount mounting move neglect nesting note offer offset ordering
    outline overlap override parting pass pasting pause pecking peeling piss place planning play
    plough polish pooling posting pouring prattle preaching prescribing pressing print probing
    promise publishing pumping punching purging questioning queueing quiver raking rate rattle
    reaping reboot rebuff rebuilding recall recording recruit refilling refining refuse register
    regret release reopening reordering repackaging repeal replanting reply repotting reprinting
    rescheduling reserve restart restocking restructure retrofit return revamp review riding
    ringing rinsing rise roar roasting rot rush sacking safeguard sail salting sanding saving
    sawing scalding scanning scare scattering scolding scouring scraping scratching scream
    screech scroll sculpting sealing search share sharpening shaving shedding shoot shortening
    show shredding sifting sign signing singing sitting skinning slaughtering sleep slicing
    smoking sneeze soak soaking socialising sorting sow span sparkle spawn speeding spell
    spending spin spinning spit split spoof stab stacking stand stapling stay steaming steeping
    stick stocking stop store stripping suit support surf swallow swearing sweep sweeping swim
    switching talk tapping tear temper thinking threading throwing tick tilling tipping touch
    towing trace tracing track tracking train travel trickle trigger trim trimming tumble turn
    twist typing understanding unloading unveiling update upgrade upload uprooting use view
    viewing void voiding volunteering vomit vomiting walk walking warp wash washing watch
    weighing whipping whisper whistling whittling win winding wintering work worry wrap writing
    yarning yawn zoom`,
  // mostly a noun: "order", "visit"
  3: `
    accord accounting ache address advance advocate aid anchor anger appeal attack attempt audit
    award bail bargain bearing beginning beheading benefit berthing bid bidding bill blast blaze
    boarding bomb bombing bonding booking boom border boss bottling boycott bracing
    brainstorming braking breach breed breeding bruise brush buckle buffer bundle bunkering butt
    calving cap care carving casting caution challenge charge chat claim cleaning cleansing clip
    clipping coaching coating coding colouring comfort command comment commissioning composting
    concern conflict contact contrast cooling coppicing copy coring cost coupling cramp crash
    credit crossing culling curing cycling dance debarking debate deboning debriefing decay
    decommissioning decree degreasing delay delight demand deposit descaling desert design
    desire discharge disgust dispute distress dive diving divorce dock docking document dole
    doping dosing doubt draft drawing dream dress dressing drill drilling drink duel duplicate
    dye dyeing embossing end engraving envy estimate etching excuse exhaust exhibit experience
    experiment farrowing fastening favour fear feature felling file filing filming filter
    finance firing fishing fitting flag flash flock flood flooding flow foil forecast forging
    form fostering fracture frolic frosting function fund galvanising galvanizing gilding
    gliding gloss glue gossip grade grading graduate grafting grazing greeting grinding grip
    grouping grouting guide haggling handling harm harvest harvesting hazing head heading
    healing heat hedge hedging hijacking hiking hint honor honour house hunting insult interview
    invoice invoicing iron ironing joke judge jump kick kidnapping kiss knitting label labelling
    lag land landing latch leak leap lease leasing lending levy license lift limit link list
    load loading lock lodging lynching machining mail mailing malting mandate manoeuvre mapping
    marking match mating matter measure mentoring merit milking milling mime mince mind mix
    modelling molding monitoring mop mourning mowing muddle mulching murder networking notice
    numbering opening orbit order outsourcing overuse pack packing paint painting pairing panic
    park parking paste patch patching patrol peak permit phasing phone photograph picking
    piercing pile piling pin pity plan planing plant planting plastering pleading ploughing plug
    poaching poison polishing poll polling post praise press prey printing probe process
    processing profiling progress proofreading protest provisioning pruning punch purchase
    purchasing quarrying quenching quilting quote racing rake rally ramble range rank rap
    rationing rave reading reasoning reel reform refueling refuelling refund reign remark remedy
    rendering rent repair report reporting request rescue resort respect rest restructuring
    result resurfacing retesting retreading reward ride roast roll rounding rout routing rowing
    ruin ruling rust sacrifice sailing sample sampling scale scan schedule scheduling score
    scoring scratch seal seasoning sense sensing sewing shading shape shearing shed shelling
    ship shipping shooting shortlisting shunting sieving signal sink skate skating ski skiing
    skip slice slide smell smelting smile smocking smoke smuggling snowboard soldering sort
    sound sowing spark spike spill sponsor spot sprawl spraying spur spy stack staging stain
    staining stamp state steering stem stitching stockpile stream stretch strike strip study
    stuffing supplement supply surge surprise survey suspect sweat swimming switch tack tag
    tagging tally tampering tan tanning taste tasting teaching tempering test testing threshing
    thrill tie timing tip tire trade trading transfer transition transport trespassing trick
    trust tune tuning type uplift usher vacuum varnishing venture vet visit vote voting warrant
    watering weaning weaving weed weeding weld welding whip whisk whistle witness wrapping
    wrinkle yearning yield zip`,
  // practically always a noun: "ward", "meeting"
  4: `
    accent account addict age air alarm arch architect archive arm armour auction awning balance
    band bank bar barge base battle bedding beef belt bias bike billing bit bitch blessing block
    board boat bond bone bookbinding bookkeeping boot bottle bowstring box brake branch brand
    bridge briefing bud budget building bulk burden butcher cage cake camp canoe card casing
    catalog catering cave ceiling center centre chain chair champion channel charm chart
    chauffeur chip christening circle claw clothing cloud club coach coat code coin color colour
    commission compound conglomerate contract core counselling couple court craft craving crop
    crowd cube cue curve cycle dam damage damages date defect detail discipline discount dish
    doctor drawstring drone drum duckling dwelling earring edge effect engineer engineering
    evening exercise exit eye farm fence fencing field figure film firefighting fish flavor
    flavour flesh flower fork format fragment frame franchise frost fuel funding fundraising
    gambling game gang garden gas gate gear gelding gift glazing grating grill ground grounds
    growth gruel guard gun ham hammer hand handwriting hearing heating herring hole homecoming
    hook horse housekeeping housing impact index ink intent interest interface intern jack jag
    jam jazz juice keel key keyring kid labour lace lambing lance lecture leech lemming level
    lighting lightning line lining loan lobby loss lump lust man manifest manner mantrailing
    manufacturing map marbling market marketing marshal mask master meeting mentor message
    metering milk mine mining minus mirror mistake misunderstanding model monkey mooring morning
    mugging nail name net netting network nothing nurse nursing object offspring oil onboarding
    outbuilding outing outpouring overpass package packaging padding pair pan parallel parent
    part party past patent peg pen pencil perfume pet phase phishing pilot pine pipe pit plating
    point poisoning police pool position pound power practice price pricing pride profile
    program programme programming project prop pudding pump puzzle question race rack rage
    railing rain rape rat rating reason recycling reference rein rhyme rigging riot risk rock
    roof roofing rope route rule sack sapling scaffolding scout screen screening screw seat
    seating seed seedling sentence sentencing service shack shade shelter shift shilling shock
    shop shoplifting shopping shore shortcoming sibling side siding sighting size skateboard
    slip slope smallholding snake snow something spacing spam speed spelling spice spite spring
    spruce square stabbing staff stage stake stall star starling step stereotype sterling stew
    stock stocktaking storm strain stress string stroke stuff stump style subheading subject sum
    summons surface target tax text thanksgiving thread tile time toll tone top topping torture
    total tour trafficking training trap trek trend trifle trip trouble tunnel twin underwriting
    upholstering uprising value vending voice volunteer wadding war warehouse warning waste
    water wave wax weather wedding wellbeing whaling wheel wick wind wire wiring wording
    workshop worship worth wreck writ wrongdoing yearling zone zoning`,
};

const RATED: ReadonlyMap<string, Nounhood> = listedWords([0, 1, 2, 3, 4], LISTS);

/** How often a word is a noun, or undefined where it is not known. */
export function nounhoodOf(word: string): Nounhood | undefined {
  const base = withoutS(word);
  return RATED.get(word) ?? RATED.get(base) ?? RATED.get(`${base}e`) ??
    RATED.get(word.replace(/ies$/, "y"));
}
