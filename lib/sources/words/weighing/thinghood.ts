/**
 * How often nouns name things to keep data about, where organisations write of their data: as language
 * models judged each word by itself, without a text before it, twice where a word was in both of two lists.
 *
 * @module
 */
import { listedWords } from "./listed_words.ts";

/** In how many tenths of such texts: from 0 ("colour", "week") to 9 ("customer", "invoice"). */
export type Thinghood = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

const LISTS: Readonly<Record<Thinghood, string>> = {
  0: `
    a-c abrasiveness absolute absurdity abv accepted acoustics ada adeyemi adjoin adolescence
    adulthood adversity aeon aesthetics affection afresh afternoon aftertaste afterthought ago
    agriculture ala allocate aloud altruism ambiguity amend ampere anarchy anew anger angst
    annika aor apathy approve approx april archaeology arithmetic armful arrive arriving
    artistry ashore ask astonishment astray astrology asymmetry atlantic attention august
    autonomy autumn average awareness awe babyhood backbone bagful basketful bedtime begin
    beginning behalf belong beneficial best bev billion birthtime blindness bliss blueness
    blurry bodyweight born borne brandt bravado bravery breakability brevity brilliance brinke
    broken brown bruno bygone byte calmness calorie came cancelling capacitance capitalism
    cardinality ccy cent centigrade centimeter centimetre certainty chaff chaos charisma
    checksum childhood cleanness cleverness clumsiness coarseness coaxial cognition coli collect
    colour comfort commonsense communism comparing compassion complete completeness conc confer
    confusion conscience consecutive continuity convenience crateful credence crispness cruelty
    crunchiness cubic cupful curiosity cyberspace cynicism daily darkness datev dawn daybreak
    daylight daytime dbase deadweight deceleration december decency decibel delete delivering
    delphine denominator despair destiny deviate dicing difficult digging dignity dijkstra
    diligence dinnertime dioptre dirt disabled disagree disappointment discontent disgust
    distrust dmg dob doi dollar dollop dorota double downstair dozen dread dsq dualism ductility
    duff duplicity dusk dy ean earn ease easter eg eighty electronic em empathy emptiness empty
    end english enjoyment entropy envy equality equilibrium eternity euphoria eur euro eve evil
    excitement existence expected expire external eyebrow eyelash fail fame far fascism fate
    fatherhood fathom fatness february fefo feminism fenna ferocity fidelity firefighting
    firmness fiscal fistful flown fo forearm forenoon foresight former forth fortnightly found
    franc free freedom friday from-to frustration fullness fun furlong furnish gallon gareth
    gary gastronomy gather gb generosity genetics gerd gerda gigabyte glamour glance glare gloom
    glory glut go going gone goo goodness got gotta gram gramme granularity gratitude gravitas
    greatness greed greyness grief grist gross gruel grzegorz guarneri haha hail halflife
    halfway handful hang happiness hardness harshness harvesttime hash hashanah haste hate
    hatred heaven heaviness hegemony helau hell heredity herewith heroism hertz hessian
    heterogeneity heyday higher highest hoisting holstentor homogeneity honesty horror horseback
    hour humanism humanity humility humor humour humus hundred hundredweight hung hunger hurry
    hydrology hz id idealism ignorance ignore illegibility imagination imei immaturity
    immortality impetus inception inch incoming incompetence inconvenience indifference
    individuality indoor inductance ine ineke infancy ingenuity initial inner innocence
    inquisitiveness instinct integer interim internet intimacy intuition invalidity invective
    ipam irony isbn isin isrc jae january java jazz jealousy joining jot joule joy july june kb
    keeping kennelled kg khz killybeg kilo kilobyte kilogram kilohertz kilojoule kilometer
    kilometre kilowatt knack knowhow known kofi kosher kwh lacing lack lakh lang lather latter
    leanness learnt leeway legal leisure lest lethality liberalism liberty lifetime limelight
    lind linking linux litem liter litre little localhost logic lol lorna lose lowering lowest
    luck lumen lunchtime lund lust lux luxury lying macadam magic main making malice malte
    manner marcus margin maria marit marloe may mean means meantime measuring mediate megabyte
    megahertz megawatt mercy meta meteorology methane metre mgmt microgram micron mid midday
    middle middleage midnight midsummer midweek midwinter miele mile millennium millibar
    milligram millilitre millimeter millimetre million millisecond mind minimum minus minute
    mire mirela mischief misery mm modesty modicum modulus modus moisture moment momentum monday
    mono monthly morality mores morning morrow morsel motherhood motility mouldy mourning
    mouthful moving mrn mth multiplication multitude mutability mutual mutuality mwale myriad
    mysticism name nanosecond nationalism natural nature nautical neatness necessity needed-by
    needing neutrality newton next ngc nickel nicotine nightfall nighttime ninety nonsense noon
    nope norderney normality north northwest nostalgia nothing nothingness november now nr
    numbering numerator nutshell nylon obedience oblivion obscurity obsession occupied occur
    october odd offline ohm old olli oma opacity openness operandi optimism originality
    osmolarity other ought ounce outback outcry outer outgoing outlook outpouring outset
    outskirts outward over overcrowding overkill ozone pacifism paleness palliative pallidity
    pallor panic paradise pareve parity parsec particular pascal past pasting pathogenicity
    pathos patience patriotism patrolling paying peace peacetime peck pecking peculiarities
    percentage percentile perception pereira perfection periphery permeability permissibility
    permittivity perplexity persistence persuasion pessimism pfennig physiology piety pilbeam
    pinch pint pitfall pity pl planing plasticity platinum plausibility playing pleasantness
    pleasure plethora plight plumb polarity politeness politics polycarbonate polythene
    popularity populism porosity portability possible posterity potash poverty practising
    pragmatism pre pre-paint preceding precision preconception predicament prefer prejudice
    prestige pretence pretension pretext prevention pride probability probing proceed
    procreation professionalism profitability prosperity protonation provided prowess puberty
    public punctuality purity purport pus qty qualm quart queueing quickness quicksilver quintal
    quitting quotient racism radiance radiating radicalism radioactivity radius rage rainwater
    raking ran randomness rapport rapture rathfarnham ratio rationale rationality raw rayon
    readability readiness realism reality rear recency reciprocity recklessness redness
    refractivity refunded registering regular regularity reliability reluctance remain remainder
    remorse replacing representing reproducibility resentment resilience resistivity resolve
    respect responsiveness resting resurgence retribution reusability revenge reverence reverse
    revert rhetoric richness rigidity rigour rinsing ripeness roadside robustness rolling
    rothorn rouble roughness roundness rundown running rupee sadness safety sagacity said
    saleability salinity saltiness saluto salvation sanctity sanity sarcasm satin saturation
    saturday sawing sawn say sb scalability scarcity scepticism scratching screwing sculpting
    searching seaside seawater seaworthiness sec second secrecy seeing selectivity self
    selfishness semantics sensibility sensing sentimentality separate september sev sexism
    shaking shalom shambles shame shareful sharpness shelfful shelflife shilling shortening
    shortness sick siem sifting silence silencing silicone silver simplicity sincerity singing
    slavery slowness smidgen smoking smoot smoothness snug socialising socialism softness solace
    sold solder sole solidarity solitude solubility solve solvency solving something soot
    sophistication sorrow south spacing sparkling speaking spirituality spite splendour spoilt
    spontaneity spoonful springtime stability stainlessness stamina standpoint starting
    starvation stature stavro stead steadiness stealing steam steaming steepness steller steph
    sterling steve stickiness stiffness stigma stoichiometry storing straining strife
    stubbornness stuff stumble stupidity sturdiness subjectivity subscribe subtlety subtotal
    succeed success suede suffering sufficiency suffocation suffrage sulphur sum summertime
    sunday sundown supplying supremacy surname surrounding surroundings sustainability swearing
    sweat sweetness symbolism sympathy synergy tablespoon tablespoonful tac tact talc talking
    tallow tariq tb teaspoonful teatime tel telematic temper temptation tenacity tenner tensile
    tenth terminate terror terrorism thickness thinking thinness third thirst thousand threading
    thrill throat thru thursday thx tidiness tightening tightness tilting timbre time timeliness
    timestamp tinder today tomorrow ton tonality tonight tonnage tonne topmost torque total
    touching toughness toxicity traceability trackside tranquility transferring translucency
    treated treating trickle trillion tripe triumph tropics truth tuesday turbidity turning
    tweed twilight two tyranny ugliness unawareness uncertainty undergo understanding undertone
    unhappiness uniformity unique uniqueness unity universality updating upheaval uphill uphold
    upn uppermost uproar upshot upstair upstairs upstream uptime urbanity usability use-by
    usefulness username utopia vanilla vanity vantage vapor vapour variability vaseline vastness
    velocity vending vengeance veracity verity versatility verve viability vibrancy vicinity
    vicissitude vigilance vigour vin virginity virtualisation virulence viscosity vitality
    viticulture vogue void volatility volt voltage vulgarity waalhaven waging wait waiting
    walking warmth wartime wateriness watt wattage way weak weal wealth wear weariness wedlock
    wednesday week weekday weekly weirdness welcome welfare went west wet wetness whereabout
    whereupon whichever while whim white whiteness whitsun whittling whole wholesale wickedness
    width willingness wintertime wiping wirth wisdom wisp wit wkt womb won wonder wonderland
    wonderment wooing woolen workmanship worrying worth wrath wrong wysiwyg xma xx yarning yawn
    year-old yearning yellowness yen yes yesterday yesteryear yielding younger youngest yr yule
    yusuf zeal zero zest zillion zygosity`,
  1: `
    acceleration acceptability access accounting accrediting accuracy acid acidity acre acuity
    acumen adaptability addition adequacy affordability afterlife age aggressiveness aim air
    airspeed alabaster alerting alertness algebra alkalinity altitude ambience ambition ammonium
    ampacity amperage amplitude amusement anatomy anonymity anthropology anxiety appendage
    appetite archery architecture arousal artificial aspect astronomy athletics atmosphere
    attractiveness audibility authenticity azimuth backgammon backlash bacteriology badminton
    balancing baseball basketball baud beard beauty bending betting billiards biogas biology
    biomass birthdate bitrate bitumen blame blurb boldness bookbinding boolean borax boredom
    botany bottom bracing braindump breadth breath brickwork brightness brittleness bulk
    buoyancy bushel buy buzz cabinetry cadastral calcium camping capacity caprice carat
    cardboard cardiology caring carpentry cartography cash chance chess chirality christmas
    chromium churning circumference clarity cleanliness coherence cohesion coir cold coldness
    color coloration combing commenting commerce compactness complexion complexity composting
    compressibility compute concealment conciseness conductivity confidence confidentiality
    consistency contempt cooking correctness cottonseed courage cracking creativity credibility
    creditworthiness cricket crocheting cullet curvature cut-off cutoff cycling damp danish data
    day deafness debarking debating deboning debris decimal decrease degeneration degreasing
    delight density dentistry depth dermatology determinism detriment dexterity dialling
    diameter diesel difference dimension ding direction disapproval discharging discretion
    disgrace dishonesty disincentive distraction distress diversity dna dodgeball dogma
    dominance doping dot doubt downhill draining dramaturgy draughts drawback drawstring driving
    drumming drying durability duration east eating eccentricity economics edibility efficiency
    ego ejecta elasticity electricity electronics elongation eloquence embroidering emissivity
    emphasis endgame ending endurance engineering enterococci entertaining enthusiasm environs
    epidemiology epoxy equator essence etiquette evaporation evening exactness excel excellence
    excess expiry exponent extent extreme eyesight face fairness fallow familiarity feasibility
    fencing ferrule fertility fibreglass filename fingernail finish finishing firelighter
    fixation flank flexibility floating fluidity flux flying focus folding folfox folk folly
    football footstep force forestry formalin formality fortnight fortune forwarding fragility
    frequency freshness friction friendliness fright from-address front frost frying functioning
    fundamental future gain galvanizing garnishing gas gender generating gentleman geography
    geology gilding girth giving globalisation gluten golf goodwill grammage gravel gravity
    green grouting growing growth guano guilt guinea guy gymnastic habitability haggling
    haircloth half half-year halftime hand handling hardiness harmony hauling haulm headroom
    health height hesitation hockey homage hope horizon horticulture hospitality hostility
    howler hr hue humidity hygiene hypertext iban ice ideal illegality illiteracy imbalance
    importance impulse inaction inactivity increase independence independent indexation
    indignation inequality inertia infinity inflammability initials injustice instability
    instant integrity interoperability inv iodine ionisation ironing jargon json judo juncture
    jurisprudence justification karaoke kindness km kneading knowledge larch last latency latex
    latitude laughter laying leather leaving leek leftover legality legibility length lentil
    lettuce life lifeline lifespan lighting lightning likelihood lilac linchpin linguistics lint
    liquidity listbox listening literacy locking locust logistic logistics logout longevity
    longitude look look-up loophole loudness love lowland luminance luminosity machination
    machining mackerel magma magnesium magnification magnitude mahogany maintainability maize
    majority malleability management manganese mango mantle mantrailing manure maple marbling
    margarine marigold marketing marrow marzipan matchpoint maternity mathematics maturity maxim
    maximum mayonnaise mechanics median melon melting menace mentality mercury merging mess
    metering methanol microfibre microscopy midwifery mileage mince mindset mining minority
    misunderstanding mnemonic mobility modelling money moniker month morale mosquitoe mot
    motivation mousse mucus mud mulch multiple muslin mustard mutton nan narrowness navbar nave
    navigation nectar neglect negligence nerve netting nettle networking neurology newel
    nickname nightmare nipple nitrate nitrogen noise noodle nook norovirus nose notion
    nourishment nuance number nursing nutrition oakum oatmeal obesity obstetrics oceanography
    odor odour offal offseason oil oilcloth okara oncology onset open opposite opposition
    optimisation orange ordering orientation origin outsourcing oversight overtime overtone
    overview oxygen padding pagination pain pajamas panhandle pantyhose paperclip par paradox
    paraffin parapet parenthood parkour parsley parsnip parting passion patching paternity
    pathname patronymic pay pectin peculiarity penetration penny pepper percent perfusion
    perimeter perjury perlite permalink peroxide petrol petroleum petunia pewter ph pharmacology
    phasing phenology philosophy phosphate phosphorus photography photosensitivity physics
    physique pigmentation pineapple pixel plain plait plastering plastic plasticine playtime
    plover plumbline plutonium plywood poetry pointer polish polishing polling pollution
    polyester polyethylene polystyrene pop popcorn populace porridge postage postcode postscript
    potassium potency potential pound praise pre-soak preaward precipitation preseason
    preservation pressure prime privet processing productivity profit programming progress
    prominence propane proportion prose provender provocation proximity psychiatry psychology
    pti publishing pumice punching purchasing purging push putty quality quantity quarantining
    quarrying quartile quartz quibble quickbook quicklime quilted quilting quirk quorum racing
    radiation rain ramadan rarity rationing realisation ream reasoning receiving recession
    recruiting recycling reentry ref refining reflectivity refuse reg regret relaying relevance
    remembrance renting reordering repairing reporting reproach reputation resemblance
    resistance resonance respiration restore retention retro retrying rev rise riverside roaming
    robin robotics rosemary rosin roughage rounding rowing rubber rubbish rugby rush rust
    sabbath sacking saffron sake saline saliva salute sand sanding sandstone sanitation sap
    sardine sawdust scada scanning scheduling scope screen scrutiny seabed seafront seashore
    seating seaweed selling selvedge semolina send seniority sensation sense sensitivity
    sentiment serfdom seriousness serviette setback sewage sewing sex sexuality shading shale
    shape shaping sharing shaving shelfmark shifting shingle ship-to shock shod shoelace short
    shout shrapnel shred shrinkage sight significance silicon silt simile skating skiing skim
    skin skinning slang slicing slime sliver slops smell smocking smog smoke snapdragon snore
    snow snuff soaking sobriety sociology sodium softwood soldering sorting soul sovereignty soy
    spaghetti spam spark spasm specificity speculation speed spelling spelt spike spin spinach
    spinning split spoke spout spreading spreadsheet spur squash squid sscc stacking standstill
    stapling start stationery statistics sterility stomach straw strawberry stress stripping
    stubble stucco styrene subtraction suffix sugar suitability sulfate sunrise sunset
    superstition surmise surprise survival susceptibility swallow swapping swill swimming
    switching symmetry syndication syntax tack taffeta tail taking tampering tangerine tannin
    tar tare tarmac tarmacadam tarragon taskbar taste taxation teabag teaspoon teat temp
    temperament tempo tendency tennis tension termite terrain testing texture thanksgiving thaw
    theology thinner thorn thought throttle throughput throwing thrush thumb thyme tick tickbox
    tilt timeframe timespan tine tipping titanium tobacco toe toecap toffee tofu toggle tongue
    tonner toothbrush toothpick top topsoil torso toxicology tracking traffic trafficking tramp
    transparency trash treacle tread treason treeview trim trimming triple trouble tuft tuna
    tungsten tuple turbot turbulence turf turnip turnout turpentine tweak tweezer tweezers twine
    twist typing ultramarine unemployment unpacking unrest unsubscribe upholstering uprn uptake
    uranium urea urgency urine url use uterus utilisation validity vanishing varnishing veal
    vegetarian veld velvet ventilation vermiculite vfx vibration vice viewfinder violence violet
    virtue visibility vision visiting vole volleyball vomit vomiting wadding wainscot waist wake
    warfare warming wasp wastewater waterfront watermelon waterside wave wavelength weaving
    weekend wellbeing wellness whaling whereabouts whey whipping whistling whitewash whitewood
    wick wind winding windowsill wingnut winning winter wipe wood wording workforce working
    workload world worship wrapper wren wrist wrongdoing xml year zinc zip zoology zucchini`,
  2: `
    abundance accent accessibility accompaniment accountability acetator acetone acreage
    adhesion adjacency adrenaline advent advertising affinity affirmation aggregate aggression
    agility alcohol alignment alkali alphabet aluminium amber ambergris amount analogy ancestry
    anecdote angle anticoagulant antifreeze antimony aperture appearance appendix asbestos ash
    ashtray asparagus asphalt ass assurance attitude availability aversion axis background bacon
    bagasse balance ballpoint bandaging bandwidth barium bark barley basalt bath bathing beating
    bedside beef beeswax behaviour beheading bender benzene bicarbonate bidet bile birthday
    birthplace bitterness bitters bleach blind blood blossom bounce bracken braking bran
    brandname brass breadcrumb breast brine broadband broomstick browser browsing brushing bunch
    burden butane butter buttermilk buying bytecode cadmium caliber calibre can caption caramel
    carbohydrate carbon cartilage casein casework castor cause ceiling cellulose cement
    censorship century ceramics chalkboard charging charm chloroform cholesterol cinnamon
    circulation circumstance cleansing climate climbing clipboard clothespin clothing coal
    cobalt cobblestone cocaine cocoa coeliac coincidence coke colander coliform colouring
    combobox combustion comeback common completion compression concentration conception concrete
    condom conformity connect connotation consciousness consensus consumption contrast coolant
    copper corkscrew cornflour corruption cotton coughing count countdown cravat craving credo
    creed criticality crosshair crowbar crumb crush cyanide dad dampness dancing danger date
    deadlock debugging decade decay deceit deception default deficit deformity degradation delay
    delegating deletion democracy demurral denial description desire detail deuterium diabetes
    diff difficulty digit disablement disassembly disciplinary discoloration discomfort dislike
    dissemination distaff distance diving doorknob doormat doorstep dosage drafting dram drawbar
    drift drinking dropdown due dung duplicate dust dustpan dysplasia ear earmuff earnings
    earplug earth efficacy elbow elevation elimination embossing enamel encouragement encryption
    energy enigma environment epaulette epoch eraser establishing estrogen ether ethic ethics
    ethnicity ethylene eucalyptus excise exclusivity excuse expectation expression exterior
    extinction extinguishing eye eyeglass eyelet fact faeces failing fang fantasy farewell
    fashion fat favicon favour fear feeling felt female fiasco fiberboard fill filtering
    filtration fin final finance fineness finger firstrefusal fit fitness flammability flannel
    flash flax flea flesh flogging flow fluency fluoride flush flushing foil folklore foot
    forage foraging foredeck forging founding freeware frosting fuel fumes gait gallbladder
    galvanising gambling gap garlic gauging gauze gelatin gelignite generation genius geometry
    gherkin gimlet ginger glazing gliding glucose gluing glycerine gold gossip gradient grandma
    granite grapefruit graphite grass grate grease grilling grip grit ground groundwater grout
    grub guess guesswork gum gunfire gunpowder gut gymnastics gypsum hair hairpin hake hall
    handbrake handicap handlebar handshake handwriting hanging hardcopy hardcore hardship
    hardwood harm hay hayrack haystack hc head headband headboard headcount heading headrest
    heap heartbeat heather heating hedging heel helium help hemp hepatitis heroin hiking hod
    homebrew homeland honing hood hooter hostname housefly housekeeping hubcap hummus hunch
    hunting hydration hydrogen hypertension ide identifier ignition ikebana illusion imaging
    immunity implication inaccuracy incapacity inclination income infertility influence influx
    inhalation insomnia intellect intelligence intensity intent interior intermission iron
    isolation ivory jaw jogging journalism jumping jute kale keel kelp kerb kerosene kin kiss
    knee knickers knitting knob knock labour lace ladybird lakeside laminating land lard lasagne
    latch laundering lavender leadership lemon lie lifestyle lifting likeness lily lime
    limestone limit linoleum lip liquid liver loden loggia logging loyalty lump lustre lye
    maggot magnolia mainspring make male malpractice man manufacture manufacturing marine marl
    marshland mass mastercylinder mastiff measles medical mention meridian merit metadata metal
    metaphor mezzanine mezzo middleware milk millet milling mime misconduct misfortune misprint
    mistake mistress mixing moat mode molasses mongrel monopoly mood moral mortality motive
    motto mounting mulching multicast multimedia multiplier muscle muzzle nameplate napkin
    narcissus narration narrative nativity neck necktie nectarine need needle needlework neuter
    nobility notch notepad nougat novelty numeral oat ochre odds offset okra olive onion opium
    optics ordeal outburst outlay outreach overflow overhead overlap overload overrun oxide
    pacifier panther papaya paradigm parentage password paste pastiche pathology patio pause
    payoff pcr pea peanut peat peeling pencil penicillin persecution personality perspective
    pestle phishing pillow pip pitchfork plaice plank plaster playback plunger poaching
    pocketbook poker pollen pomace pooling porcelain porch pork porpoise possibility posture
    potato poultry poultrymeat powder power preamble precis preface prefix prescribing presence
    prevalence price pricing privatisation profiling pronunciation propagation protection
    protractor publishership puffin pull pulp pumping pun punchline purification purpose pyjamas
    quandary quarrel quarter quenching questioning quince quinine radiology rag railing rainfall
    raku ransomware rash rasher raspberry ratchet re-entry reach read reaping reason rebuilding
    recognition recollection reconstruction redistribution reduction redwood reelection
    refinement refraction reinforcement relegation remote renaming rent reopening repackaging
    repellent repercussion req resale reset rest resumption retaliation revelation revenue
    reversion revolution rhododendron rhubarb rib rice riding rigging rim riverbed romance
    roofing roulette rubble runt runtime rye sabotage sacristy sage salting sandbag sandpaper
    sapphire satire satisfaction saucer scalding scent schoolyard science scoop scourer scouring
    scrap scraping scratch screensaver scrollbar scullery scuttle seafood secretion security
    sedative sending servitude settling setup severity shareware shedding shelling shipping
    shopping shore shoreline shortcoming shortfall shrimp shunting side sidebar signature silage
    silk single sitemap size skewer skylight slag slaw sledgehammer sleep slider slowdown sludge
    slug slump slurry smuggling sniffer snowball soap sock soda soil soother sound spatula
    speeding spellchecker spending sperm spire spirits splinter sponge spread sprout spruce
    spyware squabble squeegee stain stalemate stance standby starch starfish stat status
    steelwork steering stem steppe stew stick stilt stimulant stimulation stitching stoat
    stoneware stool stopper strainer strap stratagem strength struggle strut stuffing stump
    subquery subtitle succession summer summoning sun sunglasses sunscreen superclass
    suppression surge surplus surveillance suspicion swede sweetener swell system tabulation
    tadpole tagging tailgate tailpiece take tally tamarind tampon tanning tannoy tart tassel
    teacup teaware telegraph telephone telex temperature tendon terminology tern thatch thermos
    thing thistle throne thumbnail tights tilling timeline tld toad toast tolerance tone tongs
    tooltip toothpaste topology torture touchpad tracing trackball tradeoff trading transom
    travel travelling trellis trend trespassing trimester trivet trojan trout trowel trunks
    tuber tulip tundra tunic tuning turban turnover tutelage uncle underground underpants
    undershirt underwriting universe upgrading upland upper uprooting urination vacuum vale
    value vandalism variance varnish vegetation veil vein vellum vendorship veranda vermicelli
    vermouth vest vestibule victory view vinegar viner vocation vodka voiding wage wares water
    watercress wax weather weed weeding weevil weight welding wheat whip wilderness wildlife
    willow windshield wiring worm worsted wrapping yield yoke zipper zodiac zoning`,
  3: `
    abbreviation abolition abstention abuse acclimatisation accord acrylic adage advantage
    affair airway allegiance almond alternate alum amalgam ammonia anchovy annals antihistamine
    antiquity antithesis apnoea apparel approach apricot aptitude arm armband armrest aroma art
    aspen aspiration aspirin assembling assistance attic aubergine audience audio awning
    backyard bailout bakership baking ballast balm balsam bamboo banana barbiturate barcode
    basement basis bedding bedpan beet beetroot berry bias bidding binary binding binnacle birch
    biscuit bit blackberry blackcurrant blank blending bloom bluebell bodice boil boiling
    bonding bonnet bookend boom boost bottling boundary brain bramble brandy bream breastmilk
    breeding broach broadcasting broccoli broth buffet bung burning burr buzzer cadastre
    caffeine callsign cam cane cannabis carabiner carafe care carload casing casting catastrophe
    cauliflower caution cavalry celery ceramic chainage chalk champagne chancery charcoal chase
    chemistry chemo chicken chicory childcare chime chive chlorine choice chunk cigarette
    citizenship clasp claw clay cleaning click clientele clog closing cloth cloud coagulant
    coating cockade cockroach cod coding coefficient cohabitation collagen collar cologne combat
    combustible commencement compatibility compliance compromise conclusion condition conduct
    confectionery consequence conservation consideration constant continuation contour
    contraction contradiction contralto convening cooling cooperation coordinate copying cordial
    coriander cork corn corner corollary cost coulter counterargument counterfoil counting
    countryside cousin cover crampon cranberry crankcase crockery crocus crowd crude crushing
    cucumber cuff cufflink culture cup curd curing currant curse cursor cut cut-out cutlery
    cutting daisy dan deadline dealing debugger debut decanting decontamination decryption
    dedication deductible defeat deflection deforestation deicer demand depletion descaling
    desertion designation detergent deterioration determinant diagnosing dial-in diaphragm
    diffuser dilemma disadvantage discontinuation discrimination dispensing displacement
    distinction dole dolly doorbell dough doughnut dowel drainage draught dropping drowning
    dumbbell dumping dyeing earphone earpiece earthworm ecology economy editing effort eggcup
    eigenvalue ejection electromagnet email embroidery emergence emoji emulsifier enrichment
    epilogue epithet equity equivalent eradication erection erosion espadrille ester ethanol
    ethernet etymology example exhaust expiration explanation exploitation extrusion exudate
    facing faith falsification fastening faucet fax feather fennel fiber fibre fiction fig
    figure filament find finial firebrick firewood fishhook fishing fixing flag flagstone flail
    flavor fledging flipchart flooding floor floorboard flour flowering flowerpot fluid fluke
    foam fodder fold follow food foothill footwear forceps forfeit formaldehyde format formwork
    fosterage foxglove fraction freewheel freezing frontend fulfilment functionality funding
    funnel furrow fusion garnish garter gasoline gavel gear gel geranium germination gif gloss
    glue gnomon goal goggles gooseberry grain grandfather grandmother grandson granting
    granulate grater grating gravy grazing grinding grommet groupware grouse grudge guidance
    gull habit hairbrush hairstyle hallway halter ham handkerchief handle handrail hank hardback
    hawthorn hazel hazelnut hazing headache headlight headshot headstall healing hectare helm
    heresy heritage herring hierarchy hillside hilltop hinge hint hinterland history hoeing
    homeport honey honor horn hosting hourglass hug hydrocarbon hypnosis icepack icing identity
    immersion immigration impact impairment imposition impression impurity incense inclusion
    incorporation increment infantry inference infiltration information ingest inkwell insert
    insole inspiration insulation insulin interest interference interrupt interval intranet
    inundation invoicing ivy jack jasmine jeans jelly jib join joinery jotting jungle ketchup
    keyhole keypad keystone kick kidney kinship kiwi knitwear knockout labelling lacquer ladle
    lager lance lancet lanyard lapse larva laurel layman leaf leak leash leasing lectern
    leftovers lemonade letterhead letting level libel liberation lid lifecycle ligament limb
    limitation linen lining lipstick literature livestockfeed lizard lobelia locale logo logon
    loop lubrication lung mag maiden mail mallard malocclusion malting mangrove manipulation
    mantelpiece marble mark marking markup marmalade mashup matter meaning meat mechanism
    meditation medium memorialisation memory mentoring method methodology midge minibar minnow
    miscarriage misconception misuse mitten mob mobilisation modality molding mole monogram moor
    mop moratorium morphine mortar mosquito moss mouthpiece mowing mudguard music mussel mystery
    nail nappy neighbourhoodship nesting nib nightdress nightgown nightingale nomenclature norm
    notation nuisance nymph oak occlusion occupancy occupation octopus omission one-off onlooker
    opening ore outcome outlier outwork ovary overalls overcharge overlock overthrow overture
    oyster pac packing paddle paintbrush palm pancake pansy param parasol partridge passerby
    passing pasta pastime pastry patronage pavement pdf peach peacock peg penknife periscope
    permutation pheasant phone physiotherapy pickaxe pickling pike piling pillowcase pincers
    pine pinion pitchpipe placebo placeholder plankton plasma playmate plenum pliers ploy plug
    plum pocket podium point police poncho poppy popup portico postmark pouring powerhouse prawn
    preaching precondition predicate preference prerogative preservative primrose printing
    printout problem proficiency progression prologue promenade pronoun proofreading
    proprietorship protector protein provenance provision provisioning pseudonym pullover pulse
    purge pursuit pushrod put-in quill quiver radish rafter rake rank ransom rape rasp rations
    ray razor read-out readme rebuke recess reclassification recount recovery recurrence
    redundancy refectory reflection refreshment regeneration regex regression rehabilitation
    relaunch relief remark remission remit remuneration render rendering replication
    representation reproduction rescheduling research residue resin restart restocking restraint
    restructuring reticle retirement retort retrieval retriever retry ribbon right ringing
    riverbank rivet rollback rooftop root rootkit ruby rucksack rudder rulebook rum saddlebag
    safeguard salary salmon salt salto sandal sandbox sandpit sarong sash sauce saucepan
    savannah saving scale scallop scattering scissors scolding score scoring scramble scroll
    seagull sealant sealing seasoning seatbelt sediment separation sequencing serial serum shade
    shaker sharpening sheaf shears shield shim shoplifting shorts shower shredding shrew
    shrubland shuttlecock sickbay sickle sieving signage signet silverware similarity sin sink
    sinter situation skunk skylark slate slice slipper slope smelting sneeze snowdrop snowfall
    snowstorm software sort souk soup spade spanner sparring spear spectacles spectrum
    speedometer sphere spice spindle spine spoilage spoon squirrel stabbing stair stairway
    stanchion standing standoff stapler stash state steel steeping steer stepson stereotype
    stiletto stirrer stirrup stockade stocking stranger stretch strip stroll sturgeon style
    stylus sub subtype subwoofer successor suicide summary sump sunshade superior supper support
    surrender sushi swath sycamore symbol synchronisation synchronization synopsis syrup
    tachometer tackle tactic take-out takeoff talent tankard tapeworm tapping tarpaulin tax
    teaching tear tech tee tenet tenor tensioner terrier text threshing threshold tide tile
    tillage tiller timeout timing title toaster toll tomato toolbar torch touch towing trace
    tracheostomy tradition tragedy trajectory transportation trapdoor trauma treasury trocar
    truce truffle trunk tuition tumbler turkey turnround twosome typology udder ultimatum urinal
    usage vane vat vector vegan veneer vermin veto viewport vignette vinyl viper visor vitamin
    volunteering vouch walkie walnut warp washbasin washstand wastage waste wastebasket
    wasteland weakness weasel web weft well whelk whisk whistle wife wildcard wildfowl win
    windowpane windscreen wiper wisher wisteria withholding woodlouse wool wordprocessor
    workaround workbox workday workmate worktop wrench yew yoghurt yogurt`,
  4: `
    abacus ability abrasive acacia adhesive administration admirer advancement advice aerosol
    aid airbag alcove ale algae alias alibi allegory alternative amalgamation amaryllis amateur
    ammunition amnesty amoeba anaesthetic annex anniversary anonymizer ant antechamber antidote
    antiseptic antivirus aphid apology apple apprehension apron arch area argument armchair
    armorial array arrears arrow artery artichoke assumption atrium attribute aunt
    authentication avocado axe axiom azalea bacillus backend backlog bait balayage balcony ball
    bandage barbell barnacle barrier bass bathtub baton batten batter bayonet bead beaker bean
    bearing beast bedbug bedspread bee beech begonia belief bellows belt belvedere berthing
    bestseller bib billing biofuel birth birthcertificate bitmap blackbird blackboard blacklist
    blade blanket blaster blaze blazer blazon blessing blockchain blocker blouse blower boarding
    boarding-up bobbin body bolt bonus boot border bore boss boulder bowstring bra bracelet
    bracket brainstorming brake brazier bread breadwinner breakfast brewing brick bridle
    briefcase brining briquette brokerage bronze broom brush buckle buffer bullet bump bumper
    burrito burst bush buttercup button buzzard bypass cabbage cactus calculation caliper
    calving camshaft candelabra candle candling cannula canopy canvas cap capability capacitor
    cape capital captcha cardigan carnation carp carrot casebook caseload caste catering
    caterpillar caviar cavity cedar cellar centipede cereal chairmanship chandelier change
    changelog changeover charge cherry chest chestnut chip chipmunk chipset chisel chocolate
    chopper chronology chrysanthemum chute chutney cider cigar clam clapper clash classification
    clemency clergy clipping cloak cloakroom closet clothes clover coaching coast coastguard
    coastline cobra cockpit coconut cocoon code coffee cog coinsurance column comb combination
    comedy commission compass compliment composition compost computation concern concertmaster
    concordance condemnation condiment conditioner cone conferral configurator confinement
    confirmer conflict confrontation conifer conservatory consolidation constructor
    contamination context contraceptive conversion cookie cooler coppicing cord cordon corm
    cormorant correlation corset cosmetic cosmetics counterplan counterweight coupling courgette
    coyote cpu crab crack cradle cradleboard craft crankshaft cream creation credit creel
    criticism cross crossreference crucible crustacean crutch cube cuckoo cuisine cummerbund
    cupcake cure curfew currency curtain curve cushion custodianship custody custom cutover
    cymbal cypress dachshund daffodil dagger damage damages damper dandelion dart datamart
    datatype davit death decanter declarer decline decoration defection defence deferral delta
    demotion den denomination dent deodorant descent desensitisation desk desktop detection dev
    dial dialog dibber dice die digitisation diode dipping disagreement disappearance discipline
    disclaimer discography disconnection discount disinfectant dislocation dismantling
    dispensation disputation disruption dissolution distillate distillation distribution
    disturbance doctrine domicile dosing dower dowry dragonfly drape drawer dressing drifter
    drilling drinker drive drop drought dustbin duvet dye earmark earring easel echelon edge
    education effect effluent electorate electrode eligibility elixir embarkation emerald
    emigration emission emolument emoticon emotion emulsion endeavour engrossment entity epitaph
    era errata etching evidence exception exclusion expansion experience explainer explosive
    exportation extra extraction extranet eyepiece factor fall fallacy fare farmyard favor
    favourite feed feedstock feedstuff fern fertilisation fertiliser fertilizer filler filming
    finch fingerprint fire flamingo flange flap flatbed flatfish flavour flaw flint floppy fly
    flywheel foodstuff forecourt foreshore fork foyer fragrance frame friendship frog frontier
    fruit fryer function fuse gameplan gangway garland garret gazebo geodatabase germ gestation
    gesture gin girlfriend glass glitch globe glove gong goods grade grammar grape graph
    grasshopper gratuity greeting grenade grid grill grounds grown-up guestbook guppy gutter
    gyroscope haddock hairdryer halibut halyard hammer hammock handcuff handheld hanger
    harassment harrow harvesting hat hatch hatcher hatchet haul haulage hayloft headdress header
    headlamp headnote headphone heart heat herb herbicide hibernation hide highland hit hob hoe
    hold holiday holly holster homecoming honorarium honour hoof hook hop hormone horseshoe hose
    housing hyacinth hybrid hydrangea hydrometer hyperlink icon ideology iframe igniter impeller
    imperfection import importation inconsistency incumbency indemnity indication inflow
    ingestion inheritance ink inkstand input insertion insight insignia insolvency instruction
    insulator insult integration intention intercom interlude interpretation introduction
    inventory invocation iris irradiation irregularity jackal jackhammer jam jammer jar javelin
    jay jellyfish jersey joint joist joke joystick jug juice jumper junior juniper justice
    kernel kettle keyboard keylogger keyring keystroke kick-off kickoff kidding kiddush kill
    killing kilt kimono kingfisher kitbag knapsack knot knotweed lactation lad lady laminate
    lamination lampshade landscape lavatory law lawn laxative layer layout leaderboard leakage
    leap leech leg lemming lending liability lieutenant lifebelt light lightbulb lighter link
    lintel liqueur liquor livestock loaf lobby lobster lockdown locket lockout loss lotion loupe
    louse lubricant lure lyric macaw macro magnifier magpie mallet malware mandrel manikin
    mannikin march marginalia marinade marker marketplace marsh mash mat mate matrix mattress
    measure media megaphone melt microchip microwave minaret mink minor misfire mobile mollusc
    monarchy moorland moulding mountpiece move-in move-out movement multinational mum mustang
    mynah nationality navy negative neighbor nephew net newsfeed newsroom niche niece
    notarisation nunchaku nut oath occasion offcut ointment omen onboarding operatorship opt-out
    orangutan oration original outboard outbox outline output outsider overcoat overdose
    overdraft overlay overlord overpass ox pad pager pageview paint pair palette pan pane
    pannier pantry paperback parable parchment pardon parking parkland parole parser partition
    parturition pasteurisation path pathfinder payload payroll peak pear pedestal pedestrian
    pedigree pellet pendant penguin peninsula peony perambulator perch perennial peril period
    perquisite phenomenon phenotype photocopy photomontage piazza picket picking pile pill
    pillar pin piston pitcher placenta planning plate plateau plating platter playoffs plaza plc
    plectrum plinth ploughing plow poison poisoning polygon polymer polymorphism poodle poplar
    porting possession postback postulate pottery prairie pram prank prayer precaution predator
    premier premium premonition present presidency pressing preview prey principle priority
    prism probate probation procurement prognosis prohibition promise prompter proof propellant
    proposition pudding pulley pumpkin punch puncture purse pushbutton pyre python radar radio
    raincoat rainforest rampart range ranking raster rate ration raven ravine realignment reboot
    rebuild recap recast reconciler reconciliation recordset recruitment rectifier redecoration
    redesign redirection redoubt reference refill refilling reflector reform relapse religion
    relining remains remarriage remedy reorganisation repack repeal repeat repertoire repetition
    replanting replay reprinting resettlement resignation responsibility restitution resume
    retainer retake retesting retraction retreading reversal revocation revolt rewrite rheostat
    rhizome rhyme ridge riser rival road roast roasting rod rodent roll-out roller rollout roof
    rook rosary rose rotation rotor round-up roundabout roundtrip routing ruler rumor rupture
    sabre sachet sacrifice salad saloon salvage sampling sari satchel sausage saw scabbard
    scaffolding scalpel scarf scavenger sceptre scheduler schoolmate schoolroom scion scorpion
    scraper screw screwdriver scripture scrubber scrutineering scythe sea secateur secateurs
    secret secretariat sector seizure selection selector semaphore semen sentencing separator
    sequel serving servlet settee setting sexton shack shaver shawl shearing shell shellfish
    shoal shortage shortcut shortlisting shovel shroud shutter sickness sideboard sidewalk sieve
    sign sign-in signing signoff silkworm sinecure sinking siphon siren sisterhood sitting skate
    skid skirt slam slaughter slaughtering sleeve slideshow sling slogan snorkel sofa solenoid
    soprano souvenir spambot span spaniel spare sparkler sparrow spec spectacle speechbook
    spigot spinster spirit splint splitter spring square stack staging staining stake stamp star
    starling statistic stent stepbrother stepdaughter stepsister stile stint stone stopwatch
    stopword storage storey stork street striker string stroke stroller subclass submenu
    subordinate substitute subway summon sunflower supergroup supervision surface suture swan
    swearing-in sweater sweatshirt sweep sweeping sweet swim swimsuit swing tab tabernacle
    tablecloth tachograph tailcoat tambourine tea teapot telemetry television tempering term
    termination terrace textile theory thermometer thoroughfare throw thunderstorm tiara ticker
    tie tiepin tier tiltyard timber timer timezone tin tire tissue toilet toner tong toolbox
    toolkit touchscreen tourniquet towel towline tracksuit tract trait tranquilliser transcoder
    transformation transmission travois trespass trestle trick trimmer trinket trio triplet
    trombone trough trousers tub tuba turnaround turret twin two-seater type uke umbrella
    undergarment undertaking unloading unveiling update variant vase vassalage vegetable venom
    verification vestry vicarage viewpoint vintage vixen voice voicemail volume voting vulture
    wader walkthrough wall warbler wardrobe wash washboard washing watermark waveform weaning
    webcam wheelbarrow whisky widower will windlass window wintering wizard wolfhound wolverine
    woman woodpecker woodshed work-up worming wristwatch writing yarnwinder yeast zebra zipfile
    zither`,
  5: `
    abandonment abortion abstract accelerator accelerometer acceptance accommodation
    acknowledgement acknowledgment acquittal action activation adaptation additive address
    addressbook adjournment admin admixture advance aerial agenda alder alimony alley alligator
    alloy ambush ampoule anaesthesia anamnesis anchor angel anklet annexe annulment answer
    antelope antibiotic antigen anvil api app archetype armour arrangement arrear arrowhead
    arsenal arson assassin assembly assertion assignation assortment attraction auger auxiliary
    avatar axle bachelor backpack bacteria bacterium badge bag bagpipe bail bailment ballad
    banner barbecue bargain barometer barrow base basin basket beam beat beetle beginner bench
    benchmark bereavement beverage billet binder binocular binoculars birthing bison bite
    blender blockage bog bollard bookcase bookkeeping bot bottle bottleneck bouquet bowl
    boyfriend brawl break breakage breakin breakout brief briefing brook bucket budgerigar
    bundle bunk burglar burn bursar butterfly calculator calendar call-off callback candlestick
    canister carburettor career carousel carpet cart catalyst category catheter celebration
    cellphone censure centre cession chain chairwoman chart chat check check-out checkbox
    checkout cheetah chemotherapy childbirth cistern civilisation clade clamp clarification
    clarifier clarinet clearance clearing cliff clip clock cloister closure clubhouse clutch
    coaster coat cockatoo codec codirector cofounder coil collapse colourway comic command
    commissioning commit commonwealth communication comparable comparison compartment
    compensation competence concordat concourse confidant confirmation conjecture connection
    connector conquest consecration consent conspiracy constitution construction contaminant
    content contingency control convenor converter cooker coolbox cooperage copyright coral core
    coring corpse correction corridor cot couch counselling counterexample couple courtyard
    coverage covering crib crisis cross-reaction crossbow crossover crossroads crow crucifix cue
    culling cultivation cultivator cupboard cv cycle daemon dahlia dance darkroom dashboard
    dataflow datalink datastore daybook deck deckchair decoder decommissioning deferment
    definition deliberation demolition deposition destination destruction determination
    detonation detonator development dialogue dig dinner disability discharge discounter
    disembarkation disinfection diskette display disposition disqualification ditch dose dove
    downgrade drain drake drama drawbridge dream dress dressingroom drink driveway drop-off drum
    dummy dumpster dyestuff dynamo eel element elm elopement embankment embargo embayment
    embezzlement emulator enactment encoder enemy entrance entry enumeration epic epigram error
    escalation escape escort escrow estimate estimation evaporator exchange excusal executable
    execution exemplar exercise exhibit exit expertise exploration explosion export exposure
    expulsion extension facsimile failure fair famine fan farmland fawn feature fee feedback
    feeding fen fence fermentation fiancee fiduciary field file filing fir fish fix flagpole
    flask flood floodplain folio footage footnote foray forge forgery form formula fostering
    fountain fowl fox fragment framework fraud freelance freight fungicide fungus furniture
    fuselage gabion gadget gale gallows gasket gatehouse gatekeeper gathering gauge gazetteer
    gelding gem general genre gerbil glade glaze glossary god godmother godparenthood goldfish
    gorge grandchild granddaughter grandparent graphic grinder grotto grouping guest-day gulf
    gully gurney guru handbag handbill happening hardware hare harness harpoon harvest hatchling
    haven headland headline heater heath hedgehog heiress helmet helpdesk heritor hero heroine
    hijack hill hiring hoax hobby hog hoist hole homepage homework honeymoon hotline housewife
    hull human humidifier hurdle hyena idiom immunotherapy impersonator implement implementation
    impostor improvement inbox incentive incubation index industry infographic inhaler
    initiation inlet innovation inscription insect insecticide insider instance insurance intake
    interception interface interruption intruder intrusion invasion invertebrate investiture
    invite issuance jacket jackpot jerrycan jewelry jotter jukebox jump jump-off kangaroo
    keepsake keyword kid kind knife label ladder lamp lampoon landing lane language lap larder
    laser launching laundry layby layoff lead leaflet leave legacy legend lever lichen
    lifejacket lightbox line lineage liner lion lioness liquidation list litigation load loading
    locality lodging log logfile lookalike loudspeaker lounge lover lp luggage lunch lynching
    lynx machinery magnet mainframe major maker malt mammal mammoth manga manifesto manifold
    mannequin map mapping maquette mask massage master matching material matriculation melodrama
    mending merchandise metropolis mic microbe migration miler mint minutes miracle missive mix
    mixture mod modification monologue montage moon moose mosaic motif mound mount mouse mudflat
    mug mugging multimeter mushroom musket mutant mutation mutiny myth narcotic nebula necklace
    neighbour network newt nonmember note novice nozzle nutrient oar oasis oboe obstacle
    obstruction ocarina ocean ode offprint ontology opcode opinion opus orangery oratorio orbit
    orchid orderly organ organism originator ornament outhouse overseer ownership packaging
    packet page palletiser pamphlet paperweight paragraph parameter parasite parliament parlor
    parlour parrot part-timer particle pass passageway passbook pasteuriser patch pattern pawn
    pc pcn peer peerage pelican pen penthouse people peptide perfume perk pew phrase pick
    pick-up picture piercing pigment pigsty pioneer pipe pipette pitch place placing plan
    planter platelet playoff plea pleading plotter plough pole polemic pollination pollinator
    polygraph pontoon porcupine portal portion position postponement pot potion pouch pour
    precedent predecessor premise preparation presbytery president press pressbook primate
    primer print privilege proceedings process production profession professorship projection
    prompt propagator propeller proponent prospectus protectorate proverb province pruning
    psychotherapy punishment punnet pupa pusher pyramid quail quern quittance quota raccoon
    racket radiator radiotherapy raider rail railway ramp rapids rat re-lease reading realm
    reassignment rebellion reception record redaction redirect reed reformer refueling
    refurbishment regime region register regrind reinstatement reissue rejection relation
    relationship relay remake remediation remnant removal renewal renunciation repatriation
    replenishment repossession repotting reprint resection reserve resolution respirator
    resubmission result resurfacing resuscitation retail retest return revaluation revival ring
    roadkill robe rock rocket role roost rooster rope rosebush round row rubric rug rule rumour
    run sack safe saga sandbank sander sandwich sapling sauna sawhorse saxophone scarecrow scat
    schema scoresheet scrapbook seal seam search season seed seeker senate senior serpent set
    sewer sextant shackle shaft shark sheet shipmate shoe shoot shortlister shrub sidecar siding
    signal signpost sim skateboard ski skip sledge sleigh slipway sluice sluiceway slum
    smartphone smartwatch snack snail snippet socket solicitation soliloquy solution solvent
    sonde sonnet sorter sounding source sowing space spearman specialism specification spell
    spill spillage spinner spool sport spot sprayer stairwell stampede standard starter
    statement statuette stepchild stepfather stepmother stethoscope sticker stipend stock
    stockpile stockroom stocktaking stope storeroom storm storybook stove stratum stray
    stretcher strike stringer structure stunt sty subdirectory subset substance substrate suit
    suitcase superuser supplement supply surah surcharge swab swamp switch switchboard synonym
    syringe table tablet tabloid tag takeaway takeover taker tap tarball target taxonomy teamer
    teammate tearsheet tenure terminus testament testimony theme thermostat thesaurus thimble
    thread threat tiger tiltmeter timetable tincture tip tombola topping totem trade traitor
    trampoline transceiver transistor transition transmittal transport travelogue tray treasure
    trigger trilogy tripod trouser trumpet truncheon trust trusteeship tsunami turn turnstile
    turntable turtle tuxedo typhoon ukulele ultrasound understudy uniform uprising utensil
    utility vacation validation variable varietal verdict version vial vigil virus visa
    visitation voltmeter waistcoat walk-in walkout walkway wardship washer washroom watchman
    watercolour watering weaner wedge weld whetstone widget wing winger wire wish wolf word
    wordlist worksheet worshipper wreath wristband xylophone yahrzeit yard yarn youth`,
  6: `
    abduction abode abutment accessory accordion accreditation accrual achievement acropolis act
    adapter add-on addendum adjudication adjustment adolescent affidavit affiliation aider
    airspace aisle alarm algorithm allele allergen allergy allowance almanac alpaca altar
    alteration amphibian amphitheatre amplifier amputation amulet anchorage annotation
    announcement anomaly anteater anthem antibody ape apparatus applet approval aquifer
    archipelago armoury arraignment arrival assassination assault assignee atelier atlas atoll
    attachment attack attacker attempt attendance attestation authenticator authorisation
    authorization autobiography automation baboon backup badger baggage ballet ballroom ban band
    banjo banquet baritone baron barracks basilica bassoon bathroom battery battlefield bazaar
    bear beaver belfry bell benefit betrothal bibliography biography blackout blend block
    bloodhound blueprint board bolter bomb bombing bone booklet bookmark borrowing bounty bout
    bovine box boycott break-in breakdown breathalyser bridegroom brochure bronco brooch buffalo
    bug buggy build bulb bunker bunny burial burrow buyout bylaw bystander cable cache cake
    call-back camcorder camera canary cancellation canyon capsule capture carcass card cardinal
    carnival carol carton cartoon cartridge carving cask casket catalog catapult catch catchment
    caucus cell center chainsaw chalice chamber chameleon channel chassis chatbot check-in
    check-up checkup cheese chemical chick chief chiller chimpanzee chinchilla christening
    chronicle circular circumcision citadel civilian class classifier clerk clone cluster
    coalfield cock cockerel codebase codicil coinvestigator collaboration collateral collective
    collision commendation comment commentary commitment committer commodore communique
    companion compendium competency compilation complication compressor comptroller computer
    concept concession configuration confiscation conglomerate connexion console consortia
    constellation constraint consul consumable continent contravention controversy conveyor
    conviction coop copse coronation corporal corral correspondence corrigendum counsel counter
    coup coursework cove cowshed crash crater crawler credential creek criterion critique
    crocodile crossing crossroad crown crypt crystal cubicle cull curate curriculum database
    datagram daughter debriefing decision deduction deer deficiency dehumidifier deli deliverer
    demonstration denture dependency deportation deposit dept derailment derrick descendant
    desert detachment detention deviation dewar dialect diamond diary dictionary diet digest
    dike diner dinosaur diploma directive directorate directorship directory disc disclosure
    discotheque discoverer discovery discrepancy discussion disease dishwasher disk dispenser
    disposal dissection district diversion divorce docket doll dolphin domain dome dongle door
    doorman download draft dragon draw drawing dresser drill dryer duck duckling duct duet dump
    dune dungeon duty dyke dynasty e-bike e-book edict edifice edit editorial egg elder elegy
    elk emergency employment emptying emu enclave encyclopaedia encyclopedia endorsement
    endorser endowment enforcement engine engraving enlistment enthusiast entitlement envelope
    enzyme epidemic epistle equipment erratum escalator estate estuary etymon evacuation
    evangelist eviction excavator exceedance excerpt exhumation exploit exposition extract
    extradition fabric fabricator facet factsheet fanzine farmhouse fattener feast fellowship
    festivity feuilleton fight figurine filesystem filling filter finder fireplace firewall
    firework firmware fishpond fitting fjord flat flatmate fleece flier flowchart flower flue
    flute flyer follow-up follower font footbridge forecast forest forger formation formulation
    fracture freehold fresco frigate fumarole fumigation fund fundraising fyke gantry
    garnishment gateway gatherer gazette gearbox gearwheel gemstone genotype ghetto gibbon gift
    giraffe girl giver goalie goalscorer godfather goose gorilla government gown grafting
    granary grandstand grange grassland gravestone graveyard gripper groundsman grove
    guardianship guidebook guideline guitar gun habitat hamlet hamper hamster hand-over handbook
    handler handout handover handset harp hashtag hatter hawk headmaster headset headstone
    heathland hedge helipad henhouse herald herbarium heron hideout hijacking hippopotamus
    holder holding home homemaker homicide hotfix hotspot humorist hurricane husband iceberg
    idea identification igloo iguana illness illustration image impeachment implant implantation
    imprisonment inauguration incarceration incinerator incompatibility indexer indicator
    induction infection infestation infusion initiative injector insurrection interaction
    interchange interrogation intervention invention irrigation isle isp issue jaguar jig jigsaw
    jingle joust judgement judgment jurisdiction kata kettledrum kingdom kit kite koala lagoon
    lair lambing landslide lantern lathe layover leasehold legislation lemma lemur lens leopard
    levy line-up lineup listing litter location lock locus logbook login logsheet lord lute lyre
    madrigal mailing mandolin manhole manoeuvre mansion manual marathon mariner marionette
    marksman marshal massacre mast masterpiece masterplan mating mausoleum mayor mediation
    medication medicine melody memo memoir mender menu mercenary merger messenger metalworker
    metric micro-region microfiche microfilm microorganism microphone microprocessor microscope
    midfielder militia milking mine mineral miniature mirror mishap mixer model modem monitor
    monitoring monkey monograph mortuary moth mother motherboard motion motor motorist mould
    mountain mourner move mower mule multi-cache multiplexer murder murderer musical namespace
    nda necropolis negotiation neighborhood neighbourhood netbook night nominator notebook
    notetaker novella object objective occurrence official offspring olympiad operation opponent
    option orchardist ordination org oscilloscope ostrich outbuilding outfit outpost oven
    overpayment override pack padlock pagoda pairing panda paper parent parsonage part
    participation passage pathway pauper pavilion payout peddler pension percussionist
    peripheral perpetrator personnel pest pesticide phylum pickup picnic piece pier piggery
    pirate pit placard plaque playbill playhouse playroom plugin polder policymaker polity
    pollster pollutant poorhouse pope post-mortem postcard poster postgrad postmaster potsherd
    practice practicum premises proceeding processor professional profile prop prosecution
    prostitute prototype proxy psalm puja pushchair putsch puzzle qualification quango
    quarantine quarterback quartermaster questionary quintet raft randomisation rating reaction
    reagent reallocation reamer reassessment rebate rebel recall receiver recitation recorder
    rectory reel reeve refiner refit refresher refrigerator refuge refusal regimen regulation
    reindeer relative release relocation remittance remix repeater report reprimand residence
    responder restaurateur restoration retiree reunion revision reward rework rhinoceros ride
    rifle ringmaster riot ritual riveter roadie roadmap roaster robber robbery roll roommate
    rootstock routine royalty ruin saboteur salamander sampler sanction sanctuary saver sawyer
    saxophonist schoolboy schoolhouse schoolmaster scout screenplay screenshot script seabird
    seahorse seconder sect seedling segment seminary sender sentence sequence sergeant
    settlement shampoo share sheepdog sheetmusic shipload shire shirt shoeing shooting shortlist
    shotgun shutdown shuttle siege signboard signer signup simulator sitcom skatepark skein
    skeleton sketch sketchbook skirmish skull slab sled slide slinger smith smithy smoker snag
    snake snapshot sonata soundtrack sow spa speciality specialty spectator spectrometer
    speedboat spider spouse spraying spreader sprinkler sprint staff stage staircase stairlift
    start-up statesman steamroller stencil step steriliser stevedore stimulus stitcher
    stock-taking stopover stoppage storefront storeman story strain strait strand strategist
    strategy stream stronghold studbook stylesheet subfamily subgenre subgroup subject subplan
    subroutine subsection subspecialty subspecies substitution subsystem suburb sudoku
    suggestion sundial supplicant suretyship surfboard surgery surrogate suspension swap swatch
    sword syllabus sympathiser symptom tape tariff tattoo tavern taxa tearoom technique
    telecommand telegram theft theodolite theologian therapy thief thrower till timekeeper tithe
    toboggan toddler token tontine tooth tornado torpedo toucan town townhouse toxin tracker
    trademark training transcript transcription transducer treadmill treasurer tribesman
    tricycle troop truckload tryout tube tumour tune turner turnpike typescript unicycle unit
    upgrade upload uploader usufruct validator valve variation variety vault venture verse
    vestment veteran videotape viewer vlan vote vulnerability walk walrus warhead watch
    watchtower watercourse waterfall watershed waterwheel wayleave wearer weathervane webmaster
    webservice webshop website wetland wetsuit wheel wheelset wheelwright whiteboard whitepaper
    widow wig windstorm withdrawal wombat woodcut woodland work workbench workbook workflow
    workroom worry writ yak yearbook yearling`,
  7: `
    accusation acquaintance acquirer ad addict administrator adult advert advisory advowson
    affiliate agency agronomist airframe alert aliquot allegation ally analysis analyte
    anchorman annotator antenna anthology anthropologist apprenticeship aqueduct armourer
    arranger arrest article ascent aspirant assay assignment astrologer asylum attorney
    audiogram audition avenue aviary bar barrel bassoonist bat battle beach benefice bet
    bill-poster billboard bindery blog boatbuilder bookbinder booker bookshop bootcamp bothy bow
    boy brand breach breaker breed brew bridesmaid brother buddy bull bullock bunkering buoy
    burglary burner cab cabinet cafe cafeteria calibration calibrator call camel canoe cantata
    cantor car casenote cast casualty catcher cattle celebrant celebrity cello censor
    certificate certification chair chairman chairperson chandler chapter charger chatroom
    checker chimney choirmaster chore circle citation city clarinettist classmate clause
    clean-up cleric co-author co-op coachman coalition cobbler codex collection colloquium
    colonel colt combine commandant commentator compiler complaint compound confectioner
    congress conservationist conservatoire consulate contact contingent convener convention
    convoy cooper coordinator coppersmith copy costume country courtroom coworker cox crate
    creator cremation crewman crop cub cultivar cutler cve datacenter dataset daycare deal
    debenture deceased defender defibrillator degree deployment depositary depot deputy design
    despatcher dessert detector devotee dewirement diabetic diagnosis diagnostician diagram
    dialysis digester digger dinghy diplomat dipwell disaster discharger disciple disconnector
    dish dismissal dissertation dive dividend division docking dockyard documentary donkey
    drafter drone drug drugstore dyer eagle earner ebook eclipse editor elephant embryo emigrant
    encounter encumbrance enquiry entomologist enumerator epidemiologist eruption essay
    evaluation ewe examination excavation expedition expense fable falcon farmhand father
    fermenter ferret fiance filly finisher firearm firing fixture folder footpath forager
    foreclosure foreigner fortress fossil foundation founder freezer fresher fridge fugitive
    funeralist furrier galaxy garage garrison gate gene generator geneticist genome genus
    geriatrician girder glasshouse godparent grading grantor grave grazier greeter greyhound
    grievance guarantee guide gunner hacker haiku harbor harpsichord hatching hatmaker
    headquarters headword heifer heist helper hike hornet host hostess hound housemistress
    hovercraft hub hunt huntsman hurdler hut hymn hypothesis iemoto incubator indenture
    infraction infringement ingredient inhabitant inheritor initiator inning innovator inquest
    inquirer insemination inseminator installment intermediary interment internship intersection
    introducer inverter invoicer ironmonger itinerary jailer jetty jewel jewellery kart kayak
    keg kestrel key kitten knight kraal laborer lacemaker landlady landmark launch legatee
    legislature leisurecentre lesion letterer lexicon libretto license lien lifeboat lift
    linesman llama loader locksmith lodge loft logistician lot lottery lumberjack machinist
    magician maid mailbox mailshot maintenance malaxer malfunction mall manager manageress
    mandate manicurist manifest manor manufacturer manuscript mapper marina marketer masterclass
    mathematician matron meadow measurement medallion medic medicament meet membership
    memorandum memorial mentee message metallurgist meteorologist meter miller milliner
    millwright minifig minister monarch moped mortgagedeed mosque motel motet musher
    musicologist nation naturalist naturopath navigator nephrologist neurologist newborn
    newcomer newsagent newsreel nobleman nonconformity notice notification nun nunnery
    nurseryman obelisk objection obligation observation observatory occupier offer offering
    office officiant oilfield operative operetta opportunity orator orchard orderer
    ornithologist orphan orphanage otter package paddy palace parachute paralegal
    parliamentarian partnership pastor pathogen patroller pawnbroker payee payer payor payslip
    pendulum penfriend perfumer pharmacologist philanthropist philosopher photo photograph
    physicist physio pianist pigeon piglet pilgrimage pilotage pistol plaintiff plantation
    plasmid plasterer platform play playground playlist pledger plot plucker plumber podcast
    policeman policewoman polisher polluter population porter portfolio portrait posting
    precinct prediction presentation presenter presser princess principal printer priory
    probationer procedure program programme promoter property proposer prosecutor prospect
    prospector prosthesis protest pub publican publicist punter pup puppetmaker purser pylon
    pyrotechnician quadrat quest questioner queue quotation quote rabbi rabbit racecourse
    racetrack rack raid railroad rally ranch rapporteur rearer receptionist recital redemption
    reef reefer registry reimbursement relic reliquary reminder remitter renovation repairer
    repechage replacement reply repository reptile request requirement requisition requisitioner
    rescue residency resource response restriction reviser rickshaw riddle risk router rowboat
    runway saddler safari sailing sailmaker sale saleswoman sanatorium sarcophagus sawmill
    scandal scanner scenario schoolchild schoolgirl scorecard scorekeeper screening scribe
    seaman seamstress secondment section sermon servant setter shard shelter shepherd sheriff
    shift shipbroker shipbuilder shipwreck shoemaker shooter shop shopkeeper showroom shredder
    shrine sibling silversmith sister site skill slave sleeper slip smallholding snowboard
    snowplough sociologist solver son songbook specialist speech splice spokesperson sponsorship
    sportswoman sprinter spy stablehand staffer stakeholder stand-in startup stationmaster
    statistician statute steamer sterilisation stewardess stocktake stop storekeeper storyboard
    storyteller streamer streetlight study subcategory subcontract subdomain subheading
    submission submittal subproject subsidiary subtask sufferer sugarmaker suite summit summons
    supervisee surety survivor swarm symphony synagogue talk tapestry taskforce taxidermist
    taxiway technologist teenager teleconference telethon teller tenement testator thesis tiler
    timberyard timecard tollbooth tollgate tomb tombstone toolmaker topic tortoise township
    towpath toxicologist toy track trackable traineeship transcriber transferee transferor
    transfusion transplant trapezist treatise trek trench tribe tribunal trombonist trophy
    troupe trumpeter tutorial tweet twisthand typeface typesetter typist tyre undergraduate
    underpass urn urologist utterance vagrant valet valley valuation vaulter ventilator
    ventriloquist verger verifier vicar victim video villa viola violation violinist virologist
    wager waitress waiver walker waller war warrant watchmaker waterhole waterman waterway
    weapon webpage weighing welder wharf wigmaker wiki winder windmill winner woodcutter woodlot
    woodworker workman workpiece workplace workplan workstation wormery wrangler writer x-ray
    yachtsman youngster zone`,
  8: `
    abattoir abbey absence accession accompanist acquisition acrobat activity admission advocate
    aerotow aide aircrewman airfield alderman alliance allocation allotment allottee almshouse
    ambassador amendment amenity animator announcer annuity antique apiarist apiary apothecary
    appliance appointee approver arbiter arbitration arboretum archive arena army assessment
    assistant associate association auctioneer auditorium authority autoclave autopsy avalanche
    award backer backhoe bailiff baker bale ballerina balloon ballot bandleader bank banker
    banknote bankrupt barn barrack bartender basketmaker bassist bathhouse battalion bay bearer
    bed bedroom beer bike biker bin biologist biopsy bird bishop bistro blacksmith blast boar
    boarder boatman boatyard bodyguard boiler bond bookkeeper bookseller booth borough botanist
    boulevard bowler branch bride bridge brigade broadcast broodmare brothel brotherhood budget
    bulldozer bulletin bungalow bureau bureaucrat business busker butler buyer byre cabinetmaker
    caddie cage call-out caller campaigner camper canal candlemaker canteen canton captain
    caravan caretaker cargo carpenter carriage cartographer cartoonist cassette castle cat
    catalogue cataloguer catamaran cathedral caver cavern cellist ceremony challenge challenger
    champion chancellor chapel chaperone chaplain character chargeback charter charterparty
    chateau chauffeur checklist checkpoint cheesemaker chemist cheque choreography church
    circuit clan clergyman climb clockmaker clown clue co-driver co-exhibitor co-investigator
    coauthor coder coffin coin colleague colony combatant commander commissioner commune
    community commuter company concerto concierge confederation confessor confirmand
    congregation congressman conscript consignee constable constituent consumer contender
    contribution controller convent conversation cookbook copywriter coroner correspondent
    council counter-offer counterparty county coupon courthouse covenant coxswain craftsperson
    craftswoman crane creche crematorium crew crewmember cricketer crime criminal crossword
    crusher curler custodian cutter cylinder dairy dairyman dam deacon dean deanery debate debt
    declarant declaration decorator decree deed deity delegation deminer demonstrator departure
    dependant dependent dialyser dietician director disbursement dispatch dj dock docker donee
    dorm dormitory dossier dowser dozer draftsman dramatist draughtsman dressmaker driller
    drummer duel easement ecologist elevator emperor endoscope endoscopist endpoint engagement
    ensemble enterprise envoy establishment estimator executive executor exemption explorer
    exporter extinguisher facilitator facility faction faculty fairground falconer family
    fancier farrowing fault federation felling fellow ferryman fielder fighter filmmaker
    financier finding fine fisher fishery fleet float flowmeter foal folktale foreman forester
    forklift fort forum forwarder foundry franchise fraternity freeholder freighter friend
    fundraiser fungarium furnace gallery galvaniser game gamekeeper gang garden genealogist
    geographer geologist gig glassblower goalkeeper goat godchild goldsmith gondola governor gp
    grader graduate graphologist gravedigger greengrocer grocer groom groomer guard guild
    guitarist gym gymnasium hackathon haematologist harbour harpist harvester hatchery hauler
    hawker hazard headmistress headteacher healer heir heliport helmsman hen herbalist herder
    herdsman highway hire historian hoard homestead hopper hospitalero hotelier houseboat
    housekeeper housemate hydrant illustrator imam immunisation immunologist indictment
    individual inductee infirmary injection injunction injury inn inoculation inspectorate
    installation installer instalment insured investment invitation invitee island jail janitor
    jeep jet jobber joiner journal juggler junction jury kangany karateka kennel keyholder
    kidnapping kiln kindergarten king kiosk kitchen knitter lab labourer lake lamb landfill
    landscaper laptop launderette laundromat leader ledger legion letter lexicographer licence
    lido lighthouse limousine linguist listener lodger logger loom luminaire luthier lyricist
    magazine magistrate maintainer marathoner market marriage mason masseur masseuse matchmaker
    meal medal meteorite microbiologist microservice migrant milkman minder minefield miner
    ministry missile monastery monk mooring motorcar motorcyclist motorway mountaineer mover
    mural nanny narrator negotiator neonate newscast newsletter newspaper newsreader nightclub
    nomination nominee notam novel novelist nursery obituary objector oboist occupant offense
    ombudsman oncologist opera ophthalmologist organiser organist organizer orthodontist
    orthopaedist osteopath outbreak outing outlet outpatient overhaul owl pacemaker packer
    paddler painter palaeontologist panel paperhanger parade parish park partner party passport
    pasture patent pathologist patrol pawnshop peal peasant pedalo pediatrician pedlar penalty
    pensioner performance periodical permission petition petitioner pharmacist phase philatelist
    photocopier physiologist physiotherapist piano picker piezometer pig pipeline pizza plane
    planet planetarium planner planogram plant planting platoon playwright ploughman poem
    policyholder politician poll pond pony pool port post postman potter preacher pregnancy
    premiere preparator preprint prescriber prince prize probe procession project projector
    promotion proofreader proprietor protester protocol pulper pump puppet puppeteer purchaser
    quarry quarryman quartet quay queen query question quilt quiz racer raffle ram recipe
    recipient recommendation recordist recruit referendum referrer refinery refuelling refugee
    refund regiment registrar registration regulator reinsurer renter reporter requester
    requestor rescuer reservoir resort respondent retoucher retreat review rheumatologist rig
    rigger rink robot roofer ropeway roster rota ruling saddle sail sailor saint salesman
    scaffold scaffolder scan scene schedule scheme scholar scholarship schoolteacher scooter
    scorer screenwriter sculptor sculpture seat secretary self-rescuer semester series server
    service settler settlor shearer shed sheep shelf shipyard shoplifter shot shotfirer
    signaller signatory sire skater skier skipper slaughterhouse slot society soldier sommelier
    songwriter speechwriter sportsman squadron stable stadium stagehand stall stallholder
    stallion stand statue stay stenographer stockbroker stockist stockman storehouse studio
    stuntman sub-hire subcommittee submarine subnet subpoena subsidy superintendent supermarket
    supervisor supporter surfer syndicate tank tanker tanner tannery taster tasting tattooist
    taxi telescope template temple tenancy tender tent terminal terrarium territory testimonial
    thatcher theater tinsmith tour tourist tower trail tram tranche transfer transformer
    translation transmitter transplantation transponder trap trapper traveler trawler treaty
    tree trekker triager tributary triptych trolley trustee tug tugboat tuner tunnel turbine
    underwriter union upholsterer usher vaccination vaccine valuer viaduct viewing villager
    vineyard vintner violin vivarium volcano volcanologist wafer wallet warder warehouse
    warehouseman warning warranty watercraft waybill webinar weighbridge weir wheelchair
    wholesaler winch wine winegrower winemaker winery woodcarver workout workspace workstream
    wreck wrestler zookeeper zoologist`,
  9: `
    academy accident account accountant actor actress actuary adjudicator adjuster adopter
    adoption advertisement advertiser adviser advisor aerodrome aeroplane agent agreement
    aircraft airline airplane airport album alumnus ambulance anaesthetist analyst angler animal
    apartment appeal appellant applicant application appointment appraisal appraiser apprentice
    aquarium arbitrator archaeologist archer architect archivist artefact artifact artisan
    artist artiste artwork assessor asset astronaut astronomer athlete attendant attendee
    auction audiologist audit auditor author aviator baby babysitter bakery baptism barber barge
    barista barrister batch batsman beamline beekeeper befriender beneficiary berth bicycle bid
    bidder bill blogger boat bondholder book booking bookmaker bookstore borehole borrower
    boutique boxer breeder brewer brewery bricklayer broadcaster broker builder building bursary
    bus butcher cabin cadet calf callout cameraman camp campaign campground campsite campus
    candidate canoeist canvasser cardholder cardiologist caregiver carer carrier case caseworker
    cashier caterer cave cemetery ceramicist chalet championship charity charterer chef child
    childminder chiropodist chiropractor choir choreographer cinema citizen claim claimant
    classroom cleaner client climber clinic clinician club coach cohort collector college
    columnist comedian commissaire committee competition competitor complainant component
    composer concert concessionaire conductor conference conservator consignment consignor
    consortium constituency consultant consultation container contest contestant contract
    contractor contributor convict cook cooperative corporation costumier cottage councillor
    counsellor counselor courier course court cow craftsman creditor critic croupier cruise
    curator customer cyclist dancer dealer debtor deckhand defect defendant delegate deliverable
    delivery dentist department depositor dermatologist designer detainee detective developer
    device dietitian diocese dispatcher dispute distiller distillery distributor diver docent
    doctor document dog dojo donation donor driver druggist dwelling earthquake economist
    edition educator election elector electrician embalmer embassy embryologist emissary
    employee employer enclosure engineer engraver enrollment enrolment entertainer entrant
    entrepreneur episode evaluator event exam examinee examiner excursion exhibition exhibitor
    experiment expert factory farm farmer farrier fencer ferry festival fiddler film firefighter
    fireman firm first-aider fisherman fishmonger fitter flautist flight flock florist
    footballer forecaster franchisee freelancer funder funeral gambler gamer ganger gardener
    garment gilder glacier glazier glider golfer governess grant grantee greenhouse group grower
    guarantor guardian guest guesthouse gunsmith gymnast gynaecologist hairdresser handyman
    hangar haulier hearing hearse helicopter herd hiker hirer hive holidaymaker homeowner horse
    hospice hospital hostage hostel hotel house household householder hunter hygienist hypnotist
    immigrant importer incident informant inmate innkeeper inpatient inquiry inspection
    inspector institute institution instructor instrument insurer intern interpreter interview
    interviewee interviewer inventor investigation investigator investor invigilator invoice
    issuer item jeweler jeweller job jockey journalist journey judge juror keeper laboratory
    landlord landowner laureate lawyer league learner lease leaseholder lecture lecturer
    legislator lender lessee lesson lessor librarian library librettist licensee licensor
    lifeguard litigant loan lobbyist locker locomotive lorry machine mare match mechanic
    mediator meeting member mentor merchant midwife milestone mill minibus mission missionary
    moderator module monument mortgage motorbike motorboat motorcycle motorhome movie
    municipality museum musician nest node notary nurse nutritionist observer obstetrician
    offence offender officer operator optician optometrist orchestra order organisation
    organization outage outworker owner paddock paediatrician painting pallet panellist
    parachutist paramedic parcel parishioner participant passenger patient patron payment
    performer permit person pet pharmacy photographer physician pilgrim pilot pizzeria placement
    player pledge podiatrist poet policy practitioner prescription priest prison prisoner
    producer product professor programmer projectionist proposal provider psychiatrist
    psychologist psychotherapist publication publisher pupil puppy purchase questionnaire race
    radiographer radiologist ranger reader realtor receipt recording recruiter referee referral
    regatta registrant rehearsal rental repair repayment representative researcher reseller
    reservation resident restaurant restorer retailer retrocessionaire reviewer rider ringer
    river room route rower runner salesperson salon sample satellite school scientist seafarer
    seismologist seismometer seller seminar senator sensor session shareholder ship shipment
    shipowner shipper shopper shot-firer show sighting signalman silo singer sitter smallholder
    solicitor soloist song speaker species specimen sponsor squad station steward stonemason
    store student stylist sub-account subcontractor subscriber subscription substation supplier
    surgeon survey surveyor suspect swimmer tailor task taxon taxpayer teacher team technician
    tenant test tester textbook theatre therapist ticket timesheet tool tournament tractor
    trader tradesman tradesperson trailer train trainee trainer tramcar transaction transect
    translator traveller treatment trial trip truck tutor umpire undertaker university user
    vacancy van vehicle vendor venue vessel vet veterinarian village visit visitor volunteer
    voter voucher voyage wagon waiter ward warden weaver wedding whale witness worker
    workpackage workshop yacht zoo`,
};

const RATED: ReadonlyMap<string, Thinghood> = listedWords([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], LISTS);

/** How often a noun in the singular names a thing, or undefined where it is not known. */
export function thinghoodOf(noun: string): Thinghood | undefined {
  return RATED.get(noun) ?? RATED.get(noun.split("-").at(-1)!);
}
