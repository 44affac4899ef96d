/**
 * How often nouns name things to keep data about, where organisations write of their data: as a language
 * model judged each word by itself, without a text before it.
 *
 * @module
 */

/** From 0, practically never ("colour", "week"), to 4, nearly always ("customer", "order"). */
export type Thinghood = 0 | 1 | 2 | 3 | 4;

const LISTS: Readonly<Record<Thinghood, string>> = {
  // practically never: "colour", "week"
  0: `
    abrasiveness absurdity abv accepted access acid addition adequacy adversity aeon affection
    afterlife afternoon afterthought aggressiveness aim air aloud alphabet altruism ambiguity
    ambition ammonium ampere amusement anarchy anew anger angst antiquity anxiety apathy
    appearance approx april arrive arriving aspect astonishment attention august autonomy autumn
    availability average awareness awe axis bath bedtime begin beginning behalf belong beneficial
    best biogas blind bliss blueness born borne bottling braindump bravado bravery breath brevity
    brilliance browser bunch buy byte calmness calorie came capitalism caprice cardinality cause
    cent centigrade centimeter centimetre certainty chaos charging charm checksum childhood
    christmas cleaning cleverness clumsiness coarseness cognition cold colour comfort communism
    compassion complete confusion conscience cooking coolant count countdown credence cruelty
    cubic cupful curiosity curse cyberspace cynicism darkness data dawn day daybreak daylight
    daytime december decency decibel degeneration delay denominator despair destiny diesel diff
    digging dignity diligence dimension dioptre direction dirt disabled disappointment disapproval
    discontent disgust disincentive distrust dogma doi dollar dollop doping dozen draining
    drawback dread drying dualism due duplicity dusk dy earn ease easter economics eg electricity
    electronic em empathy emptiness end enjoyment environment envy epoch equality essence eternity
    euphoria euro eve evening evil excel excess excitement existence expire face fame fascism fate
    fathom february feminism ferocity fidelity final find finish finishing firmness flow fo folly
    force forenoon foresight formality fortune found franc free freedom friday from-address
    from-to frustration fuel fun furlong furnish future gallon galvanizing gap gary gas gauging gb
    generation generosity gentleman gigabyte gilding giving glamour gloom glory glut go goal got
    gram gramme gratitude gravel gravity greatness greed greyness grief gross ground growth
    grzegorz guess guinea half half-year hand handful handling happiness hardness harmony
    harshness harvesttime haste hate hatred hauling heading health heap heaviness hegemony helau
    heredity heroism hertz hesitation heterogeneity heyday hoisting homage honesty horror
    hospitality hostility hour hr humanism humanity humidity humility humor humour hundred
    hundredweight hunger hygiene hz ice id idealism ignorance ignore illegality illegibility
    imagination imei immaturity immortality impetus impulse inactivity inception inch incompetence
    inconvenience increase independent indexation indifference individuality ine inequality
    infancy ingenuity innocence inquisitiveness instant instinct integer interim internet intimacy
    intuition inv invalidity invective ironing isbn isrc january jot joule july juncture june kb
    keeping kg killybeg kilo kilobyte kilogram kilohertz kilojoule kilometer kilometre kilowatt
    kofi kwh land lather latter laying leak leanness learnt leather leaving lest lethality letting
    lifetime lighting liter litre look lowest lunchtime lying machination majority make making
    malte man mantrailing maple marbling maria marit marloe mass matter maturity mean measuring
    megabyte megahertz megawatt metre microgram microscopy mid middle miele mile millibar
    milligram millilitre millimeter millimetre million mind minimum minute mirela mm moisture
    moment month morality morning mot mouldy moving muscle name needed-by needing noon nope nr
    number oil orientation overtime overview particular pay peace percentage perfusion ph pl
    plastic pleasure possible postcode poverty pre problem proceed provided psychology public pull
    pulp push qty queueing rathfarnham re-entry reach regular remain representing restore retro
    retrying reverse revert rib rice rise road running salinity sand say sb scope screen scroll
    second security send sev shading shape ship-to short singing skin software sound split
    spreadsheet steller steph straw succeed sugar sum survival swapping system tac taking tally
    tare taste tb temp terrain texture thickness thing thought time timestamp tipping tld tonnage
    tonne tonner top traffic travel tuesday tuning ugliness uncertainty uphill uppermost upstream
    urgency use varnish vat vin wait walking warmth wave way weaving week weekday weekend well
    whereabout whereupon width wind winter wirth wood working world worrying xx year year-old yes
    yr yusuf`,
  // seldom: "price", "reason"
  1: `
    abbreviation abstention abundance acceleration accent acceptability accessibility
    accompaniment accuracy acetone acidity acre acreage acumen adaptability adhesion adjacency
    adrenaline advent affinity affordability age aggregate aggression agility airspeed alabaster
    alcohol alertness alignment alkali alkalinity allegiance altitude alum aluminium amalgam
    amalgamation amber ambergris ambience amount ampacity amperage amplitude analogy ancestry
    angle anonymity anticoagulant antifreeze antimony appetite area armband aroma arousal
    artificial asbestos ash ashtray asparagus asphalt aspirin ass assurance atmosphere attitude
    attraction attractiveness audibility audience authenticity aversion awning azimuth background
    backlash bacon balance ballpoint balm bandaging bandwidth barium bark barley basalt bathing
    baud beating beauty bedside beef beeswax behaviour beheading bending benzene bias bicarbonate
    bidet bile biomass birth birthdate birthday birthplace bitrate bitterness bitumen blame bleach
    blending blood bloom blossom body boiling boldness boolean boredom boss bottom bounce boundary
    bran breadcrumb breadth breeding brightness brine brittleness broadband brokerage broth
    browsing brushing bulk bung buoyancy burden bushel butter buttermilk buying buzzer bytecode
    cadastral cadmium calcium caliber calibre calving can cane capacity caption carabiner caramel
    carat carbohydrate carbon cardboard caring carload cartilage casein casing casting catastrophe
    caution ceiling cellulose cement centre century chance charge chicken chirality chloroform
    choice cholesterol chromium chunk cinnamon circulation circumference circumstance clarity claw
    clay cleanliness cleansing click climate climbing clipboard clog clothespin clothing coal
    coating cobalt cocaine cocoa coefficient coherence cohesion coke coldness collar color
    coloration colouring combat combobox comeback commerce commission compactness compatibility
    completion complexion complexity composition compressibility compression concealment
    concentration conception conciseness concrete condition condom conductivity confectionery
    confidence confidentiality conflict conformity connotation consciousness consensus consequence
    consistency constant consumption contempt contour contraction contrast cooperation copper
    cordial cork corkscrew cornflour corollary correctness corruption cost cotton coughing
    counterargument courage cover crampon cravat craving creativity credibility creditworthiness
    credo criticality crosshair crowbar crumb cuff culture cup curd currency curvature cut cutting
    cyanide cycling dad damage dampness dancing danger date deadlock deafness dealing death
    debugging decade decay deceit deception decimal decontamination decrease dedication default
    deficit deformity degradation deicer deletion delight demand democracy demurral denial density
    depth descaling desertion desire desk detail detergent determinism detriment deuterium
    dexterity dialling diameter difficulty digit dilemma disassembly discipline discoloration
    discomfort discretion disgrace dishonesty dislike dispensing disputation dissemination
    distance distillation distraction distress distribution diversity diving dominance doorbell
    doorknob doormat doorstep dosage doubt drafting dressing drinking driving dropdown drowning
    dumbbell dumping dung duplicate durability duration dust dustpan dyeing ear earmuff earnings
    earphone earplug earth east eating eccentricity edge edibility efficacy efficiency eggcup ego
    ejection elasticity elbow elevation elimination eloquence email embroidering emissivity emoji
    emphasis emulsifier enamel encryption endurance entertaining enthusiasm environs epithet epoxy
    equator eraser espadrille estimate estrogen etching ether ethic ethics ethnicity ethylene
    etiquette etymology eucalyptus evaporation evidence exactness excellence excise exclusivity
    excuse exhibit expectation expiry extent exterior extinction extreme extrusion eye eyeglass
    eyelet eyepiece eyesight faeces fairness familiarity fang fantasy farewell fashion fastening
    fat faucet favicon favour fear feasibility feather feeling felt female fertility fiasco fiber
    fiberboard fibre fibreglass figure filename fill filtration fin finance fineness finger
    fingernail fishhook fit fitness flag flagstone flammability flannel flash flavor flavour flax
    flea flesh flexibility floating flogging floor floorboard flour flowerpot fluency fluid
    fluidity fluoride flush flushing flying focus foil fold folding folklore food foot forage
    foraging forceps forfeit forging format fortnight founding fraction fragility freeware
    frequency freshness friction friendliness friendship fright frosting frying fulfilment fumes
    functioning fundamental funding gait gallbladder gambling garlic garnishing garter gauze gear
    gel gelatin gender generating genius genre geometry gherkin ginger girth gliding globalisation
    gloss glucose gluing gluten glycerine goggles gold goods goodwill gossip gradient grammage
    grandfather grandmother granite granulate grapefruit graphite grass grate grater grazing
    grease grilling grinding grit groundwater grout growing grub guano guilt gull gum gunpowder
    gut gymnastic gypsum habit habitability haggling hair hairbrush hairpin hake halftime hall
    handbrake handicap handkerchief handlebar handrail handshake handwriting hanging hardcore
    hardiness hardship hardwood harm hay head headband headboard headcount headrest headroom
    heartbeat heat heather heating heel height helium hemp hepatitis heresy hiking hint holiday
    homeland honey honing honor hood hooter hope horn hostname housefly housekeeping hubcap hue
    hummus hunting hydration hydrogen hypertension icepack ideal identifier identity ignition
    illiteracy illusion immunity importance impression impurity inaccuracy inaction incapacity
    inclination income independence indignation inertia inference infertility infinity
    inflammability influence influx inhalation initials injustice inkwell insole insolvency
    insomnia instability instruction insulin integrity intelligence intensity intent interest
    interior interoperability iodine ionisation iron isolation ivory jar jaw jogging journalism
    json jumping jute kale kerb kerosene keypad kick kidney kin kindness kinship kiss kiwi km knee
    knickers knitting knob knock knot labour lace lacquer ladybird lakeside laminating lancet lard
    latch latency latex latitude laughter laundering law layman leadership leaf leftovers leg
    legality legibility length level lifespan lifestyle lifting likelihood likeness lime limestone
    limit linoleum lint lip lipstick liquidity literacy liver locality loden logistic logo
    longevity longitude loudness loyalty luminance luminosity lump lustre magnification magnitude
    mail maintainability malleability mark maximum meaning measure meat median medical medium melt
    memory mentality merit method mileage milk mindset mobility modality mode money moniker mood
    morale mortality motive motto mouthpiece mudguard multiplier muzzle napkin nappy narrowness
    neck need notation occupancy occupation offset olive open opening outcome pagination parentage
    payload peak percent perspective phone point pomace possibility power precondition preference
    presence prevalence price proportion protein provenance pseudonym purpose quantity quarter
    quilted raku rank reason reduction relevance rent rest revenue ribbon right rubble salt
    satisfaction scale score scrap selvedge severity sex shade shell shifting shod shortfall side
    sign signature similarity sitting size slope speed stamp start state status steelwork steering
    stocking stoneware street strength stretch stubble style summer surah surplus symbol tax
    telephone temperature text throughput tile tolerance toll tone turnover underground usage
    validity value variant vegan view volume wage water weather weight wife woman yield`,
  // about half of the time: "category", "address"
  2: `
    abacus ability abolition abrasive abuse acacia acclimatisation accommodation accord
    accountability acknowledgement acknowledgment acrylic action adage adaptation additive address
    adhesive admin administration admirer advantage advice aerosol affair agenda aid airbag alcove
    ale algae alias alibi allegory allele alloy almond alternate alternative amaryllis ammonia
    ammunition amnesty amoeba anaesthetic anchovy anklet anonymizer answer ant antechamber
    antibiotic antibody antidote antigen antihistamine antiseptic antithesis antivirus anvil aphid
    api apnoea apology app apparel apple apprehension approach apricot apron aptitude arch
    archetype argument arm armchair array arrears arrow arrowhead art artery aspen aspiration
    assembling assembly assertion assistance assortment assumption attempt attic attribute
    aubergine auger aunt axe axiom axle azalea bacillus backend backyard bacteria bacterium badge
    bag bagpipe bailment bait baking balcony ball ballast balsam bamboo banana band bandage
    barbecue barbell barbiturate barcode barnacle barrier barrow basement basin basis basket bass
    bathtub baton batten bayonet bead beaker beam bean bearing beast bedbug bedding bedspread bee
    beet beetle beetroot beginner begonia belief bell bellows belt bench benchmark berry berthing
    beverage bib bidding billet billing binary binder binoculars biofuel birch bit bite bitmap
    blackberry blackbird blackcurrant blade blank blanket blaze blazer blend blender blessing
    blouse bluebell boarding bobbin bolt bonding bonnet bonus bookcase bookend boost boot border
    borrowing bot bottle boulder bouquet bout bowl bowstring bra bracelet bracken bracket brain
    brainstorming brake braking bramble brandy brass brawl bread breadwinner breakage breakfast
    bream breastmilk brewing brick bridle brief briefcase briefing broach broadcasting broccoli
    bronze broom brush bucket buckle buffer bullet bump bumper bundle bunk burial burning burst
    bush butane buttercup butterfly button buzzard bypass cabbage cactus caffeine calculation
    callback camera candle candlestick canister cannabis canopy canvas cap capability capacitor
    cape captcha car cardigan care carnation carousel carp carpet carrot cart cask caste catalyst
    category caterpillar catheter cauliflower caviar cavity cedar celery cellar censorship
    centipede ceramic cereal cession chain chainage chalk champagne chandelier change changeover
    charcoal chart chase chat check checkout chemical chemistry cherry chest chicory chime chip
    chipmunk chipset chisel chive chlorine chocolate chopper chrysanthemum cider cigar cigarette
    citizenship civilisation clam clarification clasp class classification clemency clergy clerk
    clientele clip cloak cloakroom clock closet closing closure cloth clothes cloud clover
    coaching coast coaster cobra cockroach coconut cod code coding coffee cog coincidence
    coinsurance collagen cologne colourway column comb combination combustible combustion comic
    commencement commit compartment compass competence compliance compliment compromise
    computation computer concern conclusion condemnation condiment conditioner conduct cone
    conferral confinement confrontation conifer conjecture connect connection connector
    consecration consent conservation consideration consolidation constructor consumable
    contaminant contamination context continuation contraceptive contradiction convening
    conversion cookie cooler cooling coordinate copying coral cord core coriander cormorant corn
    corner corpse correction correlation corset cosmetic cosmetics cot counterexample
    counterweight counting couple coupling courgette cousin coverage crab cradle craft cranberry
    crankshaft cream creation credit crib crisis criterion criticism crockery crocus cross crow
    crowd crucible crude crushing crutch cube cuckoo cucumber cuisine cupboard cupcake cure curing
    currant cursor curtain curve cushion custodianship custody custom cutlery cutover cv cycle
    cymbal cypress daffodil dagger dahlia daisy damages dan dance dandelion dart dashboard
    datastore datatype deadline debugger debut decanter deck deckchair decoder decoration
    decryption deductible defeat defection defence deferral deflection deforestation delegating
    deliberation demolition demotion den denomination deodorant depletion deposition descent
    description designation desktop destination detection detention deterioration determinant
    detonation detonator dev diagnosing dial dialog dialogue diaphragm dice die dig digitisation
    dinner diode disadvantage disagreement disappearance discharge disclaimer discography
    disconnection discontinuation discount discrimination disease disinfectant diskette
    dislocation dismantling dispensation displacement display disruption dissolution distillate
    distinction disturbance ditch doctrine dole domain domicile dose dosing dough doughnut dove
    dowel dower dowry dragonfly drain drainage drape draught drawer drawing dream dress drilling
    drink drinker drive drop dropping drought drum dustbin duvet dye dynamo dynasty earring
    earthworm easel echelon ecology economy editing effect effluent effort electorate electrode
    element eligibility elixir embarkation emerald emergence emigration emission emolument emotion
    emulator emulsion encoder encouragement energy engine enigma enrichment entity entry enzyme
    epic epigram epilogue epitaph equity era eradication erection erosion errata escort
    establishing ester ethanol ethernet evaporator example exception exchange executable execution
    exemplar exercise exhaust expansion experience expiration explanation exploitation explosive
    exportation extension extinguishing extra extraction exudate facing failing fair faith fallacy
    falsification fan fare farmyard fax feature fee feed feeding feedstock fennel fermentation
    fern fertilisation fertiliser fertilizer fiction fiduciary field fig filament file filing
    filler filming filtering finch firewood fishing fixing flamingo flange flap flask flat flatbed
    flatfish flaw flood flooding floppy flowering fluke fly flywheel foam fodder folio follow
    foodstuff foothill footnote footwear forecourt foreshore fork form formaldehyde formula
    fountain fox foxglove foyer fragment fragrance frame freezing frog frontend frontier fruit
    fryer function functionality fund fungicide funnel fuse fusion gadget gangway garland garnish
    garret gasket gasoline gathering gauge gem geranium germ germination gestation gesture gin
    girlfriend glass glaze glitch globe glove glue god gong gooseberry grade grain grammar
    grandparent grandson granting grape graph grasshopper grating gratuity gravy greeting grenade
    grid grill grinder grouping groupware grouse grudge guesswork guest-day guidance gunfire guppy
    gurney guru gutter gyroscope haddock hairdryer halibut hallway ham hammer hammock handbag
    handcuff handheld handle handler hanger harness harpoon harrow harvest harvesting hat hatch
    hatchet haul haulage hawthorn hayloft hazel hazelnut hazing hc headache headdress header
    headlamp headlight headphone headstone healing heart heater hedgehog helm helmet help herb
    herbarium herbicide heritage hero heroin herring hibernation hide hierarchy hillside hilltop
    hinge hinterland history hit hoe hoist holly holster honour hook hop hormone horseshoe hose
    hosting housing hug humidifier hunch hyacinth hydrangea hydrocarbon hyperlink hypnosis iceberg
    icing icon ideology idiom iframe igniter immersion immigration impact imperfection
    impersonator implication import importation imposition incense incentive inclusion
    inconsistency incorporation increment incubation indication industry infiltration inflow
    information ingest ingestion inhaler ink innovation input inscription insecticide insert
    insertion insight inspiration insulation insulator insult intake integration intellect
    intention interception intercom interface interference interlude interpretation interrogation
    interrupt interval intranet introduction inundation invention inventory investiture invocation
    invoicing iris irradiation irregularity issue ivy jack jackal jam jasmine javelin jay jeans
    jelly jellyfish jersey join joinery joint joist joke jotting joust jug juice jukebox jump
    jumper jungle juniper ketchup kettle keyboard keyhole keylogger keyring keystone keystroke
    keyword kid killing kilt kimono kind kingfisher kitbag knapsack knife knitwear knockout
    labelling ladle lady lager lamination lamp lampshade lance landing landscape lane language
    lanyard lapse laser laurel lavatory lawn laxative layer layout lead leaderboard leakage leap
    leash leasing lemonade lending letterhead liberation lifebelt lifecycle lifejacket ligament
    light lightbulb lighter limb limitation line lineage linen liner lining link lintel list
    literature litter load loaf lobby location locket log lookalike loss loudspeaker lp lung lure
    lyric magnifier maker malt mantelpiece map mapping marble marker markup master mat mate
    material mattress media medication medicine megaphone menu microwave minor mitten mix mixture
    model mop mortar motif mount mouse move-in movement mum music nail nationality neighbour
    nephew network nomenclature note nut nutrient oath occasion official one-off orbit organ
    organism original outline overlock packing page pair paragraph parameter parent part pass
    passing patch pattern pc pear pedigree pen period pick-up picture pin pipe pitch place plan
    plasma plate plc ploy police portion position pot pour predecessor premium press pressing prey
    print process production proof prop provisioning pulse punch quota radio range rate reading
    readme recap record reference region regrind relief remark remit reserve residue
    responsibility restart result return ride ring riser roast role roof rope rotation round row
    rubric rule ruler run saving scarf scoring scout screw seal season secret sector seed sender
    serial serving set shackle sheet shellfish shoe shovel signal signing siren skate skip sleeve
    socket solution sort source sow space specialism specification spell spine spirit spoon spot
    spring square stack staging stair stake standard standing star starter statement stereotype
    sticker stirrer stockpile stone storage storm stratum strike string stroke structure subject
    substance substitute substrate summary support surface sweep sweet swim switch symptom
    synchronisation synonym synopsis tab table tackle tag target tariff tea teaching tear
    telecommand telemetry term terrace theme thread threshold ticker tie tier timetable timing tin
    title topping touch towel towline trade trait transmission travelling trust tub turn twin type
    undertaking update variety version vintage vinyl vote walk wall warp wash wastage web website
    weft window windscreen wing wish wool word wristband writing yarn`,
  // mostly: "photo", "warehouse"
  3: `
    abandonment abduction abortion abstract accelerator accelerometer acceptance accessory
    accordion accreditation accrual accusation achievement acquittal acropolis act activation ad
    adapter addendum adjournment adjudication adjustment administrator admixture adolescent
    advance advancement advert advowson aerial affidavit affiliation agency airspace aisle alarm
    alder alert algorithm alimony allegation allergen allergy alley alligator allowance almanac
    alpaca altar alteration amateur ambush amphibian amphitheatre amplifier amputation amulet
    anaesthesia analysis anamnesis anchor anchorage angel annexe anniversary announcement
    annulment anomaly anteater antelope anthem anthology anthropologist ape apparatus applet
    apprenticeship approval aqueduct archipelago armour armoury arraignment arrangement arranger
    arrest arrival arsenal arson artichoke article aspirant assassin assassination assault assay
    assignation assignee assignment astrologer atelier atlas atoll atrium attachment attack
    attacker attendance attestation attorney audition authentication authenticator authorisation
    authorization autobiography auxiliary aviary avocado baboon bachelor backup badger baggage
    bail ballroom ban banjo banner banquet bargain baritone barometer baron barracks barrel base
    basilica bassoon bathroom battery battle battlefield bazaar beach bear beaver beech belfry
    benefice benefit bereavement bet bibliography billboard bindery binocular biography birthing
    bison blackout block blockage blockchain blog bloodhound blueprint board bomb bombing bone
    bookbinder booklet bookmark bookshop bothy bottleneck bounty bovine box boycott boyfriend
    branch brand breach break break-in breakdown breakout breed brew bridegroom brochure bronco
    brooch brook budgerigar buffalo bug buggy build bulb bull bullock bunker bunny buoy burglar
    burglary burrow buyer buyout bylaw bystander cable cache cafe cake calculator calendar
    calibration call camcorder camel canary cancellation canoe cantor canyon capital capsule
    capture carburettor card cardinal career carnival carol carton cartoon cartridge carving
    casket casualty catalog catch catering caucus celebration celebrity cell cellphone censor
    censure center certificate certification chainsaw chairwoman chalice chamber chameleon channel
    chapter chassis chatbot chatroom check-in check-out checkbox checkup cheese cheetah
    chemotherapy chestnut chick chief childbirth chimpanzee chinchilla christening chronicle
    chronology circular circumcision citadel citation city civilian clamp clarinet clash clause
    clearance clearing cliff cloister clone cluster coachman coalfield coalition coastline coat
    cobbler cock cockatoo cockerel cockpit codebase codec codex codicil coil collaboration
    collapse collateral collection collision colt command commendation comment commentary
    commentator commissioning commitment committer commodore commonwealth communication communique
    companion company comparable comparison compendium compensation complaint complication compost
    compressor comptroller concept concession concordance concourse confectioner confidant
    configuration confirmation confiscation conglomerate congress connexion conquest
    conservationist console conspiracy constitution constraint construction consul contact content
    continent contingency contravention control controversy convention conveyor conviction convoy
    cooker coop coordinator copse copy copyright coronation corporal corral correspondence
    corridor corrigendum costume couch counsel counselling counter country countryside coup
    courtroom courtyard cove cox coyote crash crate crater crawler creator credential creek
    cremation crocodile crop crossbow crossing crossover crossroad crossroads crown crucifix
    crustacean crypt crystal cub cubicle cull culling cultivar cultivation curriculum cutler
    daemon darkroom database datagram dataset daybook deal debenture debriefing deceased decision
    decline decommissioning deduction deer deferment defibrillator deficiency definition
    dehumidifier delta demonstration denture dependency deployment deportation deposit depot
    derailment derrick descendant desert design destruction detachment detector determination
    development deviation diagnosis diagnostician diamond diary dictionary diet digest digger
    diner dinghy dinosaur diploma diplomat directive directorate directory disability disaster
    disc disclosure discoverer discovery discrepancy discussion disembarkation dish dishwasher
    disinfection disk dispenser disposal disposition disqualification dissection dissertation
    district dive diversion dividend division divorce docket dockyard documentary doll dolphin
    dome dongle donkey door doorman downgrade download draft dragon drake drama draw dresser drill
    driveway drone drug dryer duck duckling duct dummy dump dumpster dune dungeon duty dyer dyke
    e-bike e-book ebook eclipse edict edifice edit editor editorial education eel egg elder elegy
    elephant elk elm elopement embankment embezzlement embryo emergency emigrant employment
    emptying emu enactment enclave encounter encumbrance encyclopaedia encyclopedia endeavour
    endorsement endowment enemy engraving enlistment enquiry enthusiast entitlement entomologist
    entrance enumeration envelope epidemic epidemiologist epistle equipment error eruption
    escalation escalator escape escrow essay estate estimation estuary evacuation evaluation
    evangelist eviction ewe examination excavation excavator excerpt exhumation exit expedition
    expense expertise exploit exploration explosion export exposition exposure expulsion extract
    extradition extranet fable fabric fabricator facet facsimile factsheet failure falcon fall
    famine farmhand farmhouse farmland favor fawn feast feedback fellowship fence ferret festivity
    fiancee fight filesystem filling filly filter finder fir firearm firewall firework firmware
    fish fishpond fitting fix fixture fjord flagpole flier flowchart flower flue flute flyer
    folder follow-up follower font footage footbridge footpath forager foray foreclosure foreigner
    forest forge forger forgery formation fortress fossil fostering fowl fracture framework fraud
    freehold freelance freezer freight fugitive fumigation fungus furniture furrier fuselage gale
    gantry garage garnishment gatehouse gatekeeper gateway gatherer gazette gazetteer gearbox
    gearwheel gemstone general generator geneticist genome genotype genus gerbil geriatrician
    ghetto gibbon gift giraffe girl giver glade glasshouse glossary goalscorer godfather godmother
    goldfish goose gorge gorilla government gown grafting granary grandchild granddaughter
    grandstand grantor graphic grassland grave gravestone graveyard grazier greeter greyhound
    grievance gripper grotto grounds groundsman grove guardianship guide guidebook guideline
    guitar gulf gun habitat hacker haematologist haiku hamlet hamster handbook handout handover
    handset happening harassment harbor hardware hare harp harpsichord hashtag hatter haven hawk
    headland headline headmaster headset heath heathland hectare hedge heifer heiress heist
    helipad helpdesk helper henhouse herald heroine heron hideout highland hijack hijacking hike
    hill hippopotamus hiring hoax holder holding hole home homecoming homemaker homepage homicide
    honeymoon hoof host hostess hotline hotspot hound housewife hovercraft hub hull human humorist
    hunt hurdle hurricane husband hut hyena hymn hypothesis idea igloo iguana illness illustration
    image immunotherapy impeachment implant implantation implement implementation impostor
    imprisonment improvement inauguration inbox incarceration incompatibility incubator index
    indexer induction infection infestation infographic infraction infringement infusion
    ingredient inhabitant initiation initiative initiator injector inlet innovator inquest
    inquirer insect insemination insider installment instance insurance insurrection interaction
    interchange intermediary interment internship interruption intersection intervention intruder
    intrusion invasion invertebrate inverter ironmonger isle issuance itinerary jacket jaguar
    jailer jetty jewel jewelry jig jigsaw jingle jotter judgement judgment jurisdiction justice
    kangaroo kata kayak keg kernel kettledrum kick-off kickoff kingdom kit kite kitten knight
    koala label laborer lacemaker ladder lagoon lair lambing lampoon landlady landmark landslide
    lantern larder lathe launching laundry layby layoff layover leaflet leave legatee legend
    legislation legislature lens lever lexicon libretto lifeboat lightbox line-up loading lock
    logbook lot luggage lunch lute lyre machinery magnet mailshot mammal manager mandolin manhole
    manifest manifesto mannequin manoeuvre manual manufacturer manuscript march marionette mask
    mast masterpiece masterplan matching measurement melodrama melody membership memo memoir
    mending merchandise message meter metric micro-region microfiche microfilm microphone
    microscope mineral mint minutes mirror missive mixer mobile modem monitor montage moped moth
    mother motherboard motor mould move mower mug multi-cache musket neighbourhood notebook notice
    notification object objective observation obstruction offer office operation opinion option
    org override ownership pack package packaging paper parking passage payout pension pest photo
    photograph phylum pick piece pier pit placard planning platelet platform play playlist plot
    plough portal portfolio poster practice practicum premises preparation presenter principal
    printer priority procedure profile program programme project projection prompt property proxy
    psalm psychotherapy pub puja punnet puzzle qualification quarantine quote rack radiotherapy
    rail randomisation rating re-lease receiver recipe recorder reef reel refresher refrigerator
    regime regimen register regulation rejection relation relationship relative relay release
    reminder remittance removal repeat repetition reply report repository request requirement
    requisition residence response restoration retreading reviser revision reward riddle ritual
    roadmap roll rootstock router routine royalty safari safe sailing sale scanner scenario
    screening screenshot script search section segment semen sequence settlement share shift shirt
    shooting shop shortlist site sketch skill slab slam snapshot span specialist speciality spouse
    spraying spreader sprinkler sprint staff stage start-up steel step stock stock-taking stop
    stoppage story stove strand strategy study subplan subproject subset substitution subtask
    sudoku suit suite supply surcharge swap sweeping syllabus tablet taker talk tap tape tarball
    taxa taxonomy technique tenure thesis till tip token tong tooth topic touchscreen tour town
    toy track tracker traineeship training transcript transcription transport tray treasurer
    treatise trigger trouser tube turnaround uniform unit upgrade upload utility valuation valve
    variation vault video violation vouch waistcoat waiver walk-in warehouse washing washroom
    watch wedge weighing wheel wholesaler wire withdrawal work workstation yard zone`,
  // nearly always: "customer", "order"
  4: `
    abattoir abbey abode absence abutment academy accession accident account accountant
    acquaintance acquirer acquisition activity actor actress actuary addict adjudicator adjuster
    admission adopter adoption adult advertisement advertiser adviser advisor advisory advocate
    aerodrome aeroplane aerotow agent agreement aide aircraft airfield airline airplane airport
    album alderman alliance allocation allotment ally almshouse alumnus ambassador ambulance
    amendment amenity anaesthetist analyst anchorman angler animal animator announcer annuity
    antenna antique apartment apiarist apiary apothecary appeal appellant appliance applicant
    application appointee appointment appraisal appraiser apprentice approver aquarium arbiter
    arbitration arbitrator arboretum archaeologist archer architect archive archivist arena army
    artefact artifact artisan artist artiste assessment assessor asset assistant associate
    association astronaut astronomer asylum athlete attendant attendee auction auctioneer
    audiologist audit auditor auditorium author authority automation avalanche avenue aviator
    award baby babysitter backer backhoe bailiff baker bakery bale ballerina balloon ballot bank
    banker banknote bankrupt baptism bar barber barge barista barn barrack barrister bartender
    bassist bat batch bathhouse batsman battalion bay beamline bearer bed bedroom beekeeper beer
    befriender beneficiary berth bicycle bid bidder bike biker bill bill-poster bin biologist bird
    bishop bistro blacksmith blast blogger boar boat boatman boatyard bodyguard boiler bolter bond
    bondholder book booker booking bookkeeper bookkeeping bookmaker bookseller bookstore booth
    borehole borough borrower botanist boulevard boutique bow boxer boy breaker breeder brewer
    brewery bricklayer bride bridesmaid bridge brigade broadcast broadcaster broker brothel
    brother brotherhood buddy budget builder building bulldozer bulletin bungalow bunkering bureau
    bureaucrat burner bursary bus business butcher butler byre cabin cabinet cabinetmaker caddie
    cadet cafeteria cage calf call-out caller callout cameraman camp campaign campaigner camper
    campground campsite campus canal candidate canoeist canteen canton canvasser captain caravan
    cardholder cardiologist caregiver carer caretaker cargo carpenter carriage carrier
    cartographer cartoonist case caseworker cashier cassette cast castle cat catalogue catamaran
    caterer cathedral cattle cave caver cavern cellist cello cemetery ceramicist ceremony chair
    chairman chairperson chalet challenge challenger champion championship chancellor chapel
    chaperone chaplain character chargeback charger charity charter charterer chateau chauffeur
    checker checklist checkpoint cheesemaker chef chemist cheque child childminder chimney
    chiropodist chiropractor choir choirmaster choreographer choreography church cinema circle
    circuit citizen claim claimant clan classroom clean-up cleaner clergyman client climb climber
    clinic clinician clown club clue co-author co-driver co-exhibitor co-investigator coach
    coauthor coder coffin cohort coin colleague collector college colonel colony columnist
    combatant combine comedian commander commissaire commissioner committee commune community
    commuter competition competitor compiler complainant component composer compound concert
    concerto concessionaire concierge conductor confederation conference confessor congregation
    congressman conscript conservator consignee consignment consignor consortium constable
    constituency constituent consultant consultation consumer container contender contest
    contestant contingent contract contractor contribution contributor controller convener convent
    conversation convict cook cookbook cooperative copywriter coroner corporation correspondent
    costumier cottage council councillor counsellor counselor counter-offer counterparty county
    coupon courier course court courthouse covenant covering cow coworker coxswain craftsman
    craftsperson craftswoman crane creche creditor crematorium crew cricketer crime criminal
    critic crossword croupier cruise crusher curate curator curler custodian customer cutter
    cyclist cylinder dairy dairyman dam dancer daughter daycare deacon dealer dean debate debt
    debtor deckhand declarant declaration decorator decree deed defect defendant defender degree
    deity delegate delegation deliverable delivery demonstrator dentist department departure
    dependant dependent depositor deputy dermatologist designer dessert detainee detective
    developer device devotee diabetic diagram dialyser dialysis dietitian digester diocese
    director disbursement disciple disconnector dismissal dispatch dispatcher dispute distiller
    distillery distributor diver dj docent dock docker docking doctor document dog dojo donation
    donee donor dorm dormitory dossier dozer draftsman dramatist draughtsman dressmaker driller
    driver druggist drummer duel dwelling eagle earner earthquake easement ecologist economist
    edition educator election elector electrician elevator embalmer embassy emissary emperor
    employee employer enclosure endpoint enforcement engagement engineer engraver enrollment
    enrolment ensemble enterprise entertainer entrant entrepreneur envoy episode establishment
    estimator evaluator event exam examinee examiner excursion executive executor exemption
    exhibition exhibitor experiment expert explorer exporter extinguisher facilitator facility
    faction factory faculty fairground falconer family fancier farm farmer farrier farrowing
    father fault federation felling fellow fencer ferry ferryman festival fiance fiddler fielder
    fighter film filmmaker financier finding fine finisher firefighter fireman fireplace firing
    firm first-aider fisher fisherman fishery fishmonger fitter flautist fleet flight float flock
    florist foal footballer forecaster foreman forester forklift fort forum forwarder foundation
    founder foundry franchise franchisee fraternity freelancer freighter fridge friend funder
    fundraiser fundraising funeral fungarium furnace gallery gambler game gamekeeper gamer gang
    ganger garden gardener garment gate genealogist geographer geologist gilder girder glacier
    glassblower glazier glider goalkeeper goat godchild godparent goldsmith golfer gondola
    governess governor gp grader grading graduate grant grantee gravedigger greengrocer greenhouse
    grocer groom group grower guarantee guarantor guard guardian guest guesthouse guild guitarist
    gunner gym gymnasium gymnast gynaecologist hairdresser handyman hangar harbour harvester
    hatching hauler haulier hawker hazard headmistress headquarters headteacher healer hearing
    hearse heir helicopter heliport helmsman hen herbalist herd herder herdsman highway hiker hire
    hirer historian hive hoard holidaymaker homeowner homestead hopper hornet horse hospice
    hospital hospitalero hostage hostel hotel hotelier house household householder housekeeper
    hunter huntsman hydrant hygienist hypnotist identification illustrator imam immigrant
    immunisation immunologist importer incident indictment individual infirmary informant
    inheritor injection injunction injury inmate inn innkeeper inoculation inpatient inquiry
    inspection inspector inspectorate installation installer instalment institute institution
    instructor instrument insured insurer intern interpreter interview interviewee interviewer
    inventor investigation investigator investment investor invigilator invitation invitee invoice
    invoicer irrigation island issuer item jail janitor jeep jet jeweler jeweller jewellery job
    jobber jockey joiner journal journalist journey judge juggler junction juror jury kangany
    karateka keeper kennel kestrel key keyholder kidnapping kiln kindergarten king kiosk kitchen
    knitter lab laboratory labourer lake lamb landfill landlord landowner laptop launch
    launderette laundromat laureate lawyer leader league learner lease leaseholder lecture
    lecturer ledger legion legislator lender lessee lesson lessor letter librarian library
    librettist licence licensee lido lifeguard lift limousine listener loader loan locker
    locomotive loft logger login loom lorry luminaire lyricist machine magazine mailbox maintainer
    maintenance malaxer malfunction mandate mapper mare market marriage mason match meal mechanic
    medal medallion mediator meeting member memorandum mentor merchant midwife milestone mill
    minibus ministry missile mission moderator module monitoring monk monument mooring mortgage
    motorbike motorboat motorcar motorcycle motorhome motorway mover municipality mural museum
    musician narrator negotiator nest newcomer newsletter newspaper night node notary nurse
    nursery obituary obligation observer occupant offence officer ombudsman opera operator
    orchestra order organisation organiser organizer outage outlet outworker overhaul owl owner
    pacemaker packer paddock paddy paediatrician painting palaeontologist pallet panel panellist
    parade paramedic parcel parish park participant partner party passenger passport pasture
    patent patient patrol patron pawnshop payment peal penalty pendulum performance performer
    permission permit person pharmacy phase photographer physician piano picker piezometer pig
    pigeon piglet pilgrim pilot pilotage pipeline pizza pizzeria placement plane planet
    planetarium planner planogram plant planting player pledge plucker poet policy polisher pool
    population port post potter practitioner preacher pregnancy premiere preparator prescription
    presser priest prince princess prison prisoner prize probe procession producer product
    professor programmer projectionist projector promotion proposal protest protocol provider
    publication publisher pulper pump pupil puppet puppeteer puppy purchase quarry quartet quay
    queen query question questionnaire queue quilt race radiographer radiologist ram ranger reader
    receipt recipient recommendation recording recordist recruiter reefer referee referral
    refinery refuelling refund refusal regatta registrar registration registry regulator rehearsal
    rental repair repayment repechage replacement representative rescue rescuer researcher
    reseller reservation reservoir resident resort restaurant restorer restriction retail retreat
    review reviewer rework rider rig ringer rink river robot roofer room ropeway roster rota route
    rower ruling runner saddle sail saint salon sample satellite scaffold scaffolder scan scene
    schedule scheme school scientist scooter scorer sculpture seat secretary seismologist
    seismometer self-rescuer seller semester seminar sensor series server service session setter
    shampoo shearer shed sheep shelf ship shipment shipowner shipper shipyard shopper shot
    shot-firer show shredder sibling sighting signalman signatory silo singer sire sister sitter
    skipper slaughterhouse sleeper slinger slip slot smallholder smoker society solicitor soloist
    solver sommelier son speaker species specimen splice spokesperson sponsor squad stable
    staircase stallion stand stand-in station stay sterilisation steward stockman store student
    studio stylist sub-account sub-hire subcontractor subdomain subheading subscriber subscription
    subsidy substation summit superintendent supermarket supervisor supplier supporter surgeon
    survey surveyor suspect swimmer tailor tank tanker tannery task taster tasting taxon teacher
    team technician teenager template temple tenant tent terminal terrarium territory test tester
    testimonial textbook theatre therapist ticket timesheet tool tournament tower towpath
    trackable tractor trader tradesman trail trailer train trainee trainer tram tramcar tranche
    transaction transect transfer transformer translation translator transmitter transplantation
    transponder trap traveller treatment tree trial tributary trip triptych trolley truck
    truckload tug tuner tunnel turbine tutor tyre umpire underpass undertaker union university urn
    user usher vacancy vaccination vaccine valley van vehicle vendor venue vessel vet veterinarian
    viewing village viola violin visit visitor volunteer voucher voyage wafer wagon waiter wallet
    war ward warden warning warranty waybill weaver wedding weighbridge weir whale wheelchair
    whiteboard wiki winch winder wine winner witness worker workout workplace workshop workspace
    worry yacht zoo`,
};

const RATED: ReadonlyMap<string, Thinghood> = new Map(
  ([0, 1, 2, 3, 4] as const).flatMap((degree) =>
    LISTS[degree].trim().split(/\s+/).map((noun) => [noun, degree] as const)
  ),
);

/** How often a noun in the singular names a thing, or undefined where it is not known. */
export function thinghoodOf(noun: string): Thinghood | undefined {
  return RATED.get(noun) ?? RATED.get(noun.split("-").at(-1)!);
}
