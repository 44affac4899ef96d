import { listedWords } from "./listed_words.ts";

/**
 * What sort of thing a noun names, as it is most often used where organisations write of their data: sorted
 * word by word by a language model.
 */
export type NounSort =
  | "person"
  | "group"
  | "creature"
  | "place"
  | "document"
  | "event"
  | "object"
  | "substance"
  | "property"
  | "time"
  | "amount"
  | "kind"
  | "right"
  | "plan"
  | "computing"
  | "idea";

const LISTS: Readonly<Record<NounSort, string>> = {
  person: `
    accompanist accountant acquaintance acquirer acrobat actor actress actuary addict
    adjudicator adjuster admin administrator admirer adolescent adopter adult advertiser adviser
    advisor advocate agent agronomist aide aider aircrewman alderman allottee ally alternate
    alumnus amateur ambassador anaesthetist analyst anchorman angel angler animator annotator
    announcer anthropologist apiarist apothecary appellant applicant appointee appraiser
    apprentice approver arbiter arbitrator archaeologist archer architect archivist armourer
    arranger artisan artist artiste aspirant assassin assessor assignee assistant associate
    astrologer astronaut astronomer athlete attacker attendant attendee attorney auctioneer
    audiologist auditor aunt author auxiliary aviator baby babysitter bachelor backer bailiff
    baker ballerina bandleader banker bankrupt barber barista baritone baron barrister bartender
    basketmaker bassist bassoonist batsman batter bearer beekeeper befriender beginner bender
    beneficiary bidder biker bill-poster biologist bishop blacksmith blaster blocker blogger
    boarder boatbuilder boatman bodyguard bolter bondholder bookbinder booker bookkeeper
    bookmaker bookseller borrower boss botanist bowler boxer boy boyfriend breadwinner breeder
    brewer bricklayer bride bridegroom bridesmaid broadcaster broker brother buddy builder
    bureaucrat burglar bursar busker butcher butler buyer bystander cabinetmaker caddie cadet
    calibrator caller cameraman campaigner camper candidate candlemaker canoeist cantor
    canvasser captain cardholder cardinal cardiologist caregiver carer caretaker carpenter
    cartographer cartoonist caseworker cashier cataloguer catcher caterer caver celebrant
    celebrity cellist censor ceramicist chair chairman chairperson chairwoman challenger
    champion chancellor chandler chaperone chaplain character charterer chauffeur checker
    cheesemaker chef chemist chief child childminder chiropodist chiropractor choirmaster
    choreographer citizen civilian claimant clarinettist classifier classmate cleaner clergyman
    cleric clerk client climber clinician clockmaker clown co-author co-driver co-exhibitor
    co-investigator coach coachman coauthor cobbler coder codirector coeliac cofounder
    coinvestigator colleague collector colonel columnist combatant comedian commandant commander
    commentator commissaire commissioner committer commodore commuter companion competitor
    compiler complainant composer comptroller concertmaster concessionaire concierge conductor
    confectioner confessor confidant confirmand confirmer congressman conscript conservationist
    conservator consignee consignor constable constituent consul consultant consumer contact
    contender contestant contractor contralto contributor controller convener convenor convict
    cook cooper coordinator coppersmith copywriter coroner corporal correspondent costumier
    councillor counsel counsellor counselor counterparty courier cousin coworker cox coxswain
    craftsman craftsperson craftswoman creator creditor crewman crewmember cricketer criminal
    critic croupier curate curator curler custodian custodianship customer cutler cutter cyclist
    dad dairyman dancer daughter deacon dealer dean debtor deceased deckhand declarant declarer
    decorator defendant defender deity delegate deliverer deminer demonstrator dentist dependant
    dependent depositor deputy dermatologist descendant designer despatcher detainee detective
    dev developer devotee diabetic diagnostician dietician dietitian diner diplomat director
    discharger disciple discoverer dispatcher dispenser distiller diver dj docent docker doctor
    donee donor doorman dowser drafter draftsman dramatist draughtsman dressmaker driller
    drinker driver druggist drummer dyer earner ecologist economist editor educator elder
    elector electrician embalmer embryologist emigrant emissary emperor employee employer
    endorser endoscopist enemy engineer engraver entertainer enthusiast entomologist entrant
    entrepreneur enumerator envoy epidemiologist escort estimator evaluator evangelist examinee
    examiner executive executor exhibitor expert explorer exporter fabricator facilitator
    falconer fan fancier farmer farmhand farrier father fattener fellow female fencer ferryman
    fiance fiancee fiddler fielder fighter filmmaker financier finder finisher firefighter
    fireman first-aider fisher fisherman fishmonger fitter flatmate flautist florist flyer
    follower footballer forager forecaster foreigner foreman forester forger forwarder founder
    franchisee freeholder freelance freelancer fresher friend fugitive funder fundraiser
    funeralist furrier galvaniser gambler gamekeeper gamer ganger gardener gatekeeper gatherer
    genealogist general geneticist gentleman geographer geologist geriatrician gilder girl
    girlfriend giver glassblower glazier goalie goalkeeper goalscorer godchild godfather
    godmother godparent goldsmith golfer governess governor gp graduate grandchild granddaughter
    grandfather grandma grandmother grandparent grandson grantee grantor graphologist
    gravedigger grazier greengrocer greeter grocer groom groomer groundsman grower grown-up
    guarantor guard guardian guest guide guitarist gunner gunsmith guru guy gymnast
    gynaecologist hacker haematologist hairdresser handler handyman harpist hatmaker hatter
    hauler hawker head headmaster headmistress headteacher healer heir heiress helmsman helper
    herald herbalist herder herdsman heritor hero heroine hiker hirer historian holder
    holidaymaker homemaker homeowner hospitalero host hostage hostess hotelier householder
    housekeeper housemate housemistress housewife human humorist hunter huntsman hurdler husband
    hygienist hypnotist iemoto illustrator imam immigrant immunologist impersonator impostor
    individual inductee informant inhabitant inheritor initiator inmate innkeeper innovator
    inpatient inquirer inseminator insider inspector installer instructor insured intermediary
    intern interpreter interviewee interviewer introducer intruder inventor investigator
    investor invigilator invitee invoicer ironmonger issuer jailer jammer janitor jeweler
    jeweller jobber jockey joiner journalist judge juggler jumper junior juror justice kangany
    karateka keeper keyholder kid king knight knitter laborer labourer lacemaker lad lady
    landlady landlord landowner landscaper laureate lawyer layman lead leader learner
    leaseholder lecturer legatee legislator lender lessee lessor letterer lexicographer
    librarian librettist licensee licensor lieutenant lifeguard linesman linguist listener
    litigant lobbyist locksmith lodger logistician lookalike lord lover lumberjack luthier
    lyricist machinist magician magistrate maid maintainer major maker male man manager
    manageress manicurist mapper marathoner marine mariner marketer marksman marshal mason
    masseur masseuse master matchmaker mate mathematician matron mayor mechanic mediator medic
    member mender mentee mentor mercenary merchant messenger metallurgist metalworker
    meteorologist mezzo microbiologist midfielder midwife migrant miler milkman miller milliner
    millwright mime minder miner minister minor missionary mistress moderator monarch monk
    mother motorcyclist motorist mountaineer mourner mover mum murderer musher musician
    musicologist nanny narrator naturalist naturopath navigator negotiator neighbor neighbour
    neonate nephew nephrologist neurologist newborn newcomer newsagent newsreader niece nobleman
    nominator nominee nonmember notary notetaker novelist novice nun nurse nurseryman
    nutritionist objector oboist observer obstetrician occupant occupier offender officer
    official officiant oma ombudsman oncologist onlooker operative operator ophthalmologist
    opponent optician optometrist orator orchardist orderer orderly organiser organist organizer
    originator ornithologist orphan orthodontist orthopaedist osteopath outpatient outsider
    outworker overlord overseer owner pacemaker packer paddler paediatrician painter
    palaeontologist panellist paperhanger parachutist paralegal paramedic parent parishioner
    parliamentarian part-timer participant partner passenger passerby pastor pathfinder
    pathologist patient patroller patron pauper pawnbroker payee payer payor peasant peddler
    pedestrian pediatrician pedlar peer penfriend pensioner percussionist performer perfumer
    perpetrator person petitioner pharmacist pharmacologist philanthropist philatelist
    philosopher photographer physician physicist physiologist physiotherapist pianist picker
    pilgrim pilot pioneer pirate pitcher plaintiff planner plasterer player playmate playwright
    pledger ploughman plucker plumber podiatrist poet policeman policewoman policyholder
    policymaker polisher politician pollster polluter pope porter postgrad postman postmaster
    potter practitioner preacher predecessor premier preparator prescriber presenter president
    presser priest prime prince princess principal prisoner probationer professional professor
    programmer projectionist promoter prompt prompter proofreader proponent proposer proprietor
    prosecutor prospect prospector prostitute protector protester psychiatrist psychologist
    psychotherapist publican publicist punter pupil puppeteer puppetmaker purchaser purser
    pusher pyrotechnician quarryman quarterback quartermaster questioner rabbi racer
    radiographer radiologist rafter raider ranger rapporteur reader realtor rearer rebel
    receiver receptionist recipient reconciler recordist recruit recruiter reeve referee
    referrer refiner reformer refugee registrant registrar relative remitter renter repairer
    reporter representative requester requestor requisitioner rescuer researcher reseller
    resident respondent responder restaurateur restorer retailer retiree retoucher reviewer
    reviser rheumatologist rider rigger ringer ringmaster rival riveter roadie roaster robber
    roofer roommate rower runner saboteur saddler sailmaker sailor saint salesman salesperson
    saleswoman sampler saver sawyer saxophonist scaffolder scavenger scholar schoolboy
    schoolchild schoolgirl schoolmaster schoolmate schoolteacher scientist scorekeeper scorer
    scout screenwriter scribe sculptor seafarer seaman seamstress seconder secretary seeker
    seismologist selector seller senator sender senior sergeant servant setter settler settlor
    sexton shareholder shearer shepherd sheriff shipbroker shipbuilder shipmate shipowner
    shipper shoemaker shooter shopkeeper shoplifter shopper shortlister shot-firer shotfirer
    sibling signaller signalman signatory signer silversmith singer sister sitter skater skier
    skipper slave slinger smallholder smith smoker sociologist soldier solicitor soloist solver
    sommelier son songwriter soprano speaker spearman specialist spectator speechwriter spinner
    spinster spokesperson sponsor sportsman sportswoman spouse sprinter spy stablehand staffer
    stagehand stakeholder stallholder stand-in star starter statesman stationmaster statistician
    stenographer stepbrother stepchild stepdaughter stepfather stepmother stepsister stepson
    stevedore steward stewardess stitcher stockbroker stockist stockman stonemason storekeeper
    storeman storyteller stranger strategist striker student stuntman stylist sub subcontractor
    subordinate subscriber substitute successor sufferer sugarmaker superintendent superior
    supervisee supervisor supplicant supplier supporter surfer surgeon surrogate surveyor
    survivor suspect sweep swimmer sympathiser tailor taker tanner taster tattooist taxidermist
    taxpayer teacher teamer teammate tech technician technologist teenager teller temp tenant
    tenor testator tester thatcher theologian therapist thief thrower tiler timekeeper tinsmith
    toddler toolmaker tourist toxicologist trader tradesman tradesperson trainee trainer traitor
    tramp transcriber transferee transferor translator trapezist trapper traveler traveller
    treasurer trekker triager tribesman triplet trombonist trumpeter trustee tuner turner tutor
    twin twisthand typesetter typist umpire uncle undergraduate understudy undertaker
    underwriter upholsterer urologist user usher vagrant valet valuer vaulter vegan vegetarian
    vendor ventriloquist verger verifier vet veteran veterinarian vicar victim viewer villager
    viner vintner violinist virologist visitor volcanologist volunteer voter waiter waitress
    walk-in walker waller warden warder warehouseman watchmaker watchman waterman wearer weaver
    webmaster welder wheelwright widow widower wife wigmaker winegrower winemaker winger winner
    wisher witness wizard woman woodcarver woodcutter woodworker worker workman workmate
    worshipper wrangler wrestler writer yachtsman youngster youth zookeeper zoologist`,
  group: `
    academy affiliate agency airline alliance army association audience authority bakership band
    bank battalion board body brass brigade broadcasting brokerage brotherhood bureau carrier
    cast caucus cavalry chancery charity charterparty choir circle clan clergy clientele clinic
    club co-op coalition coastguard cohort collective college committee commonwealth commune
    community company confederation conglomerate congregation congress conservatoire consortia
    consortium constituency consulate contingent convoy coop cooperative corporation council
    couple court crew crowd deanery delegation denomination department depositary dept diocese
    directorate discounter distributor division dynasty electorate embassy ensemble enterprise
    establishment faction faculty family federation fellowship firm folk force foundation
    fraternity gang garrison government group guild haulier hotline household humanity importer
    infantry inspectorate institute institution insurer isp jury kin kindergarten kinship league
    legion legislature lobby lodge majority management manufacturer mgmt militia ministry
    minority mob monarchy multinational municipality mutual nation nationality navy nobility
    offspring operatorship orchestra org organisation organization outfit panel parliament
    partnership party peerage people personnel platoon plenum police polity populace population
    posterity practice presidency producer provider public publisher publishership quango
    quartet quintet quorum regiment regulator reinsurer retrocessionaire school secretariat sect
    seminary senate sisterhood society squad squadron staff start-up startup steering
    subcommittee subsidiary syndicate taskforce team treasury tribe tribunal trio troop troupe
    trust undertaking union university utility wholesaler workforce`,
  creature: `
    acacia alder algae alligator alpaca amaryllis amoeba amphibian anchovy animal ant anteater
    antelope ape aphid apricot artichoke asparagus aspen ass aubergine avocado azalea baboon
    bacillus bacteria bacterium badger bamboo banana barnacle bass bat bean bear beast beaver
    bedbug bee beech beetle beetroot begonia berry birch bird bison blackberry blackbird
    blackcurrant bloodhound blossom bluebell boar bovine bracken bramble bream broccoli bronco
    broodmare budgerigar buffalo bug bull bullock bunny bush buttercup butterfly buzzard cabbage
    cactus calf camel canary carnation carp carrot cat caterpillar cattle cauliflower cedar
    celery centipede chameleon cheetah cherry chestnut chick chicory chimpanzee chinchilla
    chipmunk chive chrysanthemum clam clone clover cobra cock cockatoo cockerel cockroach
    coconut cod coli coliform colony colt conifer coral coriander cormorant corn courgette cow
    coyote crab cranberry crocodile crocus crop crow crustacean cub cuckoo cucumber currant
    cypress dachshund daffodil dahlia daisy dam dandelion dinosaur dog dolphin donkey dove
    dragon dragonfly drake duck duckling eagle earthworm eel elephant elk elm emu enterococci
    ewe falcon fawn fennel fern ferret fig filly finch fir fish flamingo flatfish flea flock
    flower fly foal fowl fox foxglove frog fungus garlic gelding geranium gerbil germ gherkin
    gibbon giraffe goat goldfish goose gooseberry gorilla grape grapefruit grasshopper greyhound
    grouse grub gull guppy haddock hake halibut hamster hare hatchling hawk hawthorn hazel
    hazelnut hedgehog heifer hen herb herd heron herring hippopotamus hog holly hornet horse
    hound housefly howler hyacinth hybrid hydrangea hyena iguana insect invertebrate iris ivy
    jackal jaguar jasmine jay jellyfish juniper kale kangaroo kelp kestrel kingfisher kitten
    kiwi knotweed koala ladybird lamb larch larva laurel lavender leech leek lemming lemon lemur
    lentil leopard lettuce lichen lilac lily lion lioness litter livestock lizard llama lobelia
    lobster locust louse lynx macaw mackerel maggot magnolia magpie mahogany mallard mammal
    mammoth mango mangrove maple mare marigold marrow mastiff melon microbe microorganism midge
    mink minnow mole mollusc mongrel monkey moose mosquito mosquitoe moth mouse mule mushroom
    mussel mustang mutant mynah narcissus nectarine nettle newt nightingale nymph oak octopus
    okra onion orange orangutan orchid organism ostrich otter owl ox oyster palm panda pansy
    panther papaya parasite parrot parsley parsnip partridge pathogen pea peach peacock peanut
    pelican penguin peony perennial pest pet petunia pheasant pig pigeon piglet pike pine
    pineapple plaice plant plover plum pollinator pony poodle poplar poppy porcupine porpoise
    potato poultry prawn predator prey primate primrose privet puffin pumpkin pup pupa puppy
    python quail queen quince rabbit raccoon radish ram raspberry rat raven ray redwood reindeer
    reptile retriever rhinoceros rhizome rhododendron rhubarb roadkill robin rodent rook rooster
    rootstock rose rosebush rosemary runt saffron sage salamander salmon sapling sardine scallop
    scion scorpion seabird seagull seahorse seaweed seedling serpent shark sheep sheepdog
    shellfish shoal shrew shrimp shrub silkworm sire skunk skylark slug snail snake snapdragon
    snowdrop sole sow spaniel sparrow spider spinach sprout spruce squash squid squirrel
    stallion starfish starling steer stoat stork strawberry stray sturgeon sunflower swallow
    swan swarm swede sycamore tadpole tamarind tangerine tapeworm tarragon termite tern terrier
    thistle thrush thyme tick tiger toad tomato tortoise toucan tree trout truffle tuber tulip
    tuna turbot turkey turnip turtle vegetable vermin violet viper virus vixen vole vulture
    walnut walrus warbler wasp watercress watermelon weaner weasel weed weevil whale whelk
    wildfowl wildlife willow wisteria wolf wolfhound wolverine wombat woodlouse woodpecker worm
    wren yak yearling yew zebra zucchini`,
  place: `
    abattoir abbey abode acropolis aerodrome airfield airport airspace airway aisle alcove alley
    almshouse amenity amphitheatre anchorage annexe antechamber apartment apiary aquarium
    aqueduct aquifer arboretum archipelago archive area arena armoury arsenal asylum atelier
    atoll atrium attic auditorium avenue aviary backyard bakery ballroom bar barn barrack
    barracks base basement basilica bathhouse bathroom battlefield bay bazaar beach beat bedroom
    bedside belfry belvedere berth bindery bistro block boatyard bog bookshop bookstore booth
    border borehole borough bothy bottom boulevard boundary boutique branch brewery bridge brook
    brothel building bungalow bunker burrow bypass byre cabin cafe cafeteria camp campground
    campsite campus canal canteen canton canyon capital catchment cathedral cave cavern cavity
    cellar cemetery center centre chalet chamber chapel chateau checkpoint chemistry church
    cinema circuit citadel city classroom clearing cliff cloakroom cloister clubhouse coalfield
    coast coastline column common compartment compound concourse conservatory continent convent
    cooperage copse cordon corner corral corridor cottage counter country countryside county
    courthouse courtroom courtyard cove cowshed crater creche creek crematorium crossroad
    crossroads crypt cubicle dairy darkroom daycare deck deli delta den depot desert destination
    dike discotheque distillery district dock dockyard dojo dome dorm dormitory drawbridge
    dressingroom driveway drugstore dump dune dungeon dwelling dyke east edge edifice embankment
    embayment enclave enclosure entrance environment environs equator estate estuary exit
    facility facing factory fairground fallow farm farmhouse farmland farmyard fen field fishery
    fishpond fjord flat floodplain floor footbridge foothill footpath forecourt foredeck
    foreshore forest forge formation fort fortress foundry foyer front frontier fumarole
    fungarium gallery gallows gangway garage garden garret gate gatehouse gateway ghetto glacier
    glade glasshouse globe gorge granary grandstand grange grassland grave graveyard greenhouse
    grotto ground grounds grove guesthouse gulf gully gym gymnasium habitat hall hallway hamlet
    hangar harbor harbour hatchery haven hayloft haystack headland headquarters heath heathland
    hedge helipad heliport henhouse herbarium hideout highland highway hill hillside hilltop
    hinterland hold holding hole home homeland homeport homestead hospice hospital hostel hotel
    house housing hub hut igloo infirmary inlet inn interior intersection island isle jail jetty
    joinery junction jungle jurisdiction kennel keyhole kingdom kiosk kitchen kraal lab
    laboratory lagoon lair lake lakeside land landfill landmark landscape lane larder
    launderette laundromat laundry lawn layby layer leisurecentre library lido lighthouse locale
    locality location locus lodging loft loggia lounge lowland mall manor mansion marina market
    marketplace marsh marshland mausoleum meadow metropolis mezzanine micro-region middle mill
    minaret mine minefield mint mire moat monastery moor mooring moorland mortuary mosque motel
    motorway mound mountain mudflat museum nave necropolis neighborhood neighbourhood newsroom
    niche nightclub nook north northwest nunnery nursery oasis observatory ocean office oilfield
    opposite orangery orchard orphanage outback outbuilding outhouse outlet outpost outskirts
    overpass paddock pagoda palace panhandle pantry parish park parking parkland parlor parlour
    parsonage passageway pasture path pathway patio pavement pavilion pawnshop peak peninsula
    penthouse perch periphery pharmacy piazza pier piggery pigsty pit pitch pizzeria place plain
    planetarium plantation plateau platform playground playhouse playroom plaza plot podium
    polder polygon pond pool poorhouse porch port portico powerhouse prairie precinct premises
    presbytery priory prison promenade property province pub put-in pyramid quadrat quarry quay
    racecourse racetrack railroad railway rainforest rampart ranch rapids ravine reach rear
    recess rectory redoubt reef refectory refinery refuge region reservoir residence resort
    restaurant reverse ridge rim rink river riverbank riverbed riverside road roadside rooftop
    room roost roundabout row ruin runway sacristy salon saloon sanatorium sanctuary sandbank
    sandpit sauna savannah sawmill schoolhouse schoolroom schoolyard scullery sea seabed
    seafront seashore seaside seat section sector segment sewer shack shambles shed shelf
    shelter shipyard shire shop shore shoreline showroom shrubland sickbay side sidewalk siding
    silo site skatepark slaughterhouse slipway slope sluiceway slum smallholding smithy snug
    souk south spa space spot square stable stadium stairway stairwell stall stand station
    steppe stockade stockpile stockroom stop stope storage store storefront storehouse storeroom
    storey strait stream street stretch strip stronghold stubble studio sty substation suburb
    subway suite summit sump supermarket surface surrounding surroundings swamp synagogue
    take-out takeaway tannery tarmac tavern taxiway tearoom temple tenement terminal terminus
    terrace terrain territory theater theatre thoroughfare tillage tiltyard timberyard toll
    tollbooth tollgate top topsoil tower town townhouse township towpath track trackside
    transect trench tributary tropics tundra tunnel turf turnpike underground underpass universe
    upland upstairs vale valley vantage vault vegetation veld venue veranda vestibule vestry
    viaduct vicarage villa village vineyard vivarium volcano walkway ward warehouse washroom
    wasteland watchtower watercourse waterfall waterfront waterhole watershed waterside waterway
    weir well west wetland wharf wilderness windowsill winery wing wonderland woodland woodlot
    woodshed workplace workroom workshop workspace workstation world wormery yard zone zoo`,
  document: `
    abstract accord acknowledgment act ad addendum addressbook advert advertisement advisory
    affidavit affirmation agenda album alert allegation almanac anamnesis anecdote annals annex
    annotation announcement anthem anthology application armorial article artwork assignation
    atlas attachment attestation audiogram autobiography ballad bestseller bibliography bill
    billet biography birthcertificate blacklist blazon blueprint blurb book booklet braindump
    brief brochure bulletin bylaw cadastre cantata caption carol cartoon casebook casenote
    catalog catalogue certificate chapter chart checklist cheque chronicle chronology circular
    clause codex codicil comedy comic comment commentary communique compendium compilation
    concerto concordance concordat content contract convention cookbook copy corrigendum
    counter-offer counterfoil coursework critique crossreference crossword cue curriculum cv
    daily daybook declaration decree deed diagram diary dictionary digest diploma directive
    directory disclaimer discography dissertation docket document documentary dossier draft
    drama drawing duet e-book edict edition editorial elegy encyclopaedia encyclopedia
    engrossment entry epic epigram epilogue episode epistle epitaph errata erratum essay
    estimate evidence excerpt explainer exposition extract fable facsimile factsheet fanzine fax
    feedback feuilleton fiction film flier flowchart folio folktale footage footnote form fresco
    gazette gazetteer glossary grammar graph graphic guestbook guidebook guideline haiku
    handbill handbook handout hardback hardcopy heading headline headnote headshot history
    homework hymn illustration image indenture infographic injunction inscription instruction
    inventory invitation invite invoice itinerary jingle jotter jotting journal journalism
    keepsake lampoon leaderboard leaflet ledger legend legislation letter letterhead lexicon
    libel libretto line list listing literature log logbook logsheet lyric madrigal mag magazine
    mail mailshot manga manifest manifesto manual manuscript map marginalia masterpiece matrix
    media melodrama melody memo memoir memorandum menu message microfiche microfilm minutes
    missive monograph monologue montage mortgagedeed motet movie multimedia music musical
    narrative nda newscast newsletter newspaper newsreel notam note notebook notepad notice
    notification novel novella obituary ode offer offprint opera operetta opus oratorio original
    outline overture overview pagination pamphlet paper paperback parable paragraph parchment
    passbook passport pastiche payroll payslip pcn pedigree periodical petition photo photocopy
    photograph photomontage picture play playbill playlist podcast poem poetry polemic portfolio
    post postcard poster postscript preamble precis preface preprint prescription pressbook
    primer print printout proceedings profile prologue proof proposal prose prospectus proverb
    psalm publication questionary questionnaire quotation quote readme receipt recommendation
    record recording redaction referral register registry remark reminder remix reply report
    reprint req requisition resume review rhyme rulebook rundown saga satire scenario scene
    scorecard scoresheet scrapbook screenplay screenshot script scripture sequel sermon sheet
    sheetmusic shortlist signboard signoff sitcom sketch sketchbook slideshow slip soliloquy
    sonata song songbook sonnet soundtrack spec specification speechbook statement stationery
    statute story storyboard storybook studbook subcontract subheading subpoena sudoku summary
    summon summons supplement surah syllabus symphony synopsis tabloid tabulation tearsheet
    telegram template tender testament testimonial testimony text textbook thesaurus thesis
    timecard timesheet tract tragedy transcript transcription translation transmittal travelogue
    treaty trilogy tune typescript verdict verse version video videotape vignette visa voucher
    warrant waveform waybill weekly whitepaper will wordlist workbook worksheet writ x-ray
    yearbook`,
  event: `
    abandonment abduction abolition abortion absence abstention abuse acceleration acceptance
    accession accident acclimatisation accommodation accompaniment accrediting accrual
    accusation achievement acknowledgement acquisition acquittal action activation activity
    adaptation addition adjournment adjudication adjustment administration admission adoption
    advancement advent advertising aerotow affiliation aggression alarm alerting allocation
    allotment alteration amalgamation ambush amendment amputation anaesthesia analysis annulment
    anomaly appeal appearance appointment appraisal apprehension approval arbitration argument
    arraignment arrest arrival arson ascent assassination assault assay assembling assessment
    assignment assistance attack attempt attendance auction audit audition authentication
    authorization autopsy avalanche baking balancing ballot banquet baptism bargain bathing
    battle beating beheading bending bereavement berthing bet betting bid bidding billing biopsy
    birth birthing bite blackout blast blaze blending blessing blockage boarding boarding-up
    boil boiling bombing bonding bookbinding booking bookkeeping boost borrowing bottling bounce
    boycott brainstorming braking brawl breach break break-in breakage breakdown breakin
    breakout breeding brew brewing briefing brining broadcast browsing brushing buffet bump
    bunkering burglary burial burn burning burst buying buyout buzz calculation calibration call
    call-back call-off call-out callout calving camping cancellation cancelling candling capture
    care career caring carnival carriage carving casework casualty catastrophe catch catering
    celebration censorship censure ceremony certification championship change changeover
    chargeback charging charter chase chat check check-in check-out check-up checkout checkup
    childbirth childcare chore christening churning circulation circumcision citation claim
    clarification clash clean-up cleaning cleansing clearance click climb climbing clipping
    closing closure coaching coating coding coincidence collaboration collapse collection
    collision colloquium combat combing combustion comeback commencement commendation commenting
    commissioning commit communication comparison competition complaint completion compliment
    composting compression computation concealment concert conclusion condemnation conduct
    conference conferral confinement confirmation confiscation conflict confrontation connexion
    conquest consecration conservation consolidation construction consultation contamination
    contest continuation contraction contravention control convening conversation conversion
    conviction cooking cooling cooperation coppicing copying coring coronation correction
    correspondence coughing counselling counting coup covering cracking crash creation cremation
    crime crisis crocheting cross-reaction crossing crossover cruise crushing cull culling
    cultivation cure curing cut cutover cycling damage dance dancing deal dealing death
    debarking debate debating deboning debriefing debugging debut decanting decay deceit
    deception decision decline decommissioning decontamination decoration decrease decryption
    dedication deduction deer defeat defect defection defence deferment deferral deficiency
    deflection deforestation degradation degreasing delay delegating deletion deliberation
    delivering delivery demolition demonstration demotion demurral denial departure depletion
    deployment deportation deposition derailment descaling descent desertion destruction
    detachment detection detention deterioration determination detonation development deviation
    dewirement diagnosing dial-in dialling dialysis dicing dig digging digitisation dinner
    dipping disagreement disappearance disassembly disaster disbursement discharge discharging
    disciplinary disclosure disconnection discontinuation discovery discrimination discussion
    disembarkation disinfection dislocation dismantling dismissal dispatch dispensing
    displacement disposal disposition disputation dispute disqualification disruption dissection
    dissemination dissolution distillation distraction distribution disturbance dive diversion
    diving divorce dmg docking dodgeball donation doping dosing downgrade drafting drainage
    draining draw dressing drilling drinking drive driving drop drop-off drought drowning
    drumming drying duel dumping dyeing earthquake eating eclipse edit editing education effort
    ejection election elimination elopement embarkation embezzlement embossing embroidering
    emergence emergency emigration emission employment emptying enactment encounter
    encouragement encryption end endeavour ending endorsement enforcement engagement engraving
    enlistment enquiry enrichment enrollment enrolment entertaining enumeration epidemic
    eradication erection erosion error eruption escalation escape establishing estimation
    etching evacuation evaluation evaporation event eviction exam examination excavation
    exceedance exchange exclusion excursion excusal execution exemption exercise exhibition
    exhumation expansion expedition experiment expiration expiry explanation exploitation
    exploration explosion export exportation exposure expulsion extension extinction
    extinguishing extraction extradition extrusion failing failure fair fall falsification
    famine farewell farrowing fault feast feeding felling fencing fermentation fertilisation
    festival festivity fight filing fill filling filming filtering filtration final finish
    finishing fire firefighting firing fishing fit fitting fix fixation fixing fixture fledging
    flight floating flogging flood flooding flowering flush flushing flying fold folding
    follow-up footstep foraging foray foreclosure forgery forging forwarding fostering founding
    fracture fraud freezing freight fright frost frying fulfilment fumigation functioning
    fundraising funeral fusion gale galvanising galvanizing gambling game garnishing gathering
    gauging generating germination gesture gig gilding giving glazing gliding glitch gluing
    grading grafting granting grazing greeting grilling grinding grouting growing guidance
    gunfire gymnastic haggling hail hand-over handling handover handshake hanging happening
    harassment harvest harvesting hatching haul haulage hauling hazing healing hearing heat
    heating hedging heist help hibernation hijack hijacking hike hiking hire hiring hit hoax
    hoeing hoisting homecoming homicide honeymoon honing hosting housekeeping hug hunt hunting
    hurricane hydration identification ignition illness imaging immersion immigration
    immunisation impact impeachment implantation implementation import importation imposition
    imprisonment improvement inaction inactivity inauguration incarceration inception incident
    inclusion incorporation increase increment incubation indexation indictment induction
    infection infestation infiltration inflow influx infraction infringement infusion ingest
    ingestion inhalation initiation injection injury inning innovation inoculation inquest
    inquiry insemination insertion inspection installment insult insurrection intake integration
    interaction interception interchange interference interment interrogation interruption
    intervention interview introduction intrusion inundation invasion invention investigation
    investiture investment invocation invoicing ionisation ironing irradiation irrigation
    isolation issuance jam job jogging join joining joke journey joust judgement judgment jump
    jump-off jumping karaoke kata keeping kick kick-off kidding kiddush kidnapping kill killing
    kiss kneading knitting knock knockout labelling labour lacing lactation lambing laminating
    lamination landing landslide lap lapse laser laughter launch launching laundering laying
    layoff layover leak leakage leap leasing leaving lecture leg lending lesson letting
    liberation lifting lightning linking liquidation listening litigation loading lockdown
    locking lockout logging logon logout look-up loss lowering lubrication lunch lynching
    machining mailing maintenance making malfunction malpractice malting manipulation manoeuvre
    mantrailing manufacture manufacturing mapping marathon marbling march marketing marking
    marriage massacre massage match matching mating measurement measuring mediation medical
    meditation meet meeting melting memorialisation mending mention mentoring merger merging
    metering microscopy migration milking milling mining miscarriage misconduct misfire mishap
    misprint mission misuse mixing mobilisation modelling modification molding monitoring mot
    motion mounting mourning move move-in move-out movement moving mowing mugging mulching
    multiplication murder mutation mutiny narration navigation negligence negotiation nesting
    netting networking nomination nonconformity notarisation oath obedience observation
    obstruction occasion occurrence offence offense offering olympiad omission onboarding onset
    opening operation opposition opt-out optimisation oration order ordering ordination outage
    outbreak outburst outcry outing outpouring outsourcing outwork overcharge overcrowding
    overdose overflow overhaul overload overpayment override overrun overthrow packaging packing
    pageview pairing parade pardon parkour participation parting parturition passage passing
    pasteurisation pasting patching patrol patrolling pause payment payout pcr peal pecking
    peeling penalty penetration performance perfusion perjury persecution persuasion phasing
    pick pick-up picket picking pickling pickup picnic piercing pilgrimage piling pilotage
    placement placing planing planting plastering plating playback playing playoff pleading
    pledge ploughing poaching poisoning polishing poll pollination polling pollution pooling
    porting post-mortem posting postponement pour pouring practising praise prayer pre-paint
    pre-soak preaching preaward precipitation pregnancy premiere preparation prescribing
    presentation preservation pressing prevention pricing printing privatisation probation
    probing proceeding processing procession procreation procurement production profiling
    programming progression prohibition promotion pronunciation proofreading propagation
    prosecution protest provision provisioning provocation pruning pti publishing puja pull
    pumping punching puncture punishment purchase purchasing purge purging purification pursuit
    push putsch quarantine quarantining quarrel quarrying quenching quest questioning queueing
    quilting quitting race racing radiating raffle raid rain rainfall raking rally randomisation
    ransom rape re-entry re-lease reaction read-out realignment realisation reallocation reaping
    reassessment reassignment rebellion reboot rebuild rebuilding recall recap recast receiving
    reception recession recital recitation reclassification recognition reconciliation
    reconstruction recount recovery recruiting recruitment recurrence recycling redecoration
    redemption redesign redirection redistribution reduction redundancy reelection reentry
    referendum refill refilling refinement refining refit reform refresher refreshment refueling
    refuelling refund refurbishment refusal regatta regeneration registering registration
    regression regrind rehabilitation rehearsal reimbursement reinforcement reinstatement
    reissue rejection relapse relaunch relay relaying release relegation relining relocation
    remake remarriage remediation remembrance remittance removal remuneration renaming rendering
    renewal renovation rental renting renunciation reopening reordering reorganisation repack
    repackaging repair repairing repatriation repayment repeal repeat repechage repetition
    replacement replanting replay replenishment replication reporting repossession repotting
    representation reprimand reprinting reproduction request resale rescheduling rescue
    resection reservation reset resettlement resignation resistance resolution respiration
    response rest restart resting restitution restocking restoration restraint restructuring
    resubmission resumption resurfacing resurgence resuscitation retake retaliation retention
    retest retesting retirement retraction retreading retreat retrieval retry retrying return
    reunion revaluation reversal revision revival revocation revolt revolution rework rewrite
    ride riding rigging ringing rinsing riot rise ritual roaming roast roasting robbery roll-out
    rolling roofing rotation round round-up rounding routing rowing ruling run running rupture
    rush sabotage sacking sacrifice sailing sale salting salto salute salvage sampling sanding
    sanitation sawing scalding scan scandal scanning scattering scheduling scolding scoring
    scouring scramble scraping scratching screening screwing scrutineering scrutiny sculpting
    sealing search searching seating secondment seizure selection selling seminar sending
    sensing sentencing separation sequencing service session setback settlement settling setup
    sewing shading shaking shaping sharing sharpening shaving shearing shedding shelling
    shifting shipment shipping shipwreck shock shoeing shoot shooting shoplifting shopping
    shortlisting shot shout show shower shredding shrinkage shunting shutdown siege sieving
    sifting sighting sign-in signing signup silencing singing sinking sitting skating skiing
    skinning skirmish slam slaughter slaughtering sleep slicing slowdown smelting smocking
    smoking smuggling sneeze snore snowfall snowstorm soaking socialising soldering solicitation
    solving sorting sounding sowing spark sparring spasm speaking speech speeding spelling
    spending spill spillage spinning split spoilage spraying spread spreading sprint squabble
    stabbing stacking staging staining stampede standoff standstill stapling start starting
    starvation stay stealing steaming steeping sterilisation stimulation stitching stock-taking
    stocking stocktake stocktaking stopover stoppage storing storm straining strike stripping
    stroke stroll struggle study stumble stunt sub-hire submission submittal substitution
    subtraction success succession suffocation suicide summoning supervision supper supply
    supplying support suppression surge surgery surrender surveillance survey survival
    suspension swap swapping swearing swearing-in sweeping swim swimming swing switching
    synchronisation synchronization tackle tagging takeoff takeover taking talk talking
    tampering tanning tapping tasting teaching tear teleconference tempering termination
    terrorism test testing thanksgiving thaw theft thinking threading threat threshing throw
    throwing thunderstorm tide tie tightening tilling tilt tilting timeout tipping toast tornado
    torture touch touching tournament towing tracing tracking trading traffic trafficking trail
    training transaction transfer transferring transformation transfusion transition
    transmission transplant transplantation transport transportation travel travelling treason
    treating treatise trek trespass trespassing trial trigger trimming trip triumph truce tryout
    tsunami tuition tuning turn turnaround turning tutorial tweak typhoon typing ultrasound
    unemployment unloading unpacking unrest unveiling update updating upgrade upgrading
    upholstering uprising uprooting urination usage use utterance vaccination validation
    valuation vandalism vanishing varnishing vending venture verification vibration victory
    viewing vigil violation violence visit visitation visiting voiding volunteering vomiting
    vote voting voyage waging wait waiting wake walk walking walkout walkthrough war warfare
    warming warning wash washing watering wave weaning wear weaving wedding weeding weighing
    welcome welding whaling whipping whistling whittling win winding windstorm winning wintering
    wiping wiring withdrawal withholding wooing work work-up working workout worming worship
    wrapping wreck writing wrongdoing yahrzeit yarning yawn yielding zoning`,
  object: `
    abacus abutment accelerometer accessory accordion acetator adapter add-on aerial aeroplane
    aid airbag aircraft airframe airplane altar ambulance amplifier amulet anchor anklet antenna
    antique anvil apparatus appendage appendix apple appliance apron arch arm armband armchair
    armour armrest arrow arrowhead artefact artery artifact artificial ashtray assembly asset
    auger autoclave award awning axe axle backbone backhoe backpack badge bag baggage bagpipe
    balcony bale ball balloon ballpoint bandage banjo banknote banner barbecue barbell barge
    barometer barrel barrier barrow basin basket bassoon batch bath bathtub baton batten battery
    bayonet bead beaker beam beamline beard bearing bed bedding bedpan bedspread bell bellows
    belt bench bib bicycle bidet bike billboard bin binder binding binnacle binocular binoculars
    biscuit bit blackboard blade blank blanket blazer blender blind blouse blower boat bobbin
    bodice boiler bollard bolt bomb bone bonnet bookcase bookend bookmark boom boot bottle
    boulder bouquet bow bowl bowstring box bra bracelet bracing bracket brain brake brazier
    breaker breast breathalyser brick bridle briefcase briquette broach bronze brooch broom
    broomstick brush bucket buckle buggy bulb bulldozer bullet bumper bundle bung bunk buoy
    burner burr bus button buzzer cab cabinet cabinetry cable cage cake calculator caliper cam
    camcorder camera camshaft can candelabra candle candlestick cane canister cannula canoe
    canopy canvas cap capacitor cape capsule car carabiner carafe caravan carburettor carcass
    card cardigan carpet cart carton cartridge casing cask casket cassette casting castle castor
    catamaran catapult catheter ceiling cell cello cellphone chaff chain chainsaw chalice
    chalkboard chandelier charger chassis chest chiller chime chimney chip chisel chopper chute
    cigar cigarette cistern clamp clapper clarifier clarinet clasp claw clip cloak clock clog
    closet clothespin clutch coaster coat coaxial cobblestone cockade cockpit cocoon coffin cog
    coil coin colander collar comb combine compass component compressor condom cone connector
    consignment consumable container converter conveyor cooker coolbox cooler cord core cork
    corkscrew corm corpse corset costume cot couch coulter counterweight coupling coupon cover
    crack cradle cradleboard craft crampon crane crankcase crankshaft crate cravat creel crib
    cross crossbow crowbar crown crucible crucifix crush crusher crutch crystal cube cuff
    cufflink cultivator cummerbund cup cupboard cupcake curtain cushion cut-out cutlery cutting
    cylinder cymbal dagger damper dart davit debris decanter deckchair defibrillator
    dehumidifier deliverable dent denture derrick desk detector detonator device dewar dial
    dialyser diamond diaphragm dibber dice die diffuser digester digger ding dinghy diode
    dipwell disc disconnector dishwasher display distaff ditch doll dolly door doorbell doorknob
    doormat doorstep dot doughnut dowel dozer drain drape drawbar drawer drawstring dress
    dresser drifter drill drone drum dryer duct dumbbell dummy dumpster duplicate dustbin
    dustpan duvet dynamo e-bike ear earmuff earphone earpiece earplug earring easel egg eggcup
    elbow electrode electromagnet element elevator embryo emerald endoscope engine envelope
    epaulette equipment eraser escalator espadrille evaporator excavator exhaust exhibit
    extinguisher extra eye eyebrow eyeglass eyelash eyelet eyepiece face fang fastening faucet
    feather fence fermenter ferrule ferry fibreglass figurine filament filter fin find finger
    fingernail finial firearm firebrick firelighter fireplace firework fishhook flag flagpole
    flagstone flail flange flank flannel flap flash flask flatbed fleet flint flipchart float
    floorboard flowerpot flowmeter flue fluke flute flywheel footwear forceps forearm fork
    forklift formwork fossil fountain fragment frame freewheel freezer freighter fridge frigate
    fryer funnel furnace furniture fuse fuselage fyke gabion gadget galaxy gallbladder gantry
    garland garment garter gasket gauge gauze gavel gazebo gear gearbox gearwheel gem gemstone
    gene generator gift gimlet girder glass glider glove gnomon goggles gondola gong goods gown
    grader grate grater grating gravestone grenade grid grill grinder gripper grommet guitar gun
    gurney gutter gyroscope hair hairbrush hairdryer hairpin halter halyard hammer hammock
    hamper hand handbag handbrake handcuff handkerchief handle handlebar handrail handset hanger
    hardware harness harp harpoon harpsichord harrow harvester hat hatch hatcher hatchet hayrack
    headband headboard headdress headlamp headlight headphone headrest headset headstall
    headstone hearse heart heater heel helicopter helm helmet hide hinge hive hoard hob hod hoe
    hoist holster hood hoof hook hooter hopper horn horseshoe hose hourglass houseboat
    hovercraft hubcap hull humidifier hurdle hydrant hydrometer iceberg icepack icon igniter
    impeller implant implement incense incinerator incubator inhaler injector inkstand inkwell
    insert insole installation instrument insulator intercom inverter iron item jack jacket
    jackhammer jar javelin jaw jeans jeep jerrycan jersey jet jewel jewellery jewelry jib jig
    jigsaw joint joist jug jukebox kart kayak keel keg kennelled kerb kettle kettledrum key
    keyboard keyring keystone kidney kiln kilt kimono kit kitbag kite knapsack knee knickers
    knife knitwear knob knot label lace ladder ladle lamp lampshade lance lancet lantern lanyard
    latch lathe lavatory leaf leash lectern lens lesion lever lid lifebelt lifeboat lifejacket
    lifeline lift ligament light lightbox lightbulb lighter lighting limb limousine linchpin
    liner lintel lip lipstick liver load loader loaf lock locker locket locomotive logger loom
    loop lorry lot loudspeaker loupe lp luggage luminaire lung lure lute lyre machine machinery
    magnet magnifier mainspring malaxer mallet mandolin mandrel manhole manifold manikin
    mannequin mannikin mantelpiece mantle maquette marble marionette marker mask mast
    mastercylinder mat mattress medal medallion megaphone memorial merchandise meteorite meter
    mic microphone microscope microwave miniature minibar minibus minifig mirror missile mitten
    mixer mobile modem monument moon mop moped mortar mosaic motherboard motor motorbike
    motorboat motorcar motorcycle motorhome mould moulding mount mountpiece mouthpiece mower
    mudguard mug multi-cache multimeter mural muscle musket muzzle nail nameplate napkin nappy
    nebula neck necklace necktie needle nerve nest net newel nib nightdress nightgown nipple
    nose notch nozzle nunchaku nut oar obelisk object oboe ocarina offcut organ ornament
    oscilloscope outboard ovary oven overalls overcoat overlock pacifier pack package packet pad
    paddle padlock paintbrush painting pajamas palette pallet palletiser pan pancake pane
    pannier pantyhose paperclip paperweight parachute parapet parasol parcel part particle pass
    pasteuriser patch pedalo pedestal peg pellet pen pencil pendant pendulum penknife
    perambulator periscope pestle pew phone photocopier piano pickaxe piece piezometer pill
    pillar pillow pillowcase pin pincers pinion pip pipe pipeline pipette pistol piston
    pitchfork pitchpipe placard placenta plait plane planet plank planter plaque plasmid plate
    platter plectrum pliers plinth plough plow plug plumb plumbline plunger pocket pocketbook
    pole polygraph poncho pontoon portrait pot potsherd pouch pram press prism prize probe
    product projector prop propagator propeller prosthesis prototype protractor pulley pullover
    pulper pump punch punnet puppet purse pushchair pushrod puzzle pyjamas pylon pyre quern
    quill quilt quiver rack racket radar radiator radio raft rag rail railing raincoat rake ramp
    rasp ratchet razor reamer recorder rectifier reed reefer reel reflector refrigerator relic
    reliquary remains remote repeater respirator reticle retort reward rheostat rib ribbon
    rickshaw rifle rig ring riser rivet robe robot rocket rod roll roller roof root rope ropeway
    rosary rotor roulette router rowboat ruby rucksack rudder rug ruler sabre sachet sack saddle
    saddlebag safe sail sample sandal sandbag sander sandpaper sandwich sapphire sarcophagus
    sari sarong sash satchel satellite saucepan saucer sausage saw sawhorse saxophone scabbard
    scaffold scaffolding scalpel scanner scarecrow scarf sceptre scissors scooter scourer
    scraper scratch screw screwdriver scroll scrubber sculpture scuttle scythe seal seam
    seatbelt secateur secateurs seismometer self-rescuer selvedge semaphore sensor separator
    serviette settee sextant shackle shaft shaker shard shaver shawl shears shell shield shim
    shingle ship shirt shoe shoelace shorts shotgun shovel shredder shrine shroud shutter
    shuttle shuttlecock sickle sideboard sidecar sieve sign signal signet signpost silverware
    sim simulator sink siphon siren skate skateboard skeleton skewer ski skid skin skip skirt
    skull skylight slab slate sled sledge sledgehammer sleeper sleeve sleigh slide sling slipper
    sluice smartphone sniffer snorkel snowball snowboard snowplough soap sock socket sofa
    solenoid sonde soother sorter souvenir spade spanner spare sparkler spatula spear specimen
    spectacles spectrometer speedboat speedometer sphere spigot spike spindle spine spire splice
    splint splinter splitter spoke sponge spool spoon spout sprayer spreader sprinkler spur
    squeegee stack stair staircase stairlift stamp stanchion stapler statue statuette steamer
    steamroller steelwork stem stencil stent steriliser stethoscope stick sticker stile stiletto
    stilt stirrer stirrup stomach stone stool stopper stopwatch stove strainer strand strap
    streamer streetlight stretcher string stringer stroller structure strut stump stylus
    submarine subwoofer suit suitcase sun sundial sunglasses sunshade surfboard suture swab
    swatch sweater sweatshirt swimsuit switch switchboard sword syringe tabernacle table
    tablecloth tablespoon tablet tachograph tachometer tack tag tail tailcoat tailgate tailpiece
    tambourine tampon tank tankard tanker tannoy tap tape tapestry tarpaulin tart tassel tattoo
    taxi teabag teacup teapot teaspoon teat teaware tee telegraph telephone telescope television
    telex tendon tensioner tent terrarium theodolite thermometer thermos thermostat thimble
    thorn thread throat throne throttle thumb tiara ticket tiepin tights tile till tiller
    tiltmeter timber timer tin tine tire toaster toboggan toe toecap toggle toilet token tomb
    tombstone tong tongs tongue tool toolbox tooth toothbrush toothpick torch torpedo torso
    totem touchscreen tourniquet towel towline toy tracheostomy trackable tracker tracksuit
    tractor trailer train tram tramcar trampoline transceiver transducer transformer transistor
    transmitter transom transponder trap trapdoor trash travois trawler tray tread treadmill
    treasure trellis trestle tricycle trimmer tripod triptych trivet trocar trolley trombone
    trophy trough trouser trousers trowel truck trumpet truncheon trunk trunks tub tuba tube tug
    tugboat tumbler tumour tunic turban turbine turnstile turntable turret tuxedo tweezer
    tweezers two-seater tyre udder uke ukulele umbrella undergarment underpants undershirt
    unicycle uniform urinal urn utensil uterus vacuum valve van vane vase vehicle veil vein
    ventilation ventilator vessel vest vestment vial viewfinder vinyl viola violin visor
    voltmeter wader wafer wagon wainscot waistcoat walkie wall wallet wardrobe wares warhead
    warp washbasin washboard washer washstand wastebasket watch watercolour watercraft
    waterwheel wax weal weapon weathervane wedge weighbridge weld wetsuit wheel wheelbarrow
    wheelchair wheelset whetstone whip whisk whistle whiteboard wick wig winch winder windlass
    windmill window windowpane windscreen windshield wingnut wipe wiper wire womb woodcut
    workbench workbox workpiece worktop wreath wrench wrist wristband wristwatch xylophone yacht
    yarnwinder yoke zip zipper zither`,
  substance: `
    abrasive acetone acid acrylic additive adhesive admixture adrenaline aerosol aggregate air
    alabaster alcohol ale alkali allergen alloy almond alum aluminium amalgam amber ambergris
    ammonia ammonium ammunition anaesthetic analyte antibiotic antibody anticoagulant antidote
    antifreeze antigen antihistamine antimony antiseptic apparel asbestos ash asphalt aspirin
    atmosphere bacon bagasse bait ballast balm balsam bandaging barbiturate barium bark barley
    basalt beef beer beeswax beet benzene beverage bicarbonate bile biofuel biogas biomass
    bitters bitumen bleach blend blood borax bran brandy bread breakfast breastmilk breath
    brickwork brine broth burrito butane butter buttermilk cadmium caffeine calcium cannabis
    caramel carbohydrate carbon cardboard cargo cartilage casein cash catalyst caviar cellulose
    cement ceramic cereal chalk champagne charcoal cheese chemical chicken chlorine chloroform
    chocolate cholesterol chromium chutney cider cinnamon clay cloth clothes clothing coagulant
    coal cobalt cocaine cocoa coffee coir coke collagen cologne combustible compost concrete
    condiment conditioner confectionery contaminant contraceptive coolant copper cordial
    cornflour cosmetic cosmetics cotton cottonseed cream crockery crude cullet curd cyanide
    deicer deodorant dessert detergent deuterium diesel dirt dish disinfectant distillate dna
    dough drink dropping drug duff dung dust dye dyestuff earth effluent ejecta electricity
    elixir emulsifier emulsion enamel energy enzyme epoxy essence ester estrogen ethanol ether
    ethylene eucalyptus explosive exudate fabric faeces fat feed feedstock feedstuff felt
    fertiliser fertilizer fiber fiberboard fibre filler firewood flax fleece flesh flour fluid
    fluoride flux foam fodder foil food foodstuff forage formaldehyde formalin frosting fruit
    fuel fumes fungicide furnish garnish gas gasoline gel gelatin gelignite gin ginger glaze
    glucose glue gluten glycerine gold goo granite granulate graphite grass gravel gravy grease
    grist grit groundwater grout gruel guano gum gunpowder gut gypsum haircloth ham hardcore
    hardwood haulm hay heather helium hemp herbicide heroin hessian homebrew honey hop hormone
    hummus humus hydrocarbon hydrogen ice icing ingredient ink insecticide insulin iodine ivory
    jelly juice jute kerosene ketchup lacquer lager laminate lard lasagne latex lather laxative
    leather leftover leftovers lemonade lime limestone linen lining linoleum lint liqueur liquid
    liquor livestockfeed loden lotion lubricant lye macadam magma magnesium maize malt manganese
    manure margarine marinade marl marmalade marzipan mash material mayonnaise meal meat
    medicament medication medicine melt mercury metal methane methanol microfibre milk millet
    mince mineral mix mixture molasses morphine moss mousse mucus mud mulch muslin mustard
    mutton narcotic natural nectar nickel nicotine nitrate nitrogen noodle nougat nourishment
    nutrient nutrition nylon oakum oat oatmeal ochre offal oil oilcloth ointment okara olive
    opium ore oxide oxygen ozone padding paddy paint paraffin pasta paste pastry pear peat
    pectin penicillin pepper peptide perfume perlite peroxide pesticide petrol petroleum pewter
    phosphate phosphorus pigment pizza placebo plankton plasma plaster plastic plasticine
    platelet platinum plutonium plywood poison polish pollen pollutant polycarbonate polyester
    polyethylene polymer polystyrene polythene pomace popcorn porcelain pork porridge potash
    potassium potion poultrymeat powder preservative propane propellant protein provender
    pudding pulp pumice pus putty quartz quicklime quicksilver quinine radiation rainwater
    ration rations raw rayon reagent refuse remedy repellent resin rice rock rosin roughage
    rubber rubbish rubble rum rust rye salad saline saliva salt sand sandstone sap satin sauce
    sawdust scat scrap seafood sealant seasoning seawater secretion sedative sediment seed semen
    semolina serum sewage shale shampoo shortening shrapnel silage silicon silicone silk silt
    silver sinter slag slaw slime slops sludge slurry smog smoke snack snow snuff soda sodium
    softwood soil solder solution solvent soot soup soy spaghetti spelt sperm spice spirit
    spirits stain starch steam steel stew stimulant stoneware straw stucco stuff stuffing
    styrene substance substrate suede sugar sulfate sulphur sunscreen sushi sweat sweet
    sweetener swill syrup taffeta talc tallow tannin tar tarmacadam tea textile thatch thinner
    tincture tinder tissue titanium tobacco toffee tofu toner toothpaste topping toxin
    tranquilliser treacle trinket tripe tungsten turpentine tweed twine ultramarine uranium urea
    urine vaccine vanilla vapor vapour varnish vaseline veal vellum velvet veneer venom
    vermicelli vermiculite vermouth vinegar vitamin vodka vomit wadding waste wastewater water
    weft wheat whey whisky whitewash whitewood wine wood wool woolen worsted wrapper yarn yeast
    yoghurt yogurt zinc`,
  property: `
    abbreviation ability abrasiveness abundance abv accent acceptability accessibility accuracy
    acidity acreage acuity acumen adaptability address adequacy adhesion adjacency affordability
    aftertaste age aggressiveness agility airspeed alertness alias alignment alkalinity allele
    allergy altitude ambience ampacity amperage amplitude ampoule ancestry angle anonymity
    aperture apnoea appetite aptitude aroma arousal artistry asymmetry attractiveness attribute
    audibility authenticity availability azimuth bandwidth barcode beauty behaviour benchmark
    bias birthdate birthplace bitrate bitterness blindness bloom blueness bodyweight boldness
    bore brand brandname bravery breadth breakability brevity brightness brilliance brittleness
    buoyancy caliber calibre callsign calmness capability capacitance capacity cardinality ccy
    chainage charisma checksum chirality circumference citizenship clarity cleanliness cleanness
    cleverness climate clumsiness coarseness code coefficient cohesion coldness color coloration
    colour colouring colourway compactness compatibility competence competency completeness
    complexion complexity compliance composition compressibility conc concentration conception
    conciseness condition conductivity confidentiality conformity consciousness consistency
    constant constitution contour contrast coordinate correctness cost courage coverage
    creativity credential credibility creditworthiness creed crispness criticality cruelty
    crunchiness cuisine cultivar currency curvature cve damp dampness dan darkness date
    deadweight deafness deceleration decency default deformity density depth description
    determinant dexterity diabetes diagnosis dialect diameter difficulty digit dignity diligence
    dimension direction disability disablement discoloration disease distance diversity dob doi
    domicile dominance dosage draught drift dsq ductility duplicity durability duration
    dysplasia ean earmark eccentricity edibility efficacy efficiency eigenvalue elasticity
    elevation eligibility elongation eloquence email emissivity emphasis endurance enthusiasm
    entropy equilibrium ethnicity etymology exactness excellence experience expertise exponent
    extent exterior eyesight factor fairness familiarity fare fatness feasibility feature fee
    ferocity fertility fidelity filename fineness fingerprint firmness fitness flammability
    flavor flavour flexibility flow fluency fluidity focus formality format fragility fragrance
    freedom frequency freshness friction friendliness from-address fullness functionality gait
    gender generosity genome genotype geometry girth glare gloss goodness gradient grain
    grammage granularity gravitas gravity greyness grip guilt habit habitability hairstyle
    halflife handicap handwriting hardiness hardness harshness hash haste headache headcount
    headroom health heartbeat heaviness height hepatitis heredity heterogeneity hobby
    homogeneity honesty hostility hue humidity humility hygiene hypertension iban id identifier
    identity illegality illegibility illiteracy imbalance imei immaturity immunity impairment
    imperfection importance impurity inaccuracy incapacity inclination incompatibility
    incompetence inconsistency index indication indicator inductance inequality inertia
    infertility inflammability ingenuity initial initials innocence insignia insolvency insomnia
    instability insulation integrity intelligence intensity interoperability invalidity
    irregularity isbn isin isrc keyword kindness knowhow lang language latency latitude
    leadership leanness legality legibility length lethality level lifecycle lifespan lifestyle
    likelihood likeness limit limitation lineage liquidity literacy logo longevity longitude
    loudness loyalty luminance luminosity lustre magnification magnitude maiden maintainability
    make malleability malocclusion mark markup mass matriculation maturity meaning measles
    mentality meridian merit metric mileage mindset mobility modulus moisture momentum moniker
    monogram mood morale morality mortality motility motive mrn mutability name narrowness
    nativity nature neatness neutrality ngc nickname noise normality norovirus novelty nuance
    numbering numeral obesity obscurity occlusion occupancy occupation odor odour offset opacity
    openness orbit orientation origin originality osmolarity outcome overlap overtone paleness
    pallidity pallor param parameter parentage parity password pathogenicity patience patronymic
    percentile perimeter permeability permissibility permittivity persistence personality
    perspective ph phenology phenotype photosensitivity physique pigmentation plasticity
    pleasantness polarity politeness polymorphism popularity porosity portability position
    possibility postcode postmark posture potency potential poverty power precision predicate
    prefix presence pressure prestige prevalence price priority probability productivity
    profession professionalism proficiency profit profitability prognosis progress prominence
    pronoun protonation provenance prowess proximity pseudonym pulse punctuality purity purport
    qualification quality quickness radiance radioactivity radius randomness range rank ranking
    rapport rarity rash rate rating readability readiness reading recency redness ref reference
    reflectivity refraction refractivity reg regularity relevance reliability religion rent
    reproducibility reputation residue resilience resistivity resonance responsiveness result
    reusability richness rigidity rigour ripeness robustness role roughness roundness sagacity
    saleability salinity saltiness saturation scalability scale scarcity scent scope score
    seaworthiness seeing selectivity selfishness seniority sensibility sensitivity sentiment
    serial setting severity sex sexuality shade shape sharpness shelflife shelfmark shortage
    shortness sickness sight signage signature significance similarity simplicity sincerity size
    skill slogan slowness slump smell smoothness sobriety softness solubility solvency
    sophistication spacing span specificity spectrum speed spin sscc stability stainlessness
    stamina stance standing standpoint state stature status steadiness steepness sterility
    stickiness stiffness stigma stoichiometry strength stress stubbornness sturdiness subtitle
    sufficiency suffix suitability supremacy surname surplus susceptibility sustainability
    sweetness swell symbol symmetry symptom synonym talent tare taste tel temper temperament
    temperature tempo tenacity tensile tension texture thickness thinness threshold throughput
    tidiness tightness timbre timeliness timestamp timezone title tolerance tonality tone
    tonnage topology torque toughness toxicity traceability trait trajectory translucency
    transparency turbidity turbulence turnover twist typeface ugliness uniformity uniqueness upn
    uprn uptake uptime urbanity urgency usability usefulness username utilisation validity value
    variability variable variance vastness velocity vendorship veracity versatility viability
    vibrancy vicinity vigilance vigour vin vintage virginity virtue virulence viscosity
    visibility vision vocation voice volatility voltage volume vulnerability wage waist warmth
    wateriness watermark wattage wavelength weakness wealth weariness weather weight wetness
    whereabout whereabouts whiteness wickedness width willingness wind wisdom wit wording
    workload workmanship worth yellowness zeal zodiac zygosity`,
  time: `
    adolescence adulthood aeon afterlife afternoon anniversary antiquity april august autumn
    babyhood bedtime beginning birthday birthtime bout bygone century childhood christmas
    countdown cut-off cutoff cycle dawn day daybreak daylight daytime deadline decade december
    dinnertime dusk easter epoch era eve evening february fiscal forenoon fortnight fortnightly
    friday gestation half-year halftime harvesttime heyday holiday horizon hour hr infancy
    instant interim interlude intermission interval january july juncture june kickoff leave
    lifetime lunchtime may meantime midday middleage midnight midsummer midweek midwinter
    millennium millisecond minute moment monday month morning morrow mth nanosecond night
    nightfall nighttime noon november now october offseason outset overtime pastime peacetime
    period playtime preseason present puberty quarter ramadan runtime sabbath saturday season
    sec second semester september shift slot spring springtime standby stint summer summertime
    sunday sundown sunrise sunset teatime term thursday time timeframe timespan timing today
    tomorrow tonight trimester tuesday turnround twilight use-by vacation wartime wednesday week
    weekday weekend while whitsun winter wintertime workday year yesterday yesteryear yr yule`,
  amount: `
    acre advance aliquot amount ampere armful array assortment average bagful balance basketful
    billion bulk bunch bushel byte calorie carat carload caseload cent centigrade centimeter
    centimetre charge chunk commission compensation consumption contribution count crateful
    crumb cubic cupful decibel decimal deficit degree denominator deposit difference dioptre
    discrepancy dividend dollar dollop dose dozen dram eur euro excess expense fathom figure
    fistful foot fraction franc funding furlong furrow gain gallon gb gigabyte glut gram gramme
    gross guest-day guinea half handful hank heap hectare hertz hundred hundredweight hz inch
    income instalment integer jackpot jot joule kb kg khz kilo kilobyte kilogram kilohertz
    kilojoule kilometer kilometre kilowatt km kwh lakh liter litre lumen lump lux margin
    matchpoint maximum mean median megabyte megahertz megawatt metre microgram micron mile
    millibar milligram millilitre millimeter millimetre million minimum minus mm modicum money
    morsel mouthful multiple multiplier multitude myriad nautical newton number numerator ohm
    ounce outlay output overhead pair par parsec pascal pay peck penny percent percentage
    pfennig pile pinch pint plethora point portion postage pound premium proceed proportion qty
    quantity quart quartile quintal quota quotient rasher ratio ream remainder remnant reserve
    revenue rouble rupee saving scoop serving set share shareful sheaf shelfful shilling
    shipload shortfall shred skein slice sliver smidgen snippet spoonful stash stat statistic
    sterling stock stratum subset subtotal sum surcharge swath tablespoonful tac tally tax tb
    teaspoonful tenner third thousand tip ton tonne total trace tranche trickle trillion triple
    truckload tuft turnout twosome unit vat volt wastage watt wisp wkt yen yield zero zillion`,
  kind: `
    archetype breed caste category clade class classification combination designation discipline
    echelon generation genre genus grade grouping industry kind medium modality mode model
    phylum pop raku rubric sort specialism speciality species style subcategory subclass
    subfamily subgenre subgroup subsection subspecialty subspecies subtype superclass supergroup
    taxa taxon taxonomy tier trade trim type typology variant variation varietal variety`,
  right: `
    access account accreditation advowson agreement alimony allegiance allowance amnesty annuity
    apprenticeship arrear arrears authorisation bail bailment ban benefice betrothal bond bonus
    bounty cession chairmanship clemency cohabitation coinsurance collateral commitment
    concession consent copyright covenant credit custody damages debenture debt deductible
    dependency directorship discount dole dower dowry due duty earnings easement emolument
    encumbrance endowment entitlement escrow excise exclusivity fatherhood fiduciary fine
    firstrefusal forfeit fosterage freehold fund garnishment godparenthood grant gratuity
    guarantee guardianship honorarium incumbency indemnity inheritance insurance lease leasehold
    legal levy licence license lien loan mandate maternity membership mortgage motherhood
    mutuality neighbourhoodship obligation overdraft ownership parenthood parole patent
    paternity patronage pawn payoff perk permission permit perquisite policy possession
    prerogative pretension privilege probate professorship proprietorship protectorate proxy
    quittance rebate reciprocity relation relationship remission residency responsibility
    retainer reversion right royalty salary sanction scholarship serfdom servitude sinecure
    sponsorship stake stipend sub-account subscription subsidy suffrage surety suretyship
    taxation tenancy tenure tithe trademark trusteeship tutelage usufruct vassalage veto wager
    waiver wardship warranty wayleave wedlock`,
  plan: `
    arrangement backlog bailout balayage bootcamp budget bursary calendar campaign chemo
    chemotherapy choreography constellation counterplan course curfew desensitisation design
    diet dramaturgy embargo endgame fefo folfox forecast formula formulation framework franchise
    gameplan hackathon hypnosis immunotherapy initiative internship law layout line-up lineup
    logistic lottery machination masterclass masterplan measure mechanism method milestone
    mnemonic module modus moratorium operandi outreach palliative pattern pension phase physio
    plan planning planogram playoffs ploy practicum procedure process program programme project
    projection protocol psychotherapy quiz radiotherapy rationing recipe regime regimen
    regulation remit restriction roadmap rollout roster rota roundtrip route routine rule safari
    safeguard schedule scheme sequence series stage standard step stratagem strategy subplan
    subproject subtask syndication tactic tariff task technique telethon therapy timeline
    timetable tombola tontine tour tradeoff traineeship treatment underwriting webinar
    workaround workflow workpackage workplan workstream`,
  computing: `
    accelerator algorithm anonymizer antivirus api app applet audio authenticator automation
    avatar backend backup baud binary bitmap blockchain blog boolean bot breadcrumb broadband
    browser buffer build bytecode cache callback captcha carousel changelog channel chatbot
    chatroom checkbox chipset clipboard cloud cluster codebase codec combobox command computer
    configuration configurator console constructor cookie cpu crawler crosshair cursor
    cyberspace daemon dashboard data database datacenter dataflow datagram datalink datamart
    dataset datastore datatype datev dbase debugger decoder desktop dialog dialogue diff disk
    diskette domain dongle download dropdown ebook emoji emoticon emulator encoder endpoint
    ethernet excel executable exploit extranet facet favicon file filesystem firewall firmware
    floppy folder font forum freeware frontend geodatabase gif groupware handheld hashtag header
    helpdesk homepage hostname hotfix hotspot hyperlink hypertext ide iframe inbox indexer
    interface internet interrupt intranet ipam java joystick json kernel keylogger keypad
    keystroke laptop link linux listbox localhost logfile login macro mailbox mainframe malware
    mashup metadata microchip microprocessor microservice middleware mod monitor multicast
    multiplexer namespace navbar netbook network newsfeed node offline ontology opcode outbox
    overlay pac page pager parser partition pathname payload pc pdf peripheral permalink
    permutation phishing pixel placeholder plc plotter plugin pointer popup portal postback
    preview printer processor pushbutton query queue quickbook ransomware raster recordset
    redirect regex render repository rollback rootkit sandbox scada scheduler schema screen
    screensaver scrollbar server servlet shareware shortcut sidebar sitemap slider smartwatch
    snapshot software spam spambot spellchecker spreadsheet spyware stopword stylesheet
    subdirectory subdomain submenu subnet subquery subroutine subsystem superuser syntax system
    tab tarball taskbar telecommand telematic telemetry thumbnail tickbox ticker tld toolbar
    toolkit tooltip touchpad trackball transcoder treeview trojan tuple tweet upload uploader
    url validator vector vfx viewport virtualisation vlan voicemail web webcam webpage
    webservice webshop website widget wiki wildcard wordprocessor wysiwyg xml zipfile`,
  idea: `
    absolute absurdity accountability accounting acoustics adage advantage adversity advice
    aesthetics affair affection affinity afterthought agriculture aim algebra alibi allegory
    alphabet alternative altruism ambiguity ambition amusement analogy anarchy anatomy anger
    angst answer anthropology antithesis anxiety apathy apology approach archaeology archery
    architecture arithmetic art aspect aspiration assertion assumption assurance astonishment
    astrology astronomy athletics attention attitude attraction autonomy aversion awareness awe
    axiom axis backgammon background backlash bacteriology badminton ballet baseball basis
    basketball behalf belief benefit billiards biology blame bliss boredom botany bottleneck
    bravado burden business capitalism caprice cardiology carpentry cartography case cause
    caution ceramics certainty challenge chance chaos charm chess choice circumstance
    civilisation clue cognition coherence comfort commerce commonsense communism compassion
    complication compromise concept concern confidence confusion conjecture connection
    connotation conscience consensus consequence consideration conspiracy constraint contempt
    context contingency continuity contradiction controversy convenience corollary correlation
    corruption counterargument counterexample craving credence credo cricket criterion criticism
    culture curiosity curse curve custom cynicism danger deadlock definition degeneration
    delight demand democracy dentistry dermatology desire despair destiny detail determinism
    detriment dilemma disadvantage disappointment disapproval discomfort discontent discretion
    disgrace disgust dishonesty disincentive dislike dispensation distinction distress distrust
    doctrine dogma doubt draughts drawback dread dream dualism ease ecology economics economy
    effect ego electronics embroidery emotion empathy emptiness engineering enigma enjoyment
    entity envy epidemiology epithet equality equity equivalent eternity ethic ethics etiquette
    etymon euphoria evil example exception excitement excuse exemplar existence expectation
    expression extreme fact faith fallacy fame fantasy fascism fashion fate favor favour
    favourite fear feeling feminism fiasco finance finding flaw folklore folly football
    foresight forestry fortune friendship frustration fun function fundamental future gap
    gastronomy genetics genius geography geology glamour glance globalisation gloom glory goal
    god golf goodwill gossip gratitude greatness greed grief grievance growth grudge guess
    guesswork gymnastics happiness hardship harm harmony hate hatred hazard headword heaven
    hegemony hell heresy heritage heroism hesitation hierarchy hint hockey homage honor honour
    hope horror horticulture hospitality humanism humor humour hunch hunger hurry hydrology
    hypothesis idea ideal idealism ideology idiom ignorance ikebana illusion imagination
    immortality impetus implication impression impulse incentive inconvenience independence
    indifference indignation individuality inference infinity influence information injustice
    input inquisitiveness insight inspiration instance instinct intellect intent intention
    interest interpretation intimacy intuition invective irony issue jargon jazz jealousy joy
    judo jurisprudence justification knack knowledge lack leeway legacy leisure lemma liability
    liberalism liberty lie life limelight linguistics logic logistics look loophole love luck
    lust luxury magic malice manner mathematics matter maxim means mechanics memory menace mercy
    mess metaphor meteorology methodology midwifery mind miracle mischief misconception misery
    misfortune mistake misunderstanding modesty monopoly moral mores motif motivation motto
    mystery mysticism myth nationalism necessity need needlework neglect neurology nightmare
    nomenclature nonsense norm nostalgia notation nothing nothingness notion nuisance nursing
    nutshell objection objective oblivion obsession obstacle obstetrics oceanography odds omen
    oncology opinion opportunity optics optimism option ordeal outlier outlook overkill
    oversight pacifism pain panic paradigm paradise paradox passion past pathology pathos
    patriotism peace peculiarities peculiarity perception perfection peril perplexity pessimism
    pharmacology phenomenon philosophy photography phrase physics physiology physiotherapy piety
    pitfall pity plausibility plea pleasure plight poker politics populism postulate pottery
    pragmatism prank precaution precedent preconception precondition predicament prediction
    preference prejudice premise premonition pretence pretext pride principle problem promise
    proposition prosperity protection psychiatry psychology pun punchline purpose qualm quandary
    question quibble quirk racism radicalism radiology rage rapture rationale rationality
    realism reality realm reason reasoning rebuke recklessness recollection reflection regret
    relief reluctance remorse repercussion repertoire reproach requirement research resemblance
    resentment resolve resource respect retail retribution revelation revenge reverence rhetoric
    riddle risk robotics romance rugby rumor rumour sadness safety sake salvation sanctity
    sanity sarcasm satisfaction scepticism science secrecy secret security self semantics
    sensation sense sentence sentimentality seriousness sexism shame shortcoming silence simile
    sin situation slang slavery snag socialism sociology solace solidarity solitude something
    sorrow soul sound source sovereignty specialty spectacle speculation spell spirituality
    spite splendour spontaneity sport stalemate statistics stereotype stimulus strain strife
    stupidity subject subjectivity subtlety suffering suggestion superstition surmise surprise
    suspicion symbolism sympathy synergy tact target temptation tendency tenet tennis
    terminology terror theme theology theory thing thirst thought thrill topic toxicology
    tradition tranquility trauma trend trick trouble truth tyranny ultimatum unawareness
    uncertainty understanding undertone unhappiness unity universality upheaval uproar upshot
    utopia vacancy vanity vengeance verity verve vice vicissitude view viewpoint vitality
    viticulture vogue void volleyball vulgarity way weirdness welfare wellbeing wellness whim
    whole wholesale wish wonder wonderment word worry wrath wrong yearning zest zoology`,
};

const SORTS: ReadonlyMap<string, NounSort> = listedWords(
  Object.keys(LISTS) as NounSort[],
  LISTS,
);

/** The sort of a noun in the singular, or undefined where it is not known. */
export function sortOfNoun(noun: string): NounSort | undefined {
  return SORTS.get(noun);
}
